import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Role } from "@/lib/domain/rbac/role";
import { requestMail } from "@/lib/server/mail/request-mail";
import { publicAddress } from "@/lib/server/public-address";
import type { UserViewer } from "@/lib/server/viewer";
import { iso } from "../sql-text";
import { dayInWords, roleInWords } from "../words";

interface OfferRow extends Record<string, unknown> {
  readonly email: string;
  readonly name: string | null;
  readonly role: Role;
  readonly company: string;
  readonly inviter: string;
  readonly sites: string | null;
  readonly access_ends_at: string | null;
  readonly link_ends_at: string;
}

/** Mails an invitation: who offers what, until when, and the link that accepts it. */
export async function mailInvitation(
  tx: Transaction,
  actor: UserViewer,
  invitationId: string,
  token: string,
): Promise<void> {
  const [offer] = await tx.execute<OfferRow>(sql`
    select i.email, i.name, i.role, c.name as company, u.name as inviter,
      (select string_agg(s.name, ', ' order by s.name) from sites s where s.id = any(i.site_ids)) as sites,
      ${iso(sql`i.access_expires_at`)} as access_ends_at, ${iso(sql`i.expires_at`)} as link_ends_at
    from invitations i join companies c on c.id = i.org_id join users u on u.id = i.invited_by_id
    where i.id = ${invitationId}`);
  if (offer === undefined) throw new Error(`invitation ${invitationId} is gone in its own transaction`);
  const at = offer.sites === null ? "" : ` at ${offer.sites}`;
  const ends =
    offer.access_ends_at === null ? "" : ` Access ends on ${dayInWords(new Date(offer.access_ends_at))}.`;
  await requestMail(tx, actor, {
    to: offer.email,
    subject: `${offer.inviter} invites you to ${offer.company}`.slice(0, 200),
    paragraphs: [
      offer.name === null ? "Hello," : `Hello ${offer.name},`,
      `${offer.inviter} invites you to ${offer.company} on HashInsight, as ${roleInWords(offer.role)}${at}.${ends}`,
      `The link works once, until ${dayInWords(new Date(offer.link_ends_at))}. If you do not know ${offer.inviter}, do nothing.`,
    ],
    action: { label: "Look at the invitation", url: `${publicAddress()}/invitation/${token}` },
    reason: "You get this mail because somebody invited this address.",
  });
}
