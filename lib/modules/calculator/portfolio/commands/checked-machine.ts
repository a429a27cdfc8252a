import "server-only";
import { findMinerModel } from "@/lib/modules/calculator/catalogue/queries";
import { AppError, type FieldProblem } from "@/lib/server/errors";
import type { Viewer } from "@/lib/server/viewer";
import type { MachineInput } from "../inputs";

/** A row of machines as it is stored: the model by its slug. */
export type CheckedMachine = Omit<MachineInput, "minerModel"> & { readonly modelSlug: string | null };

/**
 * Rows whose model is one of the catalogue and who say enough to be calculated.
 *
 * @param fieldOf how a field of a row is named in the request: "machines.3.minerModel".
 * @throws AppError `invalid` naming every broken rule.
 */
export async function checkMachines(
  viewer: Viewer,
  machines: readonly MachineInput[],
  fieldOf: (row: number, field: string) => string,
): Promise<CheckedMachine[]> {
  const problems: FieldProblem[] = [];
  const checked: CheckedMachine[] = [];
  const today = new Date().toISOString().slice(0, 10);
  for (const [row, { minerModel, ...machine }] of machines.entries()) {
    const note = (field: string, message: string, value: string | null) =>
      void problems.push({ field: fieldOf(row, field), message, ...(value === null ? {} : { value }) });
    const model = minerModel === null ? null : await findMinerModel(viewer, minerModel);
    if (minerModel !== null && model === null) {
      note("minerModel", "Must be a model of the catalogue (GET /api/miners), or null", minerModel);
    }
    if (minerModel === null) {
      const rule = "Wanted without a model";
      if (machine.hashrateThs === null) note("hashrateThs", `${rule}: hashrate of one machine in TH/s`, null);
      if (machine.powerWatts === null) note("powerWatts", `${rule}: power of one machine in W`, null);
    }
    if (machine.purchasedOn !== null && machine.purchasedOn > today) {
      note("purchasedOn", "Must not lie in the future (UTC)", machine.purchasedOn);
    }
    checked.push({ ...machine, modelSlug: model?.slug ?? null });
  }
  if (problems.length === 0) return checked;
  const words = problems.map(({ field, message }) => `${field}: ${message}`).join("; ");
  throw new AppError("invalid", `Some fields need another look. ${words}`, { fields: problems });
}
