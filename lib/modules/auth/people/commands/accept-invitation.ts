import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { decideMembershipChange } from "@/lib/domain/rbac/decide-membership-change";
import { passwordProblem } from "@/lib/domain/sign-in/password-problem";
import { openSession } from "@/lib/modules/auth/sessions/open-session";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { renewSession } from "@/lib/modules/auth/sessions/renew-session";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { tokenHash } from "@/lib/server/one-time-token";
import { outbox } from "@/lib/server/outbox/outbox";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import { refusedPasswords } from "@/lib/server/passwords/refused-passwords";
import { readAs, withTransaction } from "@/lib/server/transaction";
import type { Actor, UserViewer, Viewer } from "@/lib/server/viewer";
import { membershipChanged } from "../events";
import type { AcceptInput } from "../inputs";
import { type InvitationRow, invitationOf } from "../queries/get-invitation";
import { placeFacts } from "./change-place";
import { makeAccount } from "./make-account";
import { lockPlaces } from "./places";

/** Who accepted, in which session, with which role. */
export interface Accepted extends SessionClaims {
  readonly role: InvitationRow["role"];
}

/**
 * Takes the place that an invitation offers: for somebody signed in with the same address as they are, for somebody new
 * with the name and password they choose. What is offered is read from the invitation alone. Of many calls at once one
 * gets it.
 *
 * @throws AppError `not_found` for a token that is none, `conflict` saying what became of the invitation,
 * `forbidden` for somebody else's, `invalid` for a password that will not do.
 */
export async function acceptInvitation(viewer: Viewer, input: AcceptInput): Promise<Accepted> {
  const system = { kind: "system", name: "invitations", ...requestOf(viewer) } as const;
  const offer = requireOpen(await readAs(system, (tx) => invitationOf(tx, input.token)));
  // Outside the transaction: a hash takes tens of milliseconds, for which nothing need be locked.
  const account = viewer.kind === "user" ? null : await newAccount(offer, input);
  return withTransaction(system, async (tx) => {
    const locked = await lockOffer(tx, input.token);
    if (viewer.kind === "user") return acceptAs(tx, viewer, locked);
    if (account === null) throw new AppError("unauthenticated", "Sign in to accept.");
    const userId = await makeAccount(tx, { ...account, email: locked.email ?? "" });
    await takePlace(tx, system, userId, locked);
    const request = viewer.request ?? { id: "", address: "unknown", userAgent: "" };
    const session = { userId, method: "invitation", request, orgId: locked.org_id } as const;
    return { userId, sessionId: await openSession(tx, session), role: locked.role };
  });
}

function requestOf(viewer: Viewer): Pick<Extract<Actor, { kind: "system" }>, "request"> {
  return viewer.request === undefined ? {} : { request: viewer.request };
}

/** @throws AppError unless the invitation can be accepted now. */
function requireOpen(row: InvitationRow | null): InvitationRow {
  if (row === null) throw new AppError("not_found", "This link is not one of ours. Was it copied whole?");
  const words = {
    used: "This invitation was accepted already. Sign in instead.",
    expired: `This invitation has run out. Ask ${row.inviter} to send it again.`,
    revoked: `This invitation was taken back. Ask ${row.inviter} for a new one.`,
  };
  if (row.state !== "open") throw new AppError("conflict", words[row.state]);
  return row;
}

/** Name and hash for somebody new. @throws AppError when they have an account, or the password will not do. */
async function newAccount(offer: InvitationRow, { account }: AcceptInput) {
  if (offer.account_id !== null && offer.is_account_confirmed) {
    throw new AppError("conflict", "You have an account with this address. Sign in first, then accept.");
  }
  if (account === null) {
    const message = "Say what you are called and choose a password.";
    throw new AppError("invalid", message, { fields: [{ field: "account", message }] });
  }
  const problem = passwordProblem(account.password, refusedPasswords([account.name, offer.email]));
  if (problem !== null) {
    const fields = [{ field: "password", message: problem }];
    throw new AppError("invalid", "Some fields need another look.", { fields });
  }
  return { name: account.name, passwordHash: await hashPassword(account.password) };
}

/** The invitation under a lock; whoever waited for it finds it used. */
async function lockOffer(tx: Transaction, token: string): Promise<InvitationRow> {
  await tx.execute(sql`select id from invitations where token_hash = ${tokenHash(token)} for update`);
  return requireOpen(await invitationOf(tx, token));
}

async function acceptAs(tx: Transaction, viewer: UserViewer, offer: InvitationRow): Promise<Accepted> {
  const person = authorizeOwnAccount(viewer);
  if (offer.account_id !== viewer.userId) {
    throw new AppError(
      "forbidden",
      "This invitation is for another address than the one you are signed in with. Sign out and open the link again.",
    );
  }
  await takePlace(tx, viewer, viewer.userId, offer);
  const renewed = { sessionId: person.credentialId, isConfirmed: false, orgId: offer.org_id };
  return { userId: person.userId, sessionId: await renewSession(tx, renewed), role: offer.role };
}

/** Makes the membership, provided that whoever invited could still do so now. */
async function takePlace(tx: Transaction, actor: Actor, userId: string, offer: InvitationRow): Promise<void> {
  const { id, org_id: orgId, role } = offer;
  const { placeOf, members, now } = await lockPlaces(tx, orgId, [offer.invited_by_id, userId]);
  const inviter = placeOf(offer.invited_by_id);
  const change = { kind: "invite", role, siteIds: offer.site_ids } as const;
  const mayStill =
    inviter !== null &&
    decideMembershipChange({ actor: inviter.member, target: null, change, members, now }).isAllowed;
  if (!mayStill) {
    const message = `${offer.inviter} may not invite people any more. Ask somebody else of ${offer.company}.`;
    throw new AppError("conflict", message);
  }
  if (placeOf(userId) !== null) throw new AppError("conflict", `You are in ${offer.company} already.`);
  const membershipId = uuidV7();
  await tx.execute(sql`
    insert into memberships (id, org_id, user_id, role, expires_at, created_at)
    values (${membershipId}, ${orgId}, ${userId}, ${role}, ${offer.access_ends_at}::timestamptz, app_now())`);
  await tx.execute(sql`
    insert into membership_sites (membership_id, site_id, org_id)
    select ${membershipId}, s.id, s.org_id from sites s join invitations i on s.id = any(i.site_ids)
    where i.id = ${id} and s.org_id = ${orgId}`);
  await tx.execute(sql`
    update invitations set accepted_at = app_now(), accepted_by_id = ${userId} where id = ${id}`);
  const expiresAt = offer.access_ends_at === null ? null : new Date(offer.access_ends_at);
  const place = placeFacts({ userId, role, siteIds: offer.site_ids, access: { isActive: true, expiresAt } });
  await audit(tx, actor, {
    action: "auth.invitation_accepted",
    object: { kind: "user", id: userId },
    before: null,
    after: { invitationId: id, ...place },
    orgId,
  });
  await outbox(tx, actor, {
    event: membershipChanged,
    aggregateId: membershipId,
    aggregateVersion: 1,
    payload: { orgId, userId, change: "joined", ...place },
    orgId,
  });
}
