import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { decideMembershipChange } from "@/lib/domain/rbac/decide-membership-change";
import type { Member } from "@/lib/domain/rbac/membership";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import { authorize, authorizeUser, companyOf, type UserViewer, type Viewer } from "@/lib/server/viewer";
import { membershipChanged } from "../events";
import type { PersonInput } from "../inputs";
import { requireSitesOfCompany } from "./company-sites";
import { noticeOfChange } from "./notices";
import { lockPlaces, type Place, type PlaceChange } from "./places";

/** What a change answers: the version to send with the next one. */
export interface ChangedPlace {
  readonly version: number;
}

const actions: Readonly<Record<PlaceChange["kind"], string>> = {
  change_role: "auth.role_changed",
  set_expiry: "auth.access_end_changed",
  suspend: "auth.person_suspended",
  resume: "auth.person_resumed",
  remove: "auth.person_removed",
};

/**
 * Changes the place of somebody else in the actor's company: rows, trail, event and mail in one transaction. It counts
 * from the very next request of that person.
 *
 * @param changeOf what is wanted, told the place as it stands under the lock.
 * @throws AppError `not_found` for nobody of the company, `conflict` when the place has changed since it was read,
 * `forbidden` with the reason of `decideMembershipChange`.
 */
export async function changePlace(
  actor: Viewer,
  input: PersonInput,
  changeOf: (target: Member, now: Date) => PlaceChange,
): Promise<ChangedPlace> {
  const user = authorizeUser(actor, "auth:change_people");
  const orgId = companyOf(user);
  return await withTransaction(user, async (tx) => {
    const { placeOf, members, now } = await lockPlaces(tx, orgId, [user.userId, input.userId]);
    const target = placeOf(input.userId);
    if (target === null) throw new AppError("not_found", "There is nobody here by that address.");
    const own = placeOf(user.userId);
    if (own === null) throw new AppError("forbidden", "Your own access has ended.");
    const change = changeOf(target.member, now);
    const request = { actor: own.member, target: target.member, change, members, now };
    const decision = decideMembershipChange(request);
    if (!decision.isAllowed) throw new AppError("forbidden", decision.reason);
    if (target.member.role === "owner" || (change.kind === "change_role" && change.role === "owner")) {
      authorize(user, "auth:change_owners");
    }
    requireVersion(target, input.version);
    return applyChange(tx, user, orgId, target, change);
  });
}

/** Writes a change that was decided. */
export async function applyChange(
  tx: Transaction,
  user: UserViewer,
  orgId: string,
  target: Place,
  change: PlaceChange,
): Promise<ChangedPlace> {
  const { userId } = target.member;
  const after = memberAfter(target.member, change);
  if (change.kind === "change_role") await requireSitesOfCompany(tx, orgId, change.siteIds);
  const version = await writePlace(tx, orgId, target, after, change);
  await endDoors(tx, orgId, userId, change, user.userId);
  await audit(tx, user, {
    action: change.kind === "remove" && userId === user.userId ? "auth.company_left" : actions[change.kind],
    object: { kind: "user", id: userId },
    before: placeFacts(target.member),
    after: change.kind === "remove" ? null : placeFacts(after),
  });
  await outbox(tx, user, {
    event: membershipChanged,
    aggregateId: target.membershipId,
    aggregateVersion: version,
    payload: { orgId, userId, change: change.kind, ...placeFacts(after) },
  });
  await noticeOfChange(tx, user, orgId, target, change, after);
  return { version };
}

function requireVersion(target: Place, version: number): void {
  if (target.version === version) return;
  throw new AppError(
    "conflict",
    `The place of ${target.name} was changed meanwhile. Look at it again, then decide.`,
  );
}

function memberAfter(member: Member, change: PlaceChange): Member {
  switch (change.kind) {
    case "change_role":
      return { ...member, role: change.role, siteIds: change.siteIds };
    case "set_expiry":
      return { ...member, access: { ...member.access, expiresAt: change.expiresAt } };
    case "suspend":
    case "remove":
      return { ...member, access: { ...member.access, isActive: false } };
    case "resume":
      return { ...member, access: { ...member.access, isActive: true } };
  }
}

/** A place as the trail and events tell it. */
export function placeFacts({ role, siteIds, access }: Member) {
  return {
    role,
    siteIds: [...siteIds],
    isActive: access.isActive,
    expiresAt: access.expiresAt?.toISOString() ?? null,
  };
}

async function writePlace(
  tx: Transaction,
  orgId: string,
  { membershipId, version }: Place,
  { role, siteIds, access }: Member,
  change: PlaceChange,
): Promise<number> {
  if (change.kind === "remove") {
    await tx.execute(sql`delete from memberships where id = ${membershipId}`);
    return version + 1;
  }
  await tx.execute(sql`
    update memberships set role = ${role}, is_active = ${access.isActive},
      expires_at = ${access.expiresAt?.toISOString() ?? null}::timestamptz, version = version + 1
    where id = ${membershipId}`);
  if (change.kind === "change_role") {
    await tx.execute(sql`delete from membership_sites where membership_id = ${membershipId}`);
    for (const siteId of siteIds) {
      await tx.execute(sql`
        insert into membership_sites (membership_id, site_id, org_id) values (${membershipId}, ${siteId}, ${orgId})`);
    }
  }
  return version + 1;
}

/** Ends what would still be open: sessions of somebody suspended or removed, and the keys of somebody removed for good. */
async function endDoors(
  tx: Transaction,
  orgId: string,
  userId: string,
  { kind }: PlaceChange,
  actorId: string,
): Promise<void> {
  if (kind !== "suspend" && kind !== "remove") return;
  const reason = kind === "suspend" ? "suspended" : userId === actorId ? "signed_out" : "ended_by_admin";
  await tx.execute(sql`
    update user_sessions set ended_at = app_now(), ended_reason = ${reason}
    where user_id = ${userId} and org_id = ${orgId} and ended_at is null`);
  if (kind !== "remove") return;
  // Whoever is invited again some day begins without the keys of before.
  await tx.execute(sql`
    update api_keys set revoked_at = app_now() where user_id = ${userId} and org_id = ${orgId} and revoked_at is null`);
}
