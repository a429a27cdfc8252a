import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Role } from "@/lib/domain/rbac/role";
import { tokenHash } from "@/lib/server/one-time-token";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";
import type { InvitationView } from "../invitation";
import { iso } from "../sql-text";

export interface InvitationRow extends Record<string, unknown> {
  readonly id: string;
  readonly org_id: string;
  readonly state: "open" | "used" | "expired" | "revoked";
  readonly email: string | null;
  readonly name: string | null;
  readonly role: Role;
  readonly site_ids: string[];
  readonly sites: string[];
  readonly access_ends_at: string | null;
  readonly link_ends_at: string;
  readonly invited_by_id: string;
  readonly inviter: string;
  readonly company: string;
  /** The account with this address, if any; one whose address was never confirmed is nobody's yet. */
  readonly account_id: string | null;
  readonly is_account_confirmed: boolean;
}

/** The invitation behind a link's token, whatever became of it; null for a token that is none. */
export async function invitationOf(tx: Transaction, token: string): Promise<InvitationRow | null> {
  const [row] = await tx.execute<InvitationRow>(sql`
    select i.id, i.org_id, i.email, i.name, i.role, i.site_ids, i.invited_by_id, u.name as inviter, c.name as company,
      case when i.accepted_at is not null then 'used' when i.revoked_at is not null or i.email is null
          or c.closed_at is not null then 'revoked'
        when i.expires_at <= app_now() then 'expired' else 'open' end as state,
      array(select s.name from sites s where s.id = any(i.site_ids) and s.org_id = i.org_id order by s.name) as sites,
      ${iso(sql`i.access_expires_at`)} as access_ends_at, ${iso(sql`i.expires_at`)} as link_ends_at,
      a.id as account_id, coalesce(a.email_verified_at is not null, false) as is_account_confirmed
    from invitations i join companies c on c.id = i.org_id join users u on u.id = i.invited_by_id
    left join users a on a.email = i.email
    where i.token_hash = ${tokenHash(token)}`);
  return row ?? null;
}

/**
 * What a link offers and what its holder has to do to accept. Looking uses nothing up: mail programs open links by
 * themselves. Read as the system, since the token is what lets somebody see.
 */
export function getInvitation(viewer: Viewer, token: string): Promise<InvitationView> {
  const system = { kind: "system", name: "invitations" } as const;
  return readAs(system, async (tx): Promise<InvitationView> => {
    const row = await invitationOf(tx, token);
    if (row === null) return { state: "unknown" };
    if (row.state !== "open") return { state: row.state, company: row.company, inviter: row.inviter };
    return {
      state: "open",
      company: row.company,
      inviter: row.inviter,
      email: row.email ?? "",
      name: row.name,
      role: row.role,
      sites: row.sites,
      accessEndsAt: row.access_ends_at,
      linkEndsAt: row.link_ends_at,
      needs: needsOf(viewer, row),
      signedInAs: await addressOf(tx, viewer),
    };
  });
}

function needsOf(viewer: Viewer, row: InvitationRow): Extract<InvitationView, { state: "open" }>["needs"] {
  if (viewer.kind === "user") return viewer.userId === row.account_id ? "nothing" : "other_account";
  return row.account_id !== null && row.is_account_confirmed ? "sign_in" : "account";
}

async function addressOf(tx: Transaction, viewer: Viewer): Promise<string | null> {
  if (viewer.kind !== "user") return null;
  const [row] = await tx.execute<{ email: string | null }>(
    sql`select email from users where id = ${viewer.userId}`,
  );
  return row?.email ?? null;
}
