import "server-only";
import { sql } from "drizzle-orm";
import { keyPermissions } from "@/lib/domain/rbac/program-permissions";
import { isRole } from "@/lib/domain/rbac/role";
import { apiKeyId, isKeyOf } from "@/lib/server/identity/api-key";
import { withTransaction } from "@/lib/server/transaction";
import type { RequestFacts, UserViewer } from "@/lib/server/viewer";

interface KeyRow extends Record<string, unknown> {
  readonly key_hash: string;
  readonly org_id: string;
  readonly user_id: string;
  readonly scopes: string[];
  readonly role: string;
  readonly site_ids: string[];
  readonly is_used_long_ago: boolean;
}

/**
 * The viewer of an API key, by its row at this very moment: not revoked, not expired, its owner active and their place
 * in the key's company open. Null otherwise. Its rights are the owner's, as far as the scopes go.
 */
export function findApiKeyViewer(key: string, request: RequestFacts): Promise<UserViewer | null> {
  const id = apiKeyId(key);
  if (id === null) return Promise.resolve(null);
  return withTransaction({ kind: "system", name: "api-keys" }, async (tx) => {
    const [row] = await tx.execute<KeyRow>(sql`
      select k.key_hash, k.org_id, k.user_id, k.scopes, m.role,
        array(select site_id from membership_sites where membership_id = m.id) as site_ids,
        coalesce(k.last_used_at < app_now() - interval '1 minute', true) as is_used_long_ago
      from api_keys k
      join users u on u.id = k.user_id and u.is_active and u.erased_at is null
      join companies c on c.id = k.org_id and c.closed_at is null
      join memberships m on m.user_id = k.user_id and m.org_id = k.org_id and m.is_active
        and (m.expires_at is null or app_now() <= m.expires_at)
      where k.id = ${id} and k.revoked_at is null and (k.expires_at is null or k.expires_at > app_now())`);
    if (row === undefined || !isKeyOf(key, row.key_hash) || !isRole(row.role)) return null;
    if (row.is_used_long_ago) {
      await tx.execute(sql`
        update api_keys set last_used_at = app_now(), last_used_address = ${request.address}
        where id = ${id} and coalesce(last_used_at < app_now() - interval '1 minute', true)`);
    }
    return {
      kind: "user",
      userId: row.user_id,
      orgId: row.org_id,
      role: row.role,
      siteIds: row.site_ids,
      permissions: keyPermissions(row.role, row.scopes),
      via: "api_key",
      credentialId: id,
      isConfirmed: false,
      request,
    };
  });
}
