import { type Limit, requireWithin } from "../require-range";

/**
 * A view of the future as two correlated geometric random walks in block time: the BTC price takes its growth at each
 * month's start (4,383 blocks) and wanders all the time, difficulty steps at each retarget (2,016 blocks). Growth is that
 * of the median path, so that with both volatilities and both standard errors zero every path is the deterministic
 * projection.
 */
export interface MarketViews {
  /** Growth of the median BTC price per month (ratio, 0.01 = 1 %). */
  readonly priceGrowthRatioPerMonth: number;
  /** Standard deviation of the change of log price over one month, >= 0. */
  readonly priceVolatilityPerMonth: number;
  /** Growth of the median difficulty per retarget (ratio). */
  readonly difficultyGrowthRatioPerRetarget: number;
  /** Standard deviation of the change of log difficulty over one retarget, >= 0. */
  readonly difficultyVolatilityPerRetarget: number;
  /** Correlation of the two walks, -1..1. */
  readonly correlation: number;
  /** Standard error of the mean log price change per month: drawn once a path. 0 takes the growth as known. */
  readonly priceGrowthStandardError: number;
  /** Standard error of the mean log difficulty change per retarget: drawn once a path. */
  readonly difficultyGrowthStandardError: number;
}

/** Views measured on history, with what they rest on. */
export interface EstimatedViews {
  readonly views: MarketViews;
  /** UTC days on which the first period began and the last one ended. */
  readonly firstDayUtc: string;
  readonly lastDayUtc: string;
  /** Number of retarget periods with a price at both ends. */
  readonly periods: number;
}

const DEVIATION: Limit = { min: 0, max: 2, unit: "(log)" };

/** What each view may be; forms take their bounds from here. Beyond them lies nothing that was ever seen. */
export const viewLimits = {
  priceGrowthRatioPerMonth: { min: -0.5, max: 1, unit: "(ratio per month)" },
  priceVolatilityPerMonth: DEVIATION,
  difficultyGrowthRatioPerRetarget: { min: -0.5, max: 1, unit: "(ratio per retarget)" },
  difficultyVolatilityPerRetarget: DEVIATION,
  correlation: { min: -1, max: 1, unit: "" },
  priceGrowthStandardError: DEVIATION,
  difficultyGrowthStandardError: DEVIATION,
} as const satisfies Record<keyof MarketViews, Limit>;

/** Nothing when the views can be simulated. @throws {DomainError} on the first broken limit. */
export function requireValidViews(views: MarketViews): void {
  const names = Object.keys(viewLimits) as (keyof MarketViews)[];
  for (const name of names) requireWithin(`views.${name}`, views[name], viewLimits[name]);
}
