import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { userMiners } from "@/db/schema/portfolio";
import { AppError } from "@/lib/server/errors";
import type { Viewer } from "@/lib/server/viewer";
import type { RemoveMachinesInput } from "../inputs";
import { changePortfolio } from "./change-portfolio";

/** Removes rows of the actor's own machines, all or none. @throws AppError `not_found` when one of them is not theirs. */
export async function removeMachines(actor: Viewer, { ids }: RemoveMachinesInput) {
  return await changePortfolio(actor, async (tx, { userId, orgId }) => {
    const removed = await tx
      .delete(userMiners)
      .where(and(inArray(userMiners.id, ids), eq(userMiners.userId, userId), eq(userMiners.orgId, orgId)))
      .returning({ id: userMiners.id, quantity: userMiners.quantity });
    if (removed.length < ids.length) {
      throw new AppError("not_found", "These machines are not in your portfolio.");
    }
    const machines = removed.reduce((sum, { quantity }) => sum + quantity, 0);
    return {
      kind: "removed",
      facts: { rows: removed.length, machines },
      result: { removed: removed.length },
    };
  });
}
