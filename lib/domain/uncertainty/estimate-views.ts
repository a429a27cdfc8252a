import { BLOCKS_PER_MONTH, BLOCKS_PER_RETARGET } from "../network/consensus";
import { type DailyClose, type Retarget, requireOldestFirst } from "../network/hashprice-history";
import { dayNumber } from "../network/utc-day";
import { type Limit, requireWithin } from "../require-range";
import type { EstimatedViews, MarketViews } from "./market-views";

/** Fewest retarget periods to estimate from: half a year. */
export const PERIODS_MIN = 13;

export interface EstimationWindow {
  /** Nothing before this UTC day is used, as "YYYY-MM-DD". */
  readonly firstDayUtc?: string;
  /** Nothing after this UTC day is used: neither a close nor a retarget. */
  readonly lastDayUtc?: string;
}

export type ViewsEstimate =
  | { readonly kind: "estimated"; readonly estimate: EstimatedViews }
  | { readonly kind: "too-few"; readonly periods: number; readonly reason: string };

/** Log changes of price and difficulty from one retarget to the next. */
export interface RetargetPeriod {
  readonly fromDayUtc: string;
  readonly toDayUtc: string;
  readonly priceChange: number;
  readonly difficultyChange: number;
}

const ABOVE_ZERO: Limit = { min: 0, aboveMin: true, max: Number.MAX_VALUE, unit: "" };

/**
 * Every pair of consecutive retargets whose days both have a close, oldest first.
 *
 * @param days daily closes in USD, oldest first, > 0 where not `null`.
 * @param retargets oldest first.
 * @throws {DomainError} on days out of order or malformed, and on a close or difficulty that is not > 0.
 */
export function retargetPeriods(
  days: readonly DailyClose[],
  retargets: readonly Retarget[],
): RetargetPeriod[] {
  requireOldestFirst("days", days);
  requireOldestFirst("retargets", retargets);
  const closes = new Map(days.map(({ dayUtc, closeUsd }) => [dayUtc, closeUsd]));
  return retargets.flatMap((to, index) => {
    const from = retargets[index - 1];
    // An epoch missing from the list would make one period of two.
    if (from === undefined || to.height - from.height !== BLOCKS_PER_RETARGET) return [];
    const fromUsd = closes.get(from.dayUtc) ?? null;
    const toUsd = closes.get(to.dayUtc) ?? null;
    if (fromUsd === null || toUsd === null) return [];
    return {
      fromDayUtc: from.dayUtc,
      toDayUtc: to.dayUtc,
      priceChange: logChange("days.closeUsd", fromUsd, toUsd),
      difficultyChange: logChange("retargets.difficulty", from.difficulty, to.difficulty),
    };
  });
}

function logChange(field: string, from: number, to: number): number {
  return Math.log(requireWithin(field, to, ABOVE_ZERO) / requireWithin(field, from, ABOVE_ZERO));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** With n - 1. */
function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  return (
    a.reduce((sum, value, index) => sum + (value - meanA) * ((b[index] ?? Number.NaN) - meanB), 0) /
    (a.length - 1)
  );
}

/**
 * Views of the future measured on periods of history: means, deviations (n - 1) and correlation of the joint log
 * changes of price and difficulty, and the standard errors of both means (deviation / sqrt(n)).
 *
 * A period counts as 2,016 blocks whatever time it took; figures per month are scaled from there (growth and its error
 * by 4,383 / 2,016, volatility by the root of it). Where one of the two never moved the correlation is 0.
 *
 * @returns "too-few" with the reason when fewer than 13 periods lie inside the window.
 * @throws {DomainError} on a malformed day of the window.
 */
export function viewsOfPeriods(
  all: readonly RetargetPeriod[],
  { firstDayUtc, lastDayUtc }: EstimationWindow = {},
): ViewsEstimate {
  if (firstDayUtc !== undefined) dayNumber("firstDayUtc", firstDayUtc);
  if (lastDayUtc !== undefined) dayNumber("lastDayUtc", lastDayUtc);
  // ISO days order as text.
  const periods = all.filter(
    ({ fromDayUtc, toDayUtc }) =>
      (firstDayUtc === undefined || fromDayUtc >= firstDayUtc) &&
      (lastDayUtc === undefined || toDayUtc <= lastDayUtc),
  );
  const [first] = periods;
  const last = periods.at(-1);
  const count = periods.length;
  if (first === undefined || last === undefined || count < PERIODS_MIN) {
    const reason = `history holds ${count} retarget periods with a price at both ends; at least ${PERIODS_MIN} are needed`;
    return { kind: "too-few", periods: count, reason };
  }
  return {
    kind: "estimated",
    estimate: {
      views: viewsFrom(periods),
      firstDayUtc: first.fromDayUtc,
      lastDayUtc: last.toDayUtc,
      periods: count,
    },
  };
}

function viewsFrom(periods: readonly RetargetPeriod[]): MarketViews {
  const price = periods.map(({ priceChange }) => priceChange);
  const difficulty = periods.map(({ difficultyChange }) => difficultyChange);
  const priceDeviation = Math.sqrt(covariance(price, price));
  const difficultyDeviation = Math.sqrt(covariance(difficulty, difficulty));
  const product = priceDeviation * difficultyDeviation;
  const perMonth = BLOCKS_PER_MONTH / BLOCKS_PER_RETARGET;
  const rootCount = Math.sqrt(periods.length);
  return {
    priceGrowthRatioPerMonth: Math.expm1(mean(price) * perMonth),
    priceVolatilityPerMonth: priceDeviation * Math.sqrt(perMonth),
    difficultyGrowthRatioPerRetarget: Math.expm1(mean(difficulty)),
    difficultyVolatilityPerRetarget: difficultyDeviation,
    // Rounding can lift a perfect correlation a hair above 1.
    correlation: product === 0 ? 0 : Math.max(-1, Math.min(1, covariance(price, difficulty) / product)),
    priceGrowthStandardError: (priceDeviation * perMonth) / rootCount,
    difficultyGrowthStandardError: difficultyDeviation / rootCount,
  };
}

/**
 * Views of the future measured on daily closes and retargets; nothing outside the window is used.
 * `viewsOfPeriods(retargetPeriods(days, retargets), window)`, for one window.
 *
 * @throws {DomainError} as both do.
 */
export function estimateViews(
  days: readonly DailyClose[],
  retargets: readonly Retarget[],
  window: EstimationWindow = {},
): ViewsEstimate {
  return viewsOfPeriods(retargetPeriods(days, retargets), window);
}
