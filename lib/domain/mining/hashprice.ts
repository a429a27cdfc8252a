import { btcPerDayByDifficulty } from "./btc-per-day";

const THS_PER_PHS = 1000;
const HOURS_PER_DAY = 24;

/**
 * Hashprice: income of one PH/s per day before pool fee, USD/PH/day, by difficulty.
 *
 * @param btcPriceUsd USD per BTC, >= 0.
 * @param difficulty raw, > 0.
 * @param rewardBtcPerBlock subsidy plus mean fees; the subsidy alone gives hashprice without fees.
 * @see https://hashrateindex.com/blog/what-is-hashprice/
 */
export function hashpriceUsdPerPhDay(
  btcPriceUsd: number,
  difficulty: number,
  rewardBtcPerBlock: number,
): number {
  return btcPerDayByDifficulty(THS_PER_PHS, difficulty, rewardBtcPerBlock) * btcPriceUsd;
}

/**
 * Hashcost: energy cost of one PH/s per day, USD/PH/day.
 *
 * J/TH x USD/kWh x 24: one PH/s at 1 J/TH draws 1 kW. The same as J/TH x USD/MWh x 24 / 1000.
 */
export function hashcostUsdPerPhDay(efficiencyJoulesPerTh: number, electricityUsdPerKwh: number): number {
  return efficiencyJoulesPerTh * electricityUsdPerKwh * HOURS_PER_DAY;
}

/**
 * Strike price: the electricity price in USD/kWh at which running just pays for its own energy.
 *
 * hashprice x (1 - pool fee) / (J/TH x 24). Fixed costs are left out, because switching off does not save them.
 *
 * @param efficiencyJoulesPerTh > 0.
 */
export function strikeUsdPerKwh(
  hashpriceUsdPerPhDay: number,
  poolFeeRatio: number,
  efficiencyJoulesPerTh: number,
): number {
  return (hashpriceUsdPerPhDay * (1 - poolFeeRatio)) / (efficiencyJoulesPerTh * HOURS_PER_DAY);
}
