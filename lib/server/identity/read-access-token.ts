import "server-only";
import { sql } from "drizzle-orm";
import { keyPermissions, programPermissions } from "@/lib/domain/rbac/program-permissions";
import { isRole, type Role } from "@/lib/domain/rbac/role";
import { verifyAccessToken } from "@/lib/server/identity/access-token";
import { withTransaction } from "@/lib/server/transaction";
import type { RequestFacts, UserViewer } from "@/lib/server/viewer";

interface TokenRow extends Record<string, unknown> {
  readonly role: string | null;
  readonly site_ids: string[];
  readonly scopes: string[] | null;
}

/**
 * The viewer of a short access token, looked up at this very moment: its family not ended, the person active and their
 * place in the company open, the password not changed since, and the key it was got for, if any, still good. Null
 * otherwise.
 */
export async function readAccessToken(token: string, request: RequestFacts): Promise<UserViewer | null> {
  const claims = await verifyAccessToken(token);
  if (claims === null) return null;
  const { userId, orgId, familyId, apiKeyId } = claims;
  const [row] = await withTransaction({ kind: "system", name: "access-tokens" }, (tx) =>
    tx.execute<TokenRow>(sql`
      select m.role, k.scopes,
        coalesce(array(select site_id from membership_sites where membership_id = m.id), '{}') as site_ids
      from users u
      left join companies c on c.id = ${orgId}::uuid and c.closed_at is null
      left join memberships m on m.user_id = u.id and m.org_id = c.id and m.is_active
        and (m.expires_at is null or app_now() <= m.expires_at)
      left join api_keys k on k.id = ${apiKeyId} and k.user_id = u.id and k.org_id = m.org_id
        and k.revoked_at is null and (k.expires_at is null or k.expires_at > app_now())
      where u.id = ${userId} and u.is_active and u.erased_at is null
        and (${orgId}::uuid is null or m.id is not null)
        and (${apiKeyId}::text is null or k.id is not null)
        and exists (select from refresh_tokens r where r.family_id = ${familyId} and r.user_id = u.id
          and r.expires_at > app_now() and (u.password_changed_at is null or r.created_at >= u.password_changed_at))
        and not exists (select from refresh_tokens r where r.family_id = ${familyId} and r.revoked_at is not null)`),
  );
  if (row === undefined) return null;
  const role: Role = row.role !== null && isRole(row.role) ? row.role : "guest";
  return {
    kind: "user",
    userId,
    orgId,
    role,
    siteIds: row.site_ids,
    permissions: row.scopes === null ? new Set(programPermissions(role)) : keyPermissions(role, row.scopes),
    via: "access_token",
    credentialId: familyId,
    isConfirmed: false,
    request,
  };
}
