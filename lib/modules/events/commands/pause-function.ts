import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { engineFunctionPauses, engineFunctions } from "@/db/schema/engine";
import { changeEvents, type EventsScope } from "@/lib/modules/events/events-scope";
import type { PauseInput, ResumeInput } from "@/lib/modules/events/schema";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { publishChange } from "@/lib/server/live/publish-change";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";

/**
 * Halts a function: no call of it begins any more, and what it has to do is kept. A call under way ends. One that is
 * halted already stays as it was.
 *
 * @throws AppError `not_found` for a function that no worker registered, `forbidden` where several companies share the
 *   deployment, as it would halt for all of them.
 */
export async function pauseFunction(actor: Viewer, { functionId, reason }: PauseInput): Promise<void> {
  const user = authorizeUser(actor, "events:pause_functions");
  await changeEvents(user, async (tx, scope) => {
    await requireFunction(tx, scope, functionId);
    const paused = await tx
      .insert(engineFunctionPauses)
      .values({ fnId: functionId, pausedAt: sql`app_now()`, pausedBy: `user:${user.userId}`, reason })
      .onConflictDoNothing()
      .returning({ fnId: engineFunctionPauses.fnId });
    if (paused.length === 0) return;
    await audit(tx, user, {
      action: "events.function_paused",
      object: { kind: "function", id: functionId },
      before: { paused: false },
      after: { paused: true, reason },
    });
    await publishChange(tx, { topic: "events", orgId: user.orgId });
  });
}

/**
 * Lets a function go on with what has gathered meanwhile.
 *
 * @throws AppError as `pauseFunction`.
 */
export async function resumeFunction(actor: Viewer, { functionId }: ResumeInput): Promise<void> {
  const user = authorizeUser(actor, "events:pause_functions");
  await changeEvents(user, async (tx, scope) => {
    await requireFunction(tx, scope, functionId);
    const [pause] = await tx
      .delete(engineFunctionPauses)
      .where(eq(engineFunctionPauses.fnId, functionId))
      .returning({ reason: engineFunctionPauses.reason });
    if (pause === undefined) return;
    await tx.execute(sql`select pg_notify('jobs', '')`);
    await audit(tx, user, {
      action: "events.function_resumed",
      object: { kind: "function", id: functionId },
      before: { paused: true, reason: pause.reason },
      after: { paused: false },
    });
    await publishChange(tx, { topic: "events", orgId: user.orgId });
  });
}

async function requireFunction(tx: Transaction, { isAlone }: EventsScope, functionId: string): Promise<void> {
  if (!isAlone) {
    throw new AppError(
      "forbidden",
      "Several companies share this deployment: a function halts for all of them, which only its operator may do.",
    );
  }
  const [known] = await tx
    .select({ id: engineFunctions.fnId })
    .from(engineFunctions)
    .where(eq(engineFunctions.fnId, functionId));
  if (known === undefined) throw new AppError("not_found", `There is no function ${functionId}.`);
}
