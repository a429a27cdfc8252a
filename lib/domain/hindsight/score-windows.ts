import { DAYS_PER_MONTH } from "../network/consensus";
import { dayNumber } from "../network/utc-day";
import { requireWithin } from "../require-range";
import { fleetProfitUsd, type TestedFleet } from "./fleet-profit";

/** One start day: what was said of the whole horizon and what happened, as income of one TH/s in USD. */
export interface TestedWindow {
  readonly dayUtc: string;
  /** Median of the simulated paths. */
  readonly medianUsdPerThs: number;
  /** The band that 80 of 100 paths end in. */
  readonly lowUsdPerThs: number;
  readonly highUsdPerThs: number;
  /** Nothing changes but the halving. */
  readonly flatUsdPerThs: number;
  /** Over the days that are recorded. */
  readonly happenedUsdPerThs: number;
  /** Share of paths below what happened, 0..1; `null` when a day of the window is missing. */
  readonly rankRatio: number | null;
}

/** How often a band held. */
export interface Coverage {
  /** What the band promises, 0..1. */
  readonly nominalRatio: number;
  readonly inside: number;
  readonly observedRatio: number;
}

/** How one figure missed, over all windows judged. */
export interface FigureError {
  /** Median of |said - happened|, USD. */
  readonly medianMissUsd: number;
  /** The same over the income that happened, before fee. */
  readonly medianMissRatioOfIncome: number;
  /** Median of said - happened, USD; above zero is too optimistic. */
  readonly biasUsd: number;
  readonly biasRatioOfIncome: number;
  /** Share of windows in which more was said than happened. */
  readonly optimisticRatio: number;
}

export interface Score {
  readonly judged: number;
  /** Windows with a missing day, not counted. */
  readonly leftOut: number;
  /**
   * Windows overlap, so they are not independent: about (last start - first start) / horizon + 1 are, the number that
   * fit side by side.
   */
  readonly independentWindows: number;
  readonly belowBand: number;
  readonly aboveBand: number;
  /** By rising promise. */
  readonly coverage: readonly Coverage[];
  readonly flat: FigureError;
  readonly median: FigureError;
}

/** Promises whose coverage is counted: 10 % to 95 %. */
const NOMINAL_RATIOS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  const high = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return (low + high) / 2;
}

/** True when a path band of `nominalRatio` around the median contains what happened. */
export function isInsideBand(rankRatio: number, nominalRatio: number): boolean {
  // A hair of room: 0.9 - 0.5 is a little more than 0.8 / 2 in binary.
  return Math.abs(rankRatio - 0.5) <= nominalRatio / 2 + 1e-12;
}

function errorOf(
  windows: readonly TestedWindow[],
  fleet: TestedFleet,
  months: number,
  said: (window: TestedWindow) => number,
): FigureError {
  const profit = (perThs: number) => fleetProfitUsd(fleet, perThs, months);
  const errors = windows.map((window) => profit(said(window)) - profit(window.happenedUsdPerThs));
  // Profit may be near zero; the income that happened never is.
  const ratios = windows.map(
    (window) => (said(window) - window.happenedUsdPerThs) / window.happenedUsdPerThs,
  );
  return {
    medianMissUsd: medianOf(errors.map(Math.abs)),
    medianMissRatioOfIncome: medianOf(ratios.map(Math.abs)),
    biasUsd: medianOf(errors),
    biasRatioOfIncome: medianOf(ratios),
    optimisticRatio: ratios.filter((ratio) => ratio > 0).length / windows.length,
  };
}

/**
 * How the calculator did over many start days: how often its bands held, and how its median and the flat figure missed.
 *
 * @param windows oldest first, of one horizon.
 * @param months the horizon, whole, > 0.
 * @returns `null` when no window can be judged.
 */
export function scoreWindows(
  windows: readonly TestedWindow[],
  fleet: TestedFleet,
  months: number,
): Score | null {
  requireWithin("months", months, { min: 1, max: 60, whole: true, unit: "months" });
  const judged = windows.filter(({ rankRatio }) => rankRatio !== null);
  const ranks = judged.flatMap(({ rankRatio }) => (rankRatio === null ? [] : [rankRatio]));
  const first = judged[0];
  const last = judged.at(-1);
  if (first === undefined || last === undefined) return null;
  const startsDays = dayNumber("dayUtc", last.dayUtc) - dayNumber("dayUtc", first.dayUtc);
  const coverage = NOMINAL_RATIOS.map((nominalRatio) => {
    const inside = ranks.filter((rank) => isInsideBand(rank, nominalRatio)).length;
    return { nominalRatio, inside, observedRatio: inside / ranks.length };
  });
  return {
    judged: judged.length,
    leftOut: windows.length - judged.length,
    independentWindows: startsDays / (months * DAYS_PER_MONTH) + 1,
    belowBand: ranks.filter((rank) => rank < 0.5 && !isInsideBand(rank, 0.8)).length,
    aboveBand: ranks.filter((rank) => rank > 0.5 && !isInsideBand(rank, 0.8)).length,
    coverage,
    flat: errorOf(judged, fleet, months, ({ flatUsdPerThs }) => flatUsdPerThs),
    median: errorOf(judged, fleet, months, ({ medianUsdPerThs }) => medianUsdPerThs),
  };
}
