import "server-only";
import { sql } from "drizzle-orm";
import { decideMembershipChange } from "@/lib/domain/rbac/decide-membership-change";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { withTransaction } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import { lockPlaces } from "./places";

/**
 * Ends somebody's sessions for the actor's company, or one of them. They may sign in again. Whose place one may not
 * change, one does not sign out.
 *
 * @throws AppError `not_found` for nobody of the company, or for a session that is not theirs here.
 */
export async function signOutPerson(
  actor: Viewer,
  input: { readonly userId: string; readonly deviceId?: string | undefined },
): Promise<{ readonly ended: number }> {
  const user = authorizeUser(actor, "auth:change_people");
  const orgId = companyOf(user);
  return await withTransaction(user, async (tx) => {
    const { placeOf, members, now } = await lockPlaces(tx, orgId, [user.userId, input.userId]);
    const [own, target] = [placeOf(user.userId), placeOf(input.userId)];
    if (target === null || own === null)
      throw new AppError("not_found", "There is nobody here by that address.");
    if (input.userId !== user.userId) {
      // Of all changes the one that takes nothing away: it asks only whose place one may change.
      const change = { kind: "resume" } as const;
      const decision = decideMembershipChange({
        actor: own.member,
        target: target.member,
        change,
        members,
        now,
      });
      if (!decision.isAllowed) throw new AppError("forbidden", decision.reason);
    }
    const rows = await tx.execute<{ id: string }>(sql`
      update user_sessions set ended_at = app_now(), ended_reason = 'ended_by_admin'
      where user_id = ${input.userId} and org_id = ${orgId} and ended_at is null
        and (${input.deviceId ?? null}::uuid is null or id = ${input.deviceId ?? null}::uuid)
      returning id`);
    if (input.deviceId !== undefined && rows.length === 0) {
      throw new AppError("not_found", "This browser is not signed in any more.");
    }
    await audit(tx, user, {
      action: "auth.person_signed_out",
      object: { kind: "user", id: input.userId },
      before: null,
      after: { sessionIds: rows.map(({ id }) => id) },
    });
    return { ended: rows.length };
  });
}
