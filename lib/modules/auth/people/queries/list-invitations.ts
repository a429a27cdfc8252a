import "server-only";
import { sql } from "drizzle-orm";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import type { SentInvitation } from "../invitation";
import { invitationsInScope } from "../scope";
import { iso } from "../sql-text";

/** Open invitations that the viewer may send again or take back, the newest first; at most 200. */
export async function listInvitations(viewer: Viewer): Promise<SentInvitation[]> {
  const user = authorizeUser(viewer, "auth:invite_people");
  const orgId = companyOf(user);
  const rows = await readAs(user, (tx) =>
    tx.execute<{
      id: string;
      email: string;
      name: string | null;
      created_at: string;
      link_ends_at: string;
    }>(sql`
      select i.id, i.email, i.name, ${iso(sql`i.created_at`)} as created_at, ${iso(sql`i.expires_at`)} as link_ends_at
      from invitations i
      where i.org_id = ${orgId} and i.accepted_at is null and i.revoked_at is null and i.email is not null
        and ${invitationsInScope(user)}
      order by i.created_at desc limit 200`),
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    name: row.name,
    sentAt: row.created_at,
    linkEndsAt: row.link_ends_at,
  }));
}
