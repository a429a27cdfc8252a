import { BLOCKS_PER_DAY, DAYS_PER_MONTH, DAYS_PER_YEAR } from "../network/consensus";
import type { BtcBand, PayoutBand, PayoutScheme } from "./calculation";
import { poissonRange } from "./poisson-range";

function bandOver(btcPerDayNet: number, days: number, poolShareRatio: number): BtcBand {
  const meanBlocks = BLOCKS_PER_DAY * days * poolShareRatio;
  const btcPerBlockFound = (btcPerDayNet * days) / meanBlocks;
  const blocks = poissonRange(meanBlocks);
  return { lowBtc: blocks.low * btcPerBlockFound, highBtc: blocks.high * btcPerBlockFound };
}

/**
 * Range in BTC after pool fee that 95 of 100 days, months and years fall into, by payout scheme.
 *
 * Under FPPS the pool bears the luck: the band is the mean itself. Under PPLNS the income is proportional to the
 * blocks the pool finds, Poisson with mean 144 x days x pool share; the mean income is the same. Not in the band:
 * changes of fees, difficulty or of the miner's share within a round.
 *
 * @param btcPerDayNet expected BTC per day after pool fee, >= 0.
 * @param poolShareRatio the pool's share of the network hashrate, (0, 1], or `null`: then PPLNS has no band, and says so.
 */
export function payoutBand(
  btcPerDayNet: number,
  payoutScheme: PayoutScheme,
  poolShareRatio: number | null,
): PayoutBand {
  if (payoutScheme === "fpps") {
    const at = (days: number): BtcBand => ({ lowBtc: btcPerDayNet * days, highBtc: btcPerDayNet * days });
    const reason = "FPPS pays the expected value: the pool bears block luck.";
    return { daily: at(1), monthly: at(DAYS_PER_MONTH), yearly: at(DAYS_PER_YEAR), reason };
  }
  if (poolShareRatio === null) {
    const reason =
      "PPLNS passes block luck on; its width needs the pool's share of the network, which is not given.";
    return { daily: null, monthly: null, yearly: null, reason };
  }
  return {
    daily: bandOver(btcPerDayNet, 1, poolShareRatio),
    monthly: bandOver(btcPerDayNet, DAYS_PER_MONTH, poolShareRatio),
    yearly: bandOver(btcPerDayNet, DAYS_PER_YEAR, poolShareRatio),
    reason: "PPLNS: 95 of 100 periods fall inside; same mean as FPPS, the pool's block luck is passed on.",
  };
}
