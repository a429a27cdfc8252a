import { DomainError } from "../domain-error";
import type { CalculationInputs } from "../mining/calculation";
import { requireValidInputs } from "../mining/check-inputs";
import { inputLimits, marketLimits, projectionLimits } from "../mining/input-limits";
import { type Limit, requireWithin } from "../require-range";
import { missingMetricReason, type OutcomeMetric, outcomeMetrics, outcomeMetricUsd } from "./outcome-metric";

export interface TornadoEnd {
  /** The moved input, in its own unit, kept inside its allowed range. */
  readonly inputValue: number;
  readonly metricUsd: number;
}

export interface TornadoBar {
  /** Path of the input as the API spells it: "market.difficulty". */
  readonly input: string;
  readonly decreased: TornadoEnd;
  readonly increased: TornadoEnd;
  /** Distance between the two ends in USD, >= 0. */
  readonly swingUsd: number;
  /** True when a bound of the input (uptime 100 %) cut a move short. */
  readonly isClamped: boolean;
}

export interface Tornado {
  readonly metric: OutcomeMetric;
  /** The move in both directions, ratio. */
  readonly moveRatio: number;
  /** The metric as it stands; `null` when it cannot be computed, with the reason. */
  readonly baseUsd: number | null;
  readonly reason: string | null;
  /** Widest first. Inputs that are absent, zero or without any effect are left out. */
  readonly bars: readonly TornadoBar[];
}

const MOVE: Limit = { min: 0, aboveMin: true, max: 0.9, unit: "(ratio)" };

const OWN = [
  "hashrateThs",
  "powerWatts",
  "electricityUsdPerKwh",
  "poolFeeRatio",
  "uptimeRatio",
  "curtailmentRatio",
  "fixedCostUsdPerMonth",
  "capexUsd",
] as const;
const MARKET = ["btcPriceUsd", "difficulty", "feesBtcPerBlock"] as const;
const PROJECTION = [
  "difficultyGrowthRatio",
  "priceGrowthRatioPerMonth",
  "hashrateDecayRatioPerMonth",
  "electricityEscalatorRatioPerYear",
  "feeShareRatio",
  "discountRatioPerYear",
  "resaleRatioOfCapex",
  "resaleUsd",
] as const;

/** One number of the inputs that can be moved. */
interface Lever {
  readonly input: string;
  readonly value: number | null;
  readonly limit: Limit;
  readonly moved: (value: number) => CalculationInputs;
}

function levers(inputs: CalculationInputs): Lever[] {
  const { market, projection } = inputs;
  const all: Lever[] = OWN.map((key) => ({
    input: key,
    value: inputs[key],
    limit: inputLimits[key],
    moved: (value) => ({ ...inputs, [key]: value }),
  }));
  for (const key of MARKET) {
    const moved = (value: number): CalculationInputs => ({ ...inputs, market: { ...market, [key]: value } });
    all.push({ input: `market.${key}`, value: market[key], limit: marketLimits[key], moved });
  }
  if (projection === null) return all;
  for (const key of PROJECTION) {
    const moved = (value: number): CalculationInputs => ({
      ...inputs,
      projection: { ...projection, [key]: value },
    });
    all.push({ input: `projection.${key}`, value: projection[key], limit: projectionLimits[key], moved });
  }
  return all;
}

function endAt(lever: Lever, wanted: number, metric: OutcomeMetric): TornadoEnd | null {
  const inputValue = Math.min(lever.limit.max, Math.max(lever.limit.min, wanted));
  const metricUsd = outcomeMetricUsd(lever.moved(inputValue), metric);
  return metricUsd === null ? null : { inputValue, metricUsd };
}

function barOf(lever: Lever, metric: OutcomeMetric, moveRatio: number): TornadoBar | null {
  if (lever.value === null) return null;
  const [less, more] = [lever.value * (1 - moveRatio), lever.value * (1 + moveRatio)];
  const decreased = endAt(lever, less, metric);
  const increased = endAt(lever, more, metric);
  if (decreased === null || increased === null) return null;
  const swingUsd = Math.abs(increased.metricUsd - decreased.metricUsd);
  if (swingUsd === 0) return null;
  const isClamped = decreased.inputValue !== less || increased.inputValue !== more;
  return { input: lever.input, decreased, increased, swingUsd, isClamped };
}

/**
 * How far daily profit or net present value (USD) moves when each input alone moves by a ratio, widest first.
 *
 * A move scales the input's value: 10 % of a 2 % difficulty growth is 0.2 points.
 *
 * @param moveRatio in (0, 0.9]; 0.1 = 10 % down and up.
 * @throws {DomainError} on broken inputs or a move outside its range.
 */
export function tornado(inputs: CalculationInputs, metric: OutcomeMetric, moveRatio: number): Tornado {
  requireValidInputs(inputs);
  requireWithin("moveRatio", moveRatio, MOVE);
  if (!outcomeMetrics.includes(metric)) {
    const rule = 'either "dailyProfitUsd" or "npvUsd"';
    throw new DomainError("metric", `metric must be ${rule}, got ${String(metric)}`, { value: metric, rule });
  }
  const baseUsd = outcomeMetricUsd(inputs, metric);
  if (baseUsd === null)
    return { metric, moveRatio, baseUsd, reason: missingMetricReason(inputs, metric), bars: [] };
  const bars: TornadoBar[] = [];
  for (const lever of levers(inputs)) {
    const bar = barOf(lever, metric, moveRatio);
    if (bar !== null) bars.push(bar);
  }
  bars.sort((a, b) => b.swingUsd - a.swingUsd);
  return { metric, moveRatio, baseUsd, reason: null, bars };
}
