import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { decideMembershipChange } from "@/lib/domain/rbac/decide-membership-change";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { renewSession } from "@/lib/modules/auth/sessions/renew-session";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { withTransaction } from "@/lib/server/transaction";
import { companyOf, type Viewer } from "@/lib/server/viewer";
import { applyChange } from "./change-place";
import { lockPlaces } from "./places";

/**
 * Acts for another company of the person's from now on, in this browser.
 *
 * @throws AppError `not_found` for a company that they are not in, or whose door is closed to them.
 */
export async function switchCompany(
  actor: Viewer,
  { orgId }: { readonly orgId: string },
): Promise<SessionClaims> {
  const user = authorizeOwnAccount(actor);
  // As the system: the session's company changes in the middle, and the entry belongs to the new one.
  return await withTransaction({ kind: "system", name: "sessions", request: user.request }, async (tx) => {
    const [open] = await tx.execute<{ id: string }>(sql`
      select m.id from memberships m join companies c on c.id = m.org_id and c.closed_at is null
      where m.user_id = ${user.userId} and m.org_id = ${orgId} and m.is_active
        and (m.expires_at is null or app_now() <= m.expires_at)`);
    if (open === undefined) throw new AppError("not_found", "You are not in this company.");
    const sessionId = await renewSession(tx, { sessionId: user.credentialId, isConfirmed: false, orgId });
    await audit(tx, user, {
      action: "auth.company_switched",
      object: { kind: "user", id: user.userId },
      before: { orgId: user.orgId },
      after: { orgId },
      orgId,
    });
    return { userId: user.userId, sessionId };
  });
}

/**
 * Gives up the person's own place in the company acted for; they go on in another of theirs, or in none.
 *
 * @throws AppError `forbidden` for the last owner whose access is open and does not end.
 */
export async function leaveCompany(actor: Viewer): Promise<SessionClaims> {
  const user = authorizeOwnAccount(actor);
  const orgId = companyOf(user);
  return await withTransaction(user, async (tx) => {
    const { placeOf, members, now } = await lockPlaces(tx, orgId, [user.userId]);
    const own = placeOf(user.userId);
    if (own === null) throw new AppError("not_found", "You are not in this company.");
    const change = { kind: "remove" } as const;
    const request = { actor: own.member, target: own.member, change, members, now };
    const decision = decideMembershipChange(request);
    if (!decision.isAllowed) throw new AppError("forbidden", decision.reason);
    // Before the doors are shut, since this browser goes on.
    const next = await nextCompany(tx, user.userId, orgId);
    const renewed = { sessionId: user.credentialId, isConfirmed: false, orgId: next };
    const sessionId = await renewSession(tx, renewed);
    await applyChange(tx, user, orgId, own, change);
    return { userId: user.userId, sessionId };
  });
}

async function nextCompany(tx: Transaction, userId: string, besides: string): Promise<string | null> {
  const [row] = await tx.execute<{ org_id: string }>(sql`
    select m.org_id from memberships m join companies c on c.id = m.org_id and c.closed_at is null
    where m.user_id = ${userId} and m.org_id <> ${besides} and m.is_active
      and (m.expires_at is null or app_now() <= m.expires_at)
    order by m.created_at limit 1`);
  return row?.org_id ?? null;
}
