import type { MarketInputs, ProjectionMonth } from "../mining/calculation";
import type { EstimatedViews } from "../uncertainty/market-views";
import { marketAsKnown } from "./market-as-known";
import { type PastMarket, pastUpTo } from "./past-market";
import { type SaidIncome, type SaidMonth, saidIncome } from "./said-income";
import type { TestedWindow } from "./score-windows";
import type { HappenedMonth, Happenings } from "./what-happened";

export interface TestOptions {
  /** Horizon, whole months of 30.4375 days. */
  readonly months: number;
  /** Share of hashrate lost per month to ageing, on both sides. */
  readonly hashrateDecayRatioPerMonth: number;
  /** Simulated paths, whole, > 0. */
  readonly paths: number;
}

/** What was said on a day and what happened after, for one TH/s that never stops, before pool fee, subsidy only. */
export interface TestedDay {
  readonly dayUtc: string;
  readonly market: MarketInputs;
  /** What drift and spread were measured on: nothing after the day. */
  readonly estimate: EstimatedViews;
  /** Cumulative income said, month by month. */
  readonly said: readonly SaidMonth[];
  /** The middle path: price and difficulty grow as measured, without chance. */
  readonly middle: readonly ProjectionMonth[];
  /** Nothing changes but the halving. */
  readonly flat: readonly ProjectionMonth[];
  readonly happened: readonly HappenedMonth[];
  readonly window: TestedWindow;
}

export type DayTest = { readonly tested: TestedDay } | { readonly tested: null; readonly reason: string };

/**
 * The calculator held against one day of the past.
 *
 * Said: all that follows from closes and retargets up to the day (`pastUpTo`), by the code the calculator uses.
 * Happened: income from the days after (`happenings`). Both sides cover months x 30.4375 days of 24 hours: a said month
 * is 4,383 blocks at 600 s, a happened month the same time of real days, in which more or fewer blocks may have come.
 *
 * @returns the reason when nothing can be said on that day.
 * @throws {DomainError} on a malformed day or options out of range.
 */
export function testDay(
  past: PastMarket,
  happened: Happenings,
  dayUtc: string,
  options: TestOptions,
): DayTest {
  const { months, hashrateDecayRatioPerMonth } = options;
  const known = pastUpTo(past, dayUtc);
  const now = marketAsKnown(known, dayUtc);
  if (now.market === null) return { tested: null, reason: now.reason };
  const said = saidIncome(known, now.market, dayUtc, options);
  if (said.income === null) return { tested: null, reason: said.reason };
  const after = happened(dayUtc, months, hashrateDecayRatioPerMonth);
  return {
    tested: {
      dayUtc,
      market: now.market,
      estimate: said.income.estimate,
      said: said.income.months,
      middle: said.income.middle,
      flat: said.income.flat,
      happened: after,
      window: windowOf(dayUtc, said.income, after),
    },
  };
}

function windowOf(dayUtc: string, said: SaidIncome, happened: readonly HappenedMonth[]): TestedWindow {
  const end = said.months.at(-1);
  const happenedUsdPerThs = happened.reduce((sum, { revenueUsdPerThs }) => sum + revenueUsdPerThs, 0);
  const isWhole = happened.every(({ missingDaysUtc }) => missingDaysUtc.length === 0);
  return {
    dayUtc,
    medianUsdPerThs: end?.medianUsdPerThs ?? Number.NaN,
    lowUsdPerThs: end?.lowUsdPerThs ?? Number.NaN,
    highUsdPerThs: end?.highUsdPerThs ?? Number.NaN,
    flatUsdPerThs: said.flat.reduce((sum, { revenueUsd }) => sum + revenueUsd, 0),
    happenedUsdPerThs,
    rankRatio: isWhole ? said.rankOf(happenedUsdPerThs) : null,
  };
}
