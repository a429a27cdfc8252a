import { BLOCKS_PER_RETARGET, DAYS_PER_MONTH } from "../network/consensus";
import { utcDay } from "../network/utc-day";
import type { MarketViews } from "../uncertainty/market-views";
import { normalQuantile } from "../uncertainty/normal-quantile";
import type { SeededRandom } from "../uncertainty/seeded-random";
import type { PastMarket } from "./past-market";

/** The first day of every synthetic record: after one halving and long before the next. */
export const syntheticStart = 19_870; // 2024-05-27

const EPOCH_DAYS = 14;

/** How a synthetic price moves: at the end of each month counted from a day, as the model says, or every day. */
export type PriceSteps = { readonly kind: "monthly"; readonly fromDay: number } | { readonly kind: "daily" };

/**
 * A record drawn from the model itself: retargets every 14 days, price and difficulty as correlated random walks.
 *
 * Until `fromDay` the price moves every day in any case; from there on as `steps` says.
 *
 * @param random `null` for a market without chance.
 */
export function syntheticMarket(
  days: number,
  views: MarketViews,
  steps: PriceSteps,
  random: SeededRandom | null,
): PastMarket {
  const perDay = Math.sqrt(1 / DAYS_PER_MONTH);
  const normal = () => (random === null ? 0 : normalQuantile(random.nextUnit()));
  const drift = Math.log1p(views.priceGrowthRatioPerMonth) / DAYS_PER_MONTH;
  const own = Math.sqrt(1 - views.correlation ** 2);
  const record = {
    days: [] as PastMarket["days"][number][],
    retargets: [] as PastMarket["retargets"][number][],
  };
  let logPrice = Math.log(60_000);
  let pendingPrice = 0;
  let logDifficulty = Math.log(80e12);
  let pendingDifficulty = 0;
  let monthsPassed = 0;
  for (let index = 0; index < days; index += 1) {
    if (index % EPOCH_DAYS === 0) {
      if (index > 0) logDifficulty += Math.log1p(views.difficultyGrowthRatioPerRetarget) + pendingDifficulty;
      pendingDifficulty = 0;
      record.retargets.push({
        height: 846_720 + (BLOCKS_PER_RETARGET * index) / EPOCH_DAYS,
        dayUtc: utcDay(syntheticStart + index),
        difficulty: Math.exp(logDifficulty),
      });
    }
    const shared = normal();
    pendingPrice += drift + views.priceVolatilityPerMonth * perDay * shared;
    pendingDifficulty +=
      views.difficultyVolatilityPerRetarget *
      Math.sqrt(1 / EPOCH_DAYS) *
      (views.correlation * shared + own * normal());
    // The close of a day lies at its end.
    const after = steps.kind === "monthly" ? index - steps.fromDay : -1;
    const isStep = after <= 0 || Math.floor(after / DAYS_PER_MONTH) > monthsPassed;
    if (isStep) {
      if (after > 0) monthsPassed += 1;
      logPrice += pendingPrice;
      pendingPrice = 0;
    }
    record.days.push({ dayUtc: utcDay(syntheticStart + index), closeUsd: Math.exp(logPrice) });
  }
  return record;
}
