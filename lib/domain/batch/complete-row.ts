import { inputLimits } from "../mining/input-limits";
import { describeLimit, isWithin } from "../require-range";
import type { BatchField, BatchSettings } from "./batch-field";
import type { BatchRow } from "./batch-row";
import type { BatchModel, ModelLookup } from "./model-lookup";
import type { RowDraft, RowProblem } from "./row-problems";

export type CompletedRow = { readonly row: BatchRow } | { readonly problems: readonly RowProblem[] };

const MACHINE_FIGURES = ["hashrateThs", "powerWatts"] as const;

/**
 * The complete row of what was read: figures of the model where the row has none of its own, the batch's settings
 * where it is silent, capital cost from the machine price. Nothing is assumed: what cannot be known is a problem.
 *
 * @param draft values inside their limits.
 * @param broken fields that have a problem already; they are not called missing as well.
 * @returns the row, or every further problem: none when only `broken` fields stand in the way.
 */
export function completeRow(
  draft: RowDraft,
  broken: ReadonlySet<BatchField>,
  settings: BatchSettings,
  models: ModelLookup,
): CompletedRow {
  const problems: RowProblem[] = [];
  const model = findModel(draft, models, problems);
  const hashrateThs = draft.hashrateThs ?? model?.hashrateThs;
  const powerWatts = draft.powerWatts ?? model?.powerWatts;
  const { quantity } = draft;
  const electricityUsdPerKwh = draft.electricityUsdPerKwh ?? settings.electricityUsdPerKwh;
  if (draft.minerModel === undefined && !broken.has("minerModel")) noteMachine(draft, broken, problems);
  if (quantity === undefined && !broken.has("quantity")) {
    problems.push(missing("quantity", "Required: number of machines"));
  }
  if (electricityUsdPerKwh === null && !broken.has("electricityUsdPerKwh")) {
    problems.push(missing("electricityUsdPerKwh", "Required: electricity price in USD/kWh"));
  }
  const capexUsd = capitalCost(draft, problems);
  if (problems.length > 0 || broken.size > 0) return { problems };
  // All four have been reported above when they are not known.
  if (hashrateThs === undefined || powerWatts === undefined) return { problems };
  if (quantity === undefined || electricityUsdPerKwh === null) return { problems };
  const row: BatchRow = {
    minerModel: model?.name ?? null,
    hashrateThs,
    powerWatts,
    quantity,
    electricityUsdPerKwh,
    poolFeeRatio: draft.poolFeeRatio ?? settings.poolFeeRatio ?? 0,
    uptimeRatio: draft.uptimeRatio ?? settings.uptimeRatio ?? 1,
    hashrateDecayRatioPerMonth: draft.hashrateDecayRatioPerMonth ?? settings.hashrateDecayRatioPerMonth ?? 0,
    capexUsd,
    label: draft.label ?? "",
  };
  return { row };
}

/** USD for all machines of the row; `null` when neither it nor the price of one machine was given. */
function capitalCost(draft: RowDraft, problems: RowProblem[]): number | null {
  const { capexUsd, machinePriceUsd, quantity } = draft;
  if (machinePriceUsd === undefined || quantity === undefined) return capexUsd ?? null;
  if (capexUsd !== undefined) {
    const message = "Give the capital cost or the price of one machine, not both";
    problems.push({
      field: "capexUsd",
      errorType: "validation",
      message,
      suggestion: "Remove one of the two",
    });
  }
  const productUsd = machinePriceUsd * quantity;
  if (!isWithin(productUsd, inputLimits.capexUsd)) {
    const message = `Machine price x quantity must be ${describeLimit(inputLimits.capexUsd)}, got ${productUsd}`;
    problems.push({ field: "machinePriceUsd", errorType: "invalid_range", message, suggestion: null });
  }
  return productUsd;
}

function findModel(draft: RowDraft, models: ModelLookup, problems: RowProblem[]): BatchModel | null {
  const name = draft.minerModel;
  if (name === undefined) return null;
  const model = models.find(name);
  if (model === null) problems.push(unknownModel(name, draft, models));
  return model;
}

function unknownModel(name: string, draft: RowDraft, models: ModelLookup): RowProblem {
  const field = "minerModel";
  const byName = models.nearestName(name);
  const hasFigures = draft.hashrateThs !== undefined && draft.powerWatts !== undefined;
  const byFigures = hasFigures ? nearestByFigures(draft, models) : null;
  const isUnmatched = hasFigures && byName === null && byFigures === null;
  const ways = [
    ...(byName === null ? [] : [`Did you mean ${byName}?`]),
    ...(byFigures === null || byFigures === byName ? [] : [`Its figures are nearest to ${byFigures}.`]),
    hasFigures
      ? "Without a model name the row's own hashrate and power are used."
      : "Or give hashrate and power instead of a model.",
  ];
  return {
    field,
    errorType: isUnmatched ? "no_model_match" : "model_not_found",
    message: isUnmatched
      ? "Not in the catalogue, and no model there has these figures (hashrate within 15 %, power within 20 %)"
      : "Not in the catalogue of machines",
    suggestion: ways.join(" "),
  };
}

/** Without a model both figures must be given; each that is not is named. */
function noteMachine(draft: RowDraft, broken: ReadonlySet<BatchField>, problems: RowProblem[]): void {
  const absent = MACHINE_FIGURES.filter((field) => draft[field] === undefined && !broken.has(field));
  if (absent.length === MACHINE_FIGURES.length) {
    problems.push(missing("minerModel", "Required: a model, or hashrate and power of one machine"));
    return;
  }
  for (const field of absent) {
    const what = field === "hashrateThs" ? "hashrate of one machine in TH/s" : "power of one machine in W";
    problems.push(missing(field, `Required without a model: ${what}`));
  }
}

function nearestByFigures(draft: RowDraft, models: ModelLookup): string | null {
  if (draft.hashrateThs === undefined || draft.powerWatts === undefined) return null;
  return models.nearestByFigures(draft.hashrateThs, draft.powerWatts);
}

function missing(field: BatchField, message: string): RowProblem {
  return { field, errorType: "missing_field", message, suggestion: null };
}
