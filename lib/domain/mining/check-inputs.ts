import { DomainError } from "../domain-error";
import { describeLimit, isWithin, type Limit } from "../require-range";
import type { CalculationInputs, MarketInputs, ProjectionInputs } from "./calculation";
import { inputLimits, marketLimits, projectionLimits } from "./input-limits";

/** One broken rule of one input, by the path the API uses ("market.difficulty"). */
export interface InputProblem {
  readonly field: string;
  readonly value: unknown;
  readonly rule: string;
}

const REQUIRED = [
  "hashrateThs",
  "powerWatts",
  "quantity",
  "electricityUsdPerKwh",
  "poolFeeRatio",
  "uptimeRatio",
  "curtailmentRatio",
  "fixedCostUsdPerMonth",
] as const;
const OPTIONAL = ["clientElectricityUsdPerKwh", "poolShareRatio", "capexUsd"] as const;
const MARKET_REQUIRED = ["difficulty", "subsidyBtc"] as const;
const MARKET_OPTIONAL = ["btcPriceUsd", "networkHashrateThs", "feesBtcPerBlock", "blockHeight"] as const;
const PROJECTION_REQUIRED = [
  "months",
  "difficultyGrowthRatio",
  "priceGrowthRatioPerMonth",
  "hashrateDecayRatioPerMonth",
  "electricityEscalatorRatioPerYear",
] as const;
const PROJECTION_OPTIONAL = [
  "feeShareRatio",
  "discountRatioPerYear",
  "resaleRatioOfCapex",
  "resaleUsd",
] as const;

/** Adds a problem when `value` is no number inside `limit`. */
export function noteProblem(
  problems: InputProblem[],
  prefix: string,
  field: string,
  value: unknown,
  limit: Limit,
): void {
  if (typeof value === "number" && isWithin(value, limit)) return;
  problems.push({ field: prefix + field, value, rule: describeLimit(limit) });
}

/** Adds every broken rule of the market. */
export function noteMarketProblems(problems: InputProblem[], market: MarketInputs): void {
  for (const field of MARKET_REQUIRED)
    noteProblem(problems, "market.", field, market[field], marketLimits[field]);
  for (const field of MARKET_OPTIONAL) {
    if (market[field] !== null) noteProblem(problems, "market.", field, market[field], marketLimits[field]);
  }
}

/** Adds every broken rule of a projection. */
export function noteProjectionProblems(problems: InputProblem[], projection: ProjectionInputs): void {
  const prefix = "projection.";
  for (const field of PROJECTION_REQUIRED)
    noteProblem(problems, prefix, field, projection[field], projectionLimits[field]);
  for (const field of PROJECTION_OPTIONAL) {
    if (projection[field] !== null)
      noteProblem(problems, prefix, field, projection[field], projectionLimits[field]);
  }
  const per = projection.difficultyGrowthPer;
  if (per !== "retarget" && per !== "month") {
    problems.push({
      field: "projection.difficultyGrowthPer",
      value: per,
      rule: 'either "retarget" or "month"',
    });
  }
  if (projection.resaleUsd !== null && projection.resaleRatioOfCapex !== null) {
    const rule = "absent when projection.resaleRatioOfCapex is given";
    problems.push({ field: "projection.resaleUsd", value: projection.resaleUsd, rule });
  }
}

/** Every broken rule of the inputs, in reading order; empty when `calculate` accepts them. */
export function findInputProblems(inputs: CalculationInputs): InputProblem[] {
  const problems: InputProblem[] = [];
  for (const field of REQUIRED) noteProblem(problems, "", field, inputs[field], inputLimits[field]);
  for (const field of OPTIONAL) {
    if (inputs[field] !== null) noteProblem(problems, "", field, inputs[field], inputLimits[field]);
  }
  if (inputs.payoutScheme !== "fpps" && inputs.payoutScheme !== "pplns") {
    problems.push({ field: "payoutScheme", value: inputs.payoutScheme, rule: 'either "fpps" or "pplns"' });
  }
  noteMarketProblems(problems, inputs.market);
  if (inputs.projection !== null) noteProjectionProblems(problems, inputs.projection);
  return problems;
}

/** @throws {DomainError} on the first of `problems`, naming field, rule and value. */
export function throwFirstProblem(problems: readonly InputProblem[]): void {
  const [first] = problems;
  if (first === undefined) return;
  const { field, value, rule } = first;
  throw new DomainError(field, `${field} must be ${rule}, got ${String(value)}`, { value, rule });
}

/**
 * Nothing when the inputs can be calculated with.
 *
 * @throws {DomainError} on the first broken rule, naming field, rule and value.
 */
export function requireValidInputs(inputs: CalculationInputs): void {
  throwFirstProblem(findInputProblems(inputs));
}
