import type { MarketInputs, ProjectionInputs, ProjectionMonth } from "../mining/calculation";
import { projectionLimits } from "../mining/input-limits";
import { unitMachine } from "../mining/unit-machine";
import { dayNumber } from "../network/utc-day";
import { flatProjection } from "../projection/flat-projection";
import { project } from "../projection/project";
import { estimateViews } from "../uncertainty/estimate-views";
import { fanOf } from "../uncertainty/fan";
import type { EstimatedViews } from "../uncertainty/market-views";
import { simulate } from "../uncertainty/simulate";
import type { SimulatedPaths } from "../uncertainty/simulated-paths";
import type { PastMarket } from "./past-market";
import { pathRank } from "./path-rank";

/** Cumulative income of one TH/s at a month's end, USD before pool fee: median and 80 % band of the simulated paths. */
export interface SaidMonth {
  readonly month: number;
  readonly lowUsdPerThs: number;
  readonly medianUsdPerThs: number;
  readonly highUsdPerThs: number;
}

/** What the calculator said of the income of one TH/s that never stops. */
export interface SaidIncome {
  readonly estimate: EstimatedViews;
  readonly months: readonly SaidMonth[];
  /** Price and difficulty at their measured growth, without chance. */
  readonly middle: readonly ProjectionMonth[];
  /** Nothing changes but the halving. */
  readonly flat: readonly ProjectionMonth[];
  /** Share of paths whose income over all months is below a sum in USD, 0..1. */
  readonly rankOf: (usdPerThs: number) => number;
}

export interface SaidOptions {
  readonly months: number;
  readonly hashrateDecayRatioPerMonth: number;
  readonly paths: number;
}

/** The fan of income, cut to the horizon. */
function saidMonths(simulated: SimulatedPaths, months: number): SaidMonth[] {
  const { p10, p50, p90 } = fanOf(simulated, "cumulativeUsd");
  return Array.from({ length: months }, (_, index) => ({
    month: index + 1,
    lowUsdPerThs: p10[index] ?? Number.NaN,
    medianUsdPerThs: p50[index] ?? Number.NaN,
    highUsdPerThs: p90[index] ?? Number.NaN,
  }));
}

/**
 * What the calculator says at the end of a day about the income of one TH/s, from nothing but `known`.
 *
 * The code is the calculator's: `estimateViews` on the whole record up to the day, `simulate` for the band and the
 * median, `project` for the middle path and for the flat one. The seed is the day's number, so each day has its own
 * paths and every run the same ones.
 *
 * @param known the record up to `dayUtc` (`pastUpTo`).
 * @param market as known on that day (`marketAsKnown`).
 * @returns the reason when the record is too short to estimate from.
 * @throws {DomainError} on options out of range.
 */
export function saidIncome(
  known: PastMarket,
  market: MarketInputs,
  dayUtc: string,
  { months, hashrateDecayRatioPerMonth, paths }: SaidOptions,
): { readonly income: SaidIncome } | { readonly income: null; readonly reason: string } {
  const measured = estimateViews(known.days, known.retargets);
  if (measured.kind === "too-few") return { income: null, reason: measured.reason };
  const { estimate } = measured;
  const { views } = estimate;
  const flat: ProjectionInputs = {
    ...flatProjection,
    // A projection is at least six months long; of a shorter horizon the first months are read.
    months: Math.max(months, projectionLimits.months.min),
    difficultyGrowthPer: "retarget",
    hashrateDecayRatioPerMonth,
  };
  const middle: ProjectionInputs = {
    ...flat,
    difficultyGrowthRatio: views.difficultyGrowthRatioPerRetarget,
    priceGrowthRatioPerMonth: views.priceGrowthRatioPerMonth,
  };
  const seed = dayNumber("dayUtc", dayUtc);
  const simulation = simulate({ ...unitMachine, market, capexUsd: null, projection: flat }, views, {
    paths,
    seed,
  });
  if (simulation.kind === "missing") return { income: null, reason: simulation.reason };
  const { simulated } = simulation;
  const along = (projection: ProjectionInputs) =>
    project({ ...unitMachine, market, capexUsd: null, projection }).chart?.months.slice(0, months) ?? [];
  const end = months * simulated.paths;
  const atEnd = simulated.cumulativeUsd.slice(end - simulated.paths, end).sort();
  return {
    income: {
      estimate,
      months: saidMonths(simulated, months),
      middle: along(middle),
      flat: along(flat),
      rankOf: (usdPerThs) => pathRank(atEnd, usdPerThs),
    },
  };
}
