import "server-only";
import { and, eq } from "drizzle-orm";
import { userMiners } from "@/db/schema/portfolio";
import { listMinerModels } from "@/lib/modules/calculator/catalogue/queries";
import { AppError } from "@/lib/server/errors";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";
import type { ChangeMachineInput, MachineInput } from "../inputs";
import { changePortfolio } from "./change-portfolio";
import { checkMachines } from "./checked-machine";

/**
 * Changes a row of the actor's own machines; what is left out stays as it is.
 *
 * @throws AppError `not_found` for a row that is not theirs, `conflict` when it was changed since it was read, `invalid`
 * for an unknown model or a machine without figures.
 */
export async function changeMachine(actor: Viewer, { id, version, ...change }: ChangeMachineInput) {
  authorizeUser(actor, "calculator:save");
  // Known before the transaction: asked for inside, it would want a second connection while the first is held.
  await listMinerModels(actor);
  return await changePortfolio(actor, async (tx, { userId, orgId }) => {
    const isOwn = and(eq(userMiners.id, id), eq(userMiners.userId, userId), eq(userMiners.orgId, orgId));
    const [row] = await tx.select().from(userMiners).where(isOwn);
    if (row === undefined) throw new AppError("not_found", "These machines are not in your portfolio.");
    if (row.version !== version) {
      throw new AppError(
        "conflict",
        "These machines were changed meanwhile. Look at them again, then decide.",
      );
    }
    const { modelSlug, ...kept } = machineOf(row);
    const merged: MachineInput = { ...kept, minerModel: modelSlug, ...given(change) };
    const [machine] = await checkMachines(actor, [merged], (_row, field) => field);
    const changed = { ...machine, version: version + 1 };
    await tx.update(userMiners).set(changed).where(isOwn);
    return {
      kind: "changed",
      facts: { machineId: id, fields: Object.keys(change) },
      result: { version: changed.version },
    };
  });
}

function machineOf(row: typeof userMiners.$inferSelect) {
  const { id: _id, userId: _user, orgId: _org, addedAt: _added, version: _version, ...machine } = row;
  return machine;
}

/** What was given, without what was left out. */
function given(change: Omit<ChangeMachineInput, "id" | "version">): Partial<MachineInput> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
