import { runningRatio } from "../mining/calculate-daily";
import type { ProjectionMonth } from "../mining/calculation";
import {
  BLOCK_SECONDS,
  BLOCKS_PER_MONTH,
  DAYS_PER_MONTH,
  HASHES_PER_DIFFICULTY,
  HASHES_PER_TERAHASH,
  MONTHS_PER_YEAR,
} from "../network/consensus";
import { BlockWalk, type ProjectionStart } from "./block-walk";

/** Mainnet's proof-of-work limit: difficulty never falls below 1. */
export const DIFFICULTY_MIN = 1;

/** Sums over the blocks of one month; split wherever difficulty or subsidy changes. */
interface MonthBlocks {
  /** Sum of reward / difficulty over the blocks: proportional to what a constant hashrate earns. */
  readonly rewardPerDifficulty: number;
  readonly meanDifficulty: number;
  readonly meanRewardBtc: number;
  readonly endHeight: number;
}

/** Walks the chain a month (4,383 blocks at 144 a day) at a time from the present height, difficulty growing as asked. */
function monthWalk(start: ProjectionStart): () => MonthBlocks {
  const { difficultyGrowthRatio, difficultyGrowthPer } = start.projection;
  const walk = new BlockWalk(start);
  let difficulty = start.inputs.market.difficulty;
  const grow = (): void => {
    difficulty = Math.max(DIFFICULTY_MIN, difficulty * (1 + difficultyGrowthRatio));
  };

  return () => {
    const endHeight = walk.height + BLOCKS_PER_MONTH;
    let rewardPerDifficulty = 0;
    let difficultySum = 0;
    let rewardSum = 0;
    while (walk.height < endHeight) {
      const reward = walk.rewardBtc;
      const blocks = walk.step(endHeight);
      rewardPerDifficulty += (blocks * reward) / difficulty;
      difficultySum += blocks * difficulty;
      rewardSum += blocks * reward;
      if (walk.isAtRetarget) grow();
    }
    if (difficultyGrowthPer === "month") grow();
    return {
      rewardPerDifficulty,
      meanDifficulty: difficultySum / BLOCKS_PER_MONTH,
      meanRewardBtc: rewardSum / BLOCKS_PER_MONTH,
      endHeight,
    };
  };
}

/**
 * A function that answers the next projected month at each call, month 1 first, without end.
 *
 * Revenue shrinks and costs stay: BTC_m = H_m x 600 s x 10^12 / 2^32 x sum over blocks of (reward / difficulty),
 * profit_m = BTC_m x price_m x (1 - pool fee) - kWh x electricity_m - fixed. Price, hashrate and a monthly difficulty
 * growth step at the month's start, the electricity price at each anniversary; month 1 has today's values. Power draw
 * does not age, machines keep running at a loss, and fixed costs never shrink.
 */
export function monthStepper(start: ProjectionStart): () => ProjectionMonth {
  const { inputs, projection } = start;
  const walk = monthWalk(start);
  const running = runningRatio(inputs);
  const energyKwh = (inputs.powerWatts * inputs.quantity * running * DAYS_PER_MONTH * 24) / 1000;
  const fixedCostUsd = inputs.fixedCostUsdPerMonth;
  const hashesPerThs = (BLOCK_SECONDS * HASHES_PER_TERAHASH) / HASHES_PER_DIFFICULTY;
  let month = 0;
  let hashrateThs = inputs.hashrateThs * inputs.quantity * running;
  let btcPriceUsd = start.btcPriceUsd;
  let electricityUsdPerKwh = inputs.electricityUsdPerKwh;
  let cumulativeUsd = -(inputs.capexUsd ?? 0);

  return () => {
    if (month > 0) {
      hashrateThs *= 1 - projection.hashrateDecayRatioPerMonth;
      btcPriceUsd *= 1 + projection.priceGrowthRatioPerMonth;
      if (month % MONTHS_PER_YEAR === 0)
        electricityUsdPerKwh *= 1 + projection.electricityEscalatorRatioPerYear;
    }
    month += 1;
    const blocks = walk();
    const btcGross = hashrateThs * hashesPerThs * blocks.rewardPerDifficulty;
    const revenueUsd = btcGross * btcPriceUsd;
    const poolFeeUsd = revenueUsd * inputs.poolFeeRatio;
    const energyCostUsd = energyKwh * electricityUsdPerKwh;
    const profitUsd = revenueUsd - poolFeeUsd - energyCostUsd - fixedCostUsd;
    cumulativeUsd += profitUsd;
    return {
      month,
      endHeight: blocks.endHeight,
      difficulty: blocks.meanDifficulty,
      rewardBtcPerBlock: blocks.meanRewardBtc,
      btcPriceUsd,
      electricityUsdPerKwh,
      hashrateThs,
      btcGross,
      btcNet: btcGross * (1 - inputs.poolFeeRatio),
      revenueUsd,
      poolFeeUsd,
      energyKwh,
      energyCostUsd,
      fixedCostUsd,
      profitUsd,
      cumulativeUsd,
    };
  };
}
