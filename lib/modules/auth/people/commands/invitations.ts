import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { extendTo } from "@/lib/domain/rbac/access";
import { decideMembershipChange } from "@/lib/domain/rbac/decide-membership-change";
import type { Role } from "@/lib/domain/rbac/role";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { randomToken, tokenHash } from "@/lib/server/one-time-token";
import { withTransaction } from "@/lib/server/transaction";
import { authorize, authorizeUser, companyOf, type UserViewer, type Viewer } from "@/lib/server/viewer";
import type { InviteInput } from "../inputs";
import { invitationsInScope } from "../scope";
import { requireSitesOfCompany } from "./company-sites";
import { mailInvitation } from "./invitation-mail";
import { type LockedPlaces, lockPlaces } from "./places";

/** The link of an invitation works this long. */
export const invitationDays = 7;

const linkEnd = sql`app_now() + ${`${invitationDays} days`}::interval`;

/** What an invitation answers. */
export interface Invited {
  readonly invitationId: string;
}

/**
 * Offers a place in the actor's company by mail. Nothing is made before the person accepts, and nothing tells whether
 * they have an account already.
 *
 * @throws AppError `conflict` for somebody of the company or with an open invitation, `forbidden` with the reason of
 * `decideMembershipChange`, `invalid` for sites that the company does not have or an end of access that has passed.
 */
export async function invitePerson(actor: Viewer, input: InviteInput): Promise<Invited> {
  const user = authorizeUser(actor, "auth:invite_people");
  const orgId = companyOf(user);
  return await withTransaction(user, async (tx) => {
    // The lock on the owners also keeps two invitations of one person apart.
    const places = await lockPlaces(tx, orgId, [user.userId]);
    requireMayInvite(user, places, input);
    await requireSitesOfCompany(tx, orgId, input.siteIds);
    await requireNobodyYet(tx, orgId, input.email);
    const endsAt =
      input.accessEndsAt === null
        ? null
        : extendTo(new Date(input.accessEndsAt), places.now, "accessEndsAt").toISOString();
    const [invitationId, token] = [uuidV7(), randomToken()];
    await tx.execute(sql`
      insert into invitations
        (id, org_id, email, name, role, site_ids, access_expires_at, token_hash, invited_by_id, created_at, expires_at)
      values (${invitationId}, ${orgId}, ${input.email}, ${input.name === "" ? null : input.name}, ${input.role},
        ${`{${input.siteIds.join(",")}}`}::uuid[], ${endsAt}::timestamptz, ${tokenHash(token)}, ${user.userId},
        app_now(), ${linkEnd})`);
    await audit(tx, user, {
      action: "auth.person_invited",
      object: { kind: "invitation", id: invitationId },
      before: null,
      after: { role: input.role, siteIds: [...input.siteIds], accessEndsAt: endsAt },
    });
    await mailInvitation(tx, user, invitationId, token);
    return { invitationId };
  });
}

/** Sends an invitation once more with a new link; the earlier link stops working. */
export async function resendInvitation(
  actor: Viewer,
  { invitationId }: { readonly invitationId: string },
): Promise<Invited> {
  return await changeInvitation(actor, invitationId, async (tx, user) => {
    const token = randomToken();
    await tx.execute(sql`
      update invitations set token_hash = ${tokenHash(token)}, expires_at = ${linkEnd},
        invited_by_id = ${user.userId} where id = ${invitationId}`);
    await audit(tx, user, {
      action: "auth.invitation_resent",
      object: { kind: "invitation", id: invitationId },
      before: null,
      after: null,
    });
    await mailInvitation(tx, user, invitationId, token);
    return { invitationId };
  });
}

/** Takes an invitation back: its link stops working. */
export async function revokeInvitation(
  actor: Viewer,
  { invitationId }: { readonly invitationId: string },
): Promise<Invited> {
  return await changeInvitation(actor, invitationId, async (tx, user) => {
    await tx.execute(sql`update invitations set revoked_at = app_now() where id = ${invitationId}`);
    await audit(tx, user, {
      action: "auth.invitation_revoked",
      object: { kind: "invitation", id: invitationId },
      before: { isRevoked: false },
      after: { isRevoked: true },
    });
    return { invitationId };
  });
}

interface OfferRow extends Record<string, unknown> {
  readonly role: Role;
  readonly site_ids: string[];
}

/** Does something with an open invitation that the actor could have sent themselves. */
async function changeInvitation(
  actor: Viewer,
  invitationId: string,
  change: (tx: Transaction, user: UserViewer) => Promise<Invited>,
): Promise<Invited> {
  const user = authorizeUser(actor, "auth:invite_people");
  const orgId = companyOf(user);
  return await withTransaction(user, async (tx) => {
    const places = await lockPlaces(tx, orgId, [user.userId]);
    const [offer] = await tx.execute<OfferRow>(sql`
      select i.role, i.site_ids from invitations i
      where i.id = ${invitationId} and i.org_id = ${orgId} and i.accepted_at is null and i.revoked_at is null
        and i.email is not null and ${invitationsInScope(user)} for update`);
    if (offer === undefined) throw new AppError("not_found", "There is no such open invitation.");
    requireMayInvite(user, places, { role: offer.role, siteIds: offer.site_ids });
    return change(tx, user);
  });
}

function requireMayInvite(
  user: UserViewer,
  { placeOf, members, now }: LockedPlaces,
  { role, siteIds }: { readonly role: Role; readonly siteIds: readonly string[] },
): void {
  const own = placeOf(user.userId);
  if (own === null) throw new AppError("forbidden", "Your own access has ended.");
  const change = { kind: "invite", role, siteIds } as const;
  const decision = decideMembershipChange({ actor: own.member, target: null, change, members, now });
  if (!decision.isAllowed) throw new AppError("forbidden", decision.reason);
  if (role === "owner") authorize(user, "auth:change_owners");
}

async function requireNobodyYet(tx: Transaction, orgId: string, email: string): Promise<void> {
  const [member] = await tx.execute<{ id: string }>(sql`
    select m.id from memberships m join users u on u.id = m.user_id where m.org_id = ${orgId} and u.email = ${email}`);
  if (member !== undefined) throw emailTaken("This person is in the company already.");
  // An offer whose link has run out makes room for the new one.
  await tx.execute(sql`
    update invitations set revoked_at = app_now()
    where org_id = ${orgId} and email = ${email} and accepted_at is null and revoked_at is null
      and expires_at <= app_now()`);
  const [open] = await tx.execute<{ id: string }>(sql`
    select id from invitations
    where org_id = ${orgId} and email = ${email} and accepted_at is null and revoked_at is null`);
  if (open === undefined) return;
  throw emailTaken("This person has an open invitation: send it again, or take it back first.");
}

function emailTaken(message: string): AppError {
  return new AppError("conflict", message, { fields: [{ field: "email", message }] });
}
