import { DomainError } from "../domain-error";
import { describeLimit, isWithin, type Limit } from "../require-range";
import type { CalculationInputs, ProjectionInputs } from "./calculation";
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

function note(problems: InputProblem[], prefix: string, field: string, value: unknown, limit: Limit): void {
  if (typeof value === "number" && isWithin(value, limit)) return;
  problems.push({ field: prefix + field, value, rule: describeLimit(limit) });
}

function noteProjection(problems: InputProblem[], projection: ProjectionInputs): void {
  const prefix = "projection.";
  for (const field of PROJECTION_REQUIRED)
    note(problems, prefix, field, projection[field], projectionLimits[field]);
  for (const field of PROJECTION_OPTIONAL) {
    if (projection[field] !== null) note(problems, prefix, field, projection[field], projectionLimits[field]);
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
  for (const field of REQUIRED) note(problems, "", field, inputs[field], inputLimits[field]);
  for (const field of OPTIONAL) {
    if (inputs[field] !== null) note(problems, "", field, inputs[field], inputLimits[field]);
  }
  if (inputs.payoutScheme !== "fpps" && inputs.payoutScheme !== "pplns") {
    problems.push({ field: "payoutScheme", value: inputs.payoutScheme, rule: 'either "fpps" or "pplns"' });
  }
  const market = inputs.market;
  for (const field of MARKET_REQUIRED) note(problems, "market.", field, market[field], marketLimits[field]);
  for (const field of MARKET_OPTIONAL) {
    if (market[field] !== null) note(problems, "market.", field, market[field], marketLimits[field]);
  }
  if (inputs.projection !== null) noteProjection(problems, inputs.projection);
  return problems;
}

/**
 * Nothing when the inputs can be calculated with.
 *
 * @throws {DomainError} on the first broken rule, naming field, rule and value.
 */
export function requireValidInputs(inputs: CalculationInputs): void {
  const [first] = findInputProblems(inputs);
  if (first === undefined) return;
  const { field, value, rule } = first;
  throw new DomainError(field, `${field} must be ${rule}, got ${String(value)}`, { value, rule });
}
