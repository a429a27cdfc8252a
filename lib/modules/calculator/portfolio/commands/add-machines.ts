import "server-only";
import { and, count, eq, sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import { userMiners } from "@/db/schema/portfolio";
import { AppError } from "@/lib/server/errors";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";
import { type AddMachinesInput, machineRowsMax } from "../inputs";
import { changePortfolio } from "./change-portfolio";
import { checkMachines } from "./checked-machine";

/**
 * Adds rows of machines to the actor's own, all or none.
 *
 * @throws AppError `invalid` for an unknown model or a machine without figures, `conflict` when there would be too many rows.
 */
export async function addMachines(actor: Viewer, { machines }: AddMachinesInput) {
  authorizeUser(actor, "calculator:save");
  const checked = await checkMachines(actor, machines, (row, field) =>
    machines.length === 1 ? field : `machines.${row}.${field}`,
  );
  return await changePortfolio(actor, async (tx, { userId, orgId }) => {
    const [before] = await tx
      .select({ rows: count() })
      .from(userMiners)
      .where(and(eq(userMiners.userId, userId), eq(userMiners.orgId, orgId)));
    const rows = (before?.rows ?? 0) + checked.length;
    if (rows > machineRowsMax) {
      throw new AppError(
        "conflict",
        `A portfolio holds at most ${machineRowsMax} rows of machines; these would make ${rows}. Put machines of one kind and price into one row.`,
      );
    }
    const added = checked.map((machine) => ({
      ...machine,
      id: uuidV7(),
      userId,
      orgId,
      addedAt: sql`app_now()`,
    }));
    await tx.insert(userMiners).values(added);
    const ids = added.map(({ id }) => id);
    const quantity = checked.reduce((sum, machine) => sum + machine.quantity, 0);
    return { kind: "added", facts: { rows: ids.length, machines: quantity }, result: { ids } };
  });
}
