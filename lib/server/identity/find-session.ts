import "server-only";
import { sql } from "drizzle-orm";
import { permissionsOf } from "@/lib/domain/rbac/permissions-of";
import { isRole, type Role } from "@/lib/domain/rbac/role";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { executePrepared, withTransaction } from "@/lib/server/transaction";
import type { RequestFacts, UserViewer } from "@/lib/server/viewer";

interface SessionRow extends Record<string, unknown> {
  readonly org_id: string | null;
  readonly role: string | null;
  readonly site_ids: string[];
  readonly is_confirmed: boolean;
  readonly is_seen_long_ago: boolean;
}

/** How somebody is looked up. */
export interface LookUp {
  /** Whether the person is there: an open stream that asks by itself must not keep a forgotten session alive. */
  readonly isSeen: boolean;
}

/**
 * The viewer of a session, by its row at this very moment: not ended, not idle for 30 minutes, within 12 hours, the
 * person active, and their place in the company open. Null otherwise.
 */
export function findSessionViewer(
  { userId, sessionId }: SessionClaims,
  request: RequestFacts,
  { isSeen }: LookUp = { isSeen: true },
): Promise<UserViewer | null> {
  return withTransaction({ kind: "system", name: "sessions" }, async (tx) => {
    // Every request of every person asks this.
    const [row] = await executePrepared<SessionRow>(
      tx,
      "session",
      sql`
      select s.org_id, m.role,
        coalesce(array(select site_id from membership_sites where membership_id = m.id), '{}') as site_ids,
        s.confirmed_at > app_now() - interval '10 minutes' as is_confirmed,
        s.last_seen_at < app_now() - interval '1 minute' as is_seen_long_ago
      from user_sessions s
      join users u on u.id = s.user_id and u.is_active and u.erased_at is null
      left join memberships m on m.user_id = s.user_id and m.org_id = s.org_id and m.is_active
        and (m.expires_at is null or app_now() <= m.expires_at)
      left join companies c on c.id = s.org_id
      where s.id = ${sessionId} and s.user_id = ${userId} and s.ended_at is null
        and s.expires_at > app_now() and s.last_seen_at > app_now() - interval '30 minutes'
        and (s.org_id is null or (m.id is not null and c.closed_at is null))`,
    );
    if (row === undefined) return null;
    if (isSeen && row.is_seen_long_ago) {
      await tx.execute(sql`update user_sessions set last_seen_at = app_now() where id = ${sessionId}`);
    }
    const role: Role = row.role !== null && isRole(row.role) ? row.role : "guest";
    return {
      kind: "user",
      userId,
      orgId: row.org_id,
      role,
      siteIds: row.site_ids,
      permissions: permissionsOf(role),
      via: "session",
      credentialId: sessionId,
      isConfirmed: row.is_confirmed,
      request,
    };
  });
}
