import { at } from "./market-walk";
import { quantileOfSorted } from "./quantile";
import type { SimulatedPaths } from "./simulated-paths";

/** One way to compare, over all paths: what mining ends with minus what buying ends with. */
export interface Lead {
  /** Share of paths on which mining ends ahead, 0..1. */
  readonly mineAhead: number;
  /** Median end of each, not of the same path. */
  readonly medianMined: number;
  readonly medianBought: number;
  /** 10th, 50th and 90th percentile of the difference, path by path; above zero mining is ahead. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** The same dollars at the same times: spent on mining, or on buying BTC. */
export interface MineOrBuyOdds {
  /** BTC: the miner keeps all, the buyer holds. */
  readonly btc: Lead;
  /** USD: the miner sells each month, the buyer's coins are valued at the last month's price. */
  readonly usd: Lead;
}

function median(values: Float64Array): number {
  return quantileOfSorted(values.slice().sort(), 0.5);
}

function leadOf(mined: Float64Array, bought: Float64Array): Lead {
  const difference = mined.map((value, path) => value - at(bought, path)).sort();
  const notAhead = difference.findIndex((value) => value > 0);
  return {
    mineAhead: notAhead < 0 ? 0 : (difference.length - notAhead) / difference.length,
    medianMined: median(mined),
    medianBought: median(bought),
    p10: quantileOfSorted(difference, 0.1),
    p50: quantileOfSorted(difference, 0.5),
    p90: quantileOfSorted(difference, 0.9),
  };
}

/**
 * Mine, or buy BTC with the same money: the capital cost today and each month's running costs at that month's price, as
 * `mineVersusBuy` does for one path. `null` without a capital cost.
 */
export function mineOrBuyOdds(simulated: SimulatedPaths): MineOrBuyOdds | null {
  const { paths, months, capexUsd, btcMined, btcBought, usdMined, btcPriceUsd } = simulated;
  if (capexUsd === null) return null;
  const lastPriceUsd = btcPriceUsd.subarray((months - 1) * paths);
  return {
    btc: leadOf(btcMined, btcBought),
    usd: leadOf(
      usdMined,
      btcBought.map((btc, path) => btc * at(lastPriceUsd, path)),
    ),
  };
}
