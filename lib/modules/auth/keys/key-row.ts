import { type SQL, sql } from "drizzle-orm";
import type { ApiKeyDto } from "@/lib/modules/auth/keys/schema";
import { apiKeyPrefix } from "@/lib/server/identity/api-key";

/** A row of `selectKeys`. */
export interface KeyRow extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly user_id: string;
  readonly owner_name: string;
  readonly state: ApiKeyDto["state"];
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
  readonly last_used_address: string | null;
  readonly revoked_at: string | null;
}

const iso = (column: SQL) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Keys with their owner's name; the hash is not among what is read. */
export function selectKeys(where: SQL): SQL {
  return sql`
    select k.id, k.name, k.scopes, k.user_id, u.name as owner_name, k.last_used_address,
      case when k.revoked_at is not null then 'revoked' when k.expires_at <= app_now() then 'expired'
        else 'works' end as state,
      ${iso(sql`k.created_at`)} as created_at, ${iso(sql`k.expires_at`)} as expires_at,
      ${iso(sql`k.last_used_at`)} as last_used_at, ${iso(sql`k.revoked_at`)} as revoked_at
    from api_keys k join users u on u.id = k.user_id where ${where}`;
}

/** What people see of a key. */
export function keyDto(row: KeyRow, viewerId: string): ApiKeyDto {
  return {
    id: row.id,
    prefix: `${apiKeyPrefix}${row.id}`,
    name: row.name,
    scopes: row.scopes,
    state: row.state,
    owner: { id: row.user_id, name: row.owner_name },
    isOwn: row.user_id === viewerId,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    lastUsedAddress: row.last_used_address,
    revokedAt: row.revoked_at,
  };
}
