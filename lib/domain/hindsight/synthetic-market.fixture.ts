import { BLOCKS_PER_RETARGET, DAYS_PER_MONTH } from "../network/consensus";
import { utcDay } from "../network/utc-day";
import type { MarketViews } from "../uncertainty/market-views";
import { normalQuantile } from "../uncertainty/normal-quantile";
import type { SeededRandom } from "../uncertainty/seeded-random";
import type { PastMarket } from "./past-market";

/** The first day of every synthetic record, 2024-05-27: after one halving and long before the next. */
export const syntheticStart = 19_870;

const epochDays = 14;

/** A walk that collects its daily moves and takes them, with its growth, when it steps. */
class Collected {
  log: number;
  private pending = 0;
  private days = 0;

  constructor(start: number) {
    this.log = Math.log(start);
  }

  collect(move: number): void {
    this.pending += move;
    this.days += 1;
  }

  /** Takes what was collected as the move of `days` days, however many it was collected over. */
  step(growth: number, days: number): void {
    if (this.days > 0) this.log += growth + this.pending * Math.sqrt(days / this.days);
    this.pending = 0;
    this.days = 0;
  }
}

/**
 * A record drawn from the model itself: retargets every 14 days, price and difficulty as correlated random walks.
 *
 * @param random `null` for a market without chance.
 */
export function syntheticMarket(days: number, views: MarketViews, random: SeededRandom | null): PastMarket {
  const normal = () => (random === null ? 0 : normalQuantile(random.nextUnit()));
  const price = new Collected(60_000);
  const difficulty = new Collected(80e12);
  const monthlyGrowth = Math.log1p(views.priceGrowthRatioPerMonth);
  const own = Math.sqrt(1 - views.correlation ** 2);
  const record = {
    days: [] as PastMarket["days"][number][],
    retargets: [] as PastMarket["retargets"][number][],
  };
  for (let index = 0; index < days; index += 1) {
    const dayUtc = utcDay(syntheticStart + index);
    if (index % epochDays === 0) {
      difficulty.step(Math.log1p(views.difficultyGrowthRatioPerRetarget), epochDays);
      const height = 846_720 + (BLOCKS_PER_RETARGET * index) / epochDays;
      record.retargets.push({ height, dayUtc, difficulty: Math.exp(difficulty.log) });
    }
    const shared = normal();
    price.collect((views.priceVolatilityPerMonth * shared) / Math.sqrt(DAYS_PER_MONTH));
    difficulty.collect(
      (views.difficultyVolatilityPerRetarget * (views.correlation * shared + own * normal())) /
        Math.sqrt(epochDays),
    );
    // The close lies at the day's end.
    price.step(monthlyGrowth / DAYS_PER_MONTH, 1);
    record.days.push({ dayUtc, closeUsd: Math.exp(price.log) });
  }
  return record;
}
