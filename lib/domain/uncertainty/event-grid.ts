import { BLOCKS_PER_MONTH } from "../network/consensus";
import { BlockWalk, type ProjectionStart } from "../projection/block-walk";

/** Blocks over which difficulty stands still, within one month. */
export interface Stretch {
  readonly blocks: number;
  /** Sum of the rewards of its blocks, BTC: a halving inside is in it. */
  readonly rewardBtc: number;
  /** Whether difficulty changes at its end. */
  readonly endsWithDifficultyStep: boolean;
}

/**
 * The stretches of each month ahead, month 1 first: the same for every path, because heights do not depend on price or
 * difficulty. A month ends at 4,383 blocks; inside it difficulty changes at retargets or, when it grows per month, at
 * the month's end.
 */
export function eventGrid(start: ProjectionStart): Stretch[][] {
  const walk = new BlockWalk(start);
  const growsPerMonth = start.projection.difficultyGrowthPer === "month";
  return Array.from({ length: start.projection.months }, () => {
    const endHeight = walk.height + BLOCKS_PER_MONTH;
    const stretches: Stretch[] = [];
    let blocks = 0;
    let rewardBtc = 0;
    while (walk.height < endHeight) {
      const reward = walk.rewardBtc;
      const passed = walk.step(endHeight);
      blocks += passed;
      rewardBtc += passed * reward;
      const isMonthEnd = walk.height === endHeight;
      if (!walk.isAtRetarget && !isMonthEnd) continue;
      const endsWithDifficultyStep = walk.isAtRetarget || growsPerMonth;
      stretches.push({ blocks, rewardBtc, endsWithDifficultyStep });
      blocks = 0;
      rewardBtc = 0;
    }
    return stretches;
  });
}
