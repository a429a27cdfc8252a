import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { isLastingOwner } from "@/lib/domain/rbac/membership";
import { lockPlaces, type Place } from "@/lib/modules/auth/people/commands/places";
import { membershipChanged } from "@/lib/modules/auth/people/events";
import { eraseRows } from "@/lib/modules/auth/privacy/erase-rows";
import type { eraseOwnAccountInput, erasePersonInput } from "@/lib/modules/auth/privacy/schema";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type UserViewer, type Viewer } from "@/lib/server/viewer";

/** Somebody's place in one company, under a lock. */
interface HeldPlace {
  readonly orgId: string;
  readonly place: Place;
}

/**
 * Erases the actor: their places, ways in, and every text about them go in one transaction; what they did stays in the
 * trail under an id that stands for nobody.
 *
 * @throws AppError `invalid` unless they typed their own e-mail, `conflict` while a company would lose its last owner.
 */
export async function eraseOwnAccount(viewer: Viewer, { email }: z.output<typeof eraseOwnAccountInput>) {
  authorizeUser(viewer, "auth:erase_own_account");
  const person = authorizeOwnAccount(viewer);
  await inSystem(person, async (tx) => {
    const places = await lockAllPlaces(tx, person.userId);
    await requireTyped(tx, person.userId, email);
    await erase(tx, person, person.userId, places);
  });
  return { kind: "erased" } as const;
}

/**
 * Erases somebody of the actor's company. Whoever is in another company too is not this company's to erase.
 *
 * @throws AppError `not_found` for nobody of the company, `invalid` unless their e-mail was typed, `conflict` when they
 * are in other companies or the last owner.
 */
export async function erasePerson(viewer: Viewer, { userId, email }: z.output<typeof erasePersonInput>) {
  const owner = authorizeUser(viewer, "auth:erase_people");
  const orgId = companyOf(owner);
  await inSystem(owner, async (tx) => {
    // Before anything else: what is said of somebody elsewhere would tell of another company.
    const here = await tx.execute(
      sql`select from memberships where user_id = ${userId} and org_id = ${orgId}`,
    );
    if (here.length === 0) throw new AppError("not_found", "There is nobody here by that address.");
    const others = await tx.execute(
      sql`select from memberships where user_id = ${userId} and org_id <> ${orgId}`,
    );
    if (others.length > 0) {
      throw new AppError(
        "conflict",
        "This person is in another company too. Remove them from yours; only they can have their account erased.",
      );
    }
    const places = await lockAllPlaces(tx, userId);
    await requireTyped(tx, userId, email);
    await erase(tx, owner, userId, places);
  });
  return { kind: "erased" } as const;
}

/** Row-level security shows nobody all that is kept about a person: the product does the work itself. */
function inSystem(actor: UserViewer, work: (tx: Transaction) => Promise<void>): Promise<void> {
  return withTransaction({ kind: "system", name: "privacy", request: actor.request }, work);
}

async function requireTyped(tx: Transaction, userId: string, typed: string): Promise<void> {
  const [row] = await tx.execute<{ email: string | null }>(
    sql`select email from users where id = ${userId} and erased_at is null for update`,
  );
  if (row === undefined) throw new AppError("not_found", "The account is not there any more.");
  if (row.email === typed) return;
  const message = "This is not the e-mail address of the account that is to be erased.";
  throw new AppError("invalid", message, { fields: [{ field: "email", value: typed, message }] });
}

/** Everywhere the person has a place. @throws AppError `conflict` naming the company that would lose its last owner. */
async function lockAllPlaces(tx: Transaction, userId: string): Promise<HeldPlace[]> {
  const companies = await tx.execute<{ id: string; name: string; is_closed: boolean }>(sql`
    select c.id, c.name, c.closed_at is not null as is_closed
    from memberships m join companies c on c.id = m.org_id where m.user_id = ${userId} order by c.id`);
  const held: HeldPlace[] = [];
  for (const { id: orgId, name, is_closed: isClosed } of companies) {
    const { members, placeOf } = await lockPlaces(tx, orgId, [userId]);
    const place = placeOf(userId);
    if (place === null) continue;
    const others = members.filter((member) => member.userId !== userId);
    if (!isClosed && isLastingOwner(place.member) && !others.some(isLastingOwner)) {
      throw new AppError(
        "conflict",
        `${name} would lose its last owner. Make somebody else an owner whose access does not end, or close the company first.`,
      );
    }
    held.push({ orgId, place });
  }
  return held;
}

async function erase(
  tx: Transaction,
  actor: UserViewer,
  userId: string,
  places: readonly HeldPlace[],
): Promise<void> {
  const act = {
    action: "auth.person_erased",
    object: { kind: "user", id: userId },
    before: null,
    after: { byThemselves: actor.userId === userId },
  } as const;
  // Somebody in no company leaves the entry in the deployment's own trail.
  if (places.length === 0) await audit(tx, actor, act);
  for (const { orgId, place } of places) {
    await audit(tx, actor, { ...act, orgId });
    const { role, siteIds } = place.member;
    await outbox(tx, actor, {
      event: membershipChanged,
      aggregateId: place.membershipId,
      aggregateVersion: place.version + 1,
      orgId,
      payload: {
        orgId,
        userId,
        change: "remove",
        role,
        siteIds: [...siteIds],
        isActive: false,
        expiresAt: place.member.access.expiresAt?.toISOString() ?? null,
      },
    });
  }
  // Last of all, because what was just written holds the address of the person, too.
  await eraseRows(tx, userId);
}
