import { rewardBtcPerBlock } from "../mining/calculate-daily";
import type { CalculationInputs, ProjectionInputs } from "../mining/calculation";
import { BLOCKS_PER_HALVING, BLOCKS_PER_RETARGET } from "../network/consensus";
import { nextRetargetHeight } from "../network/retarget-height";
import { nextHalvingHeight, subsidyBtcAtHeight } from "../network/subsidy";

/** What a projection cannot do without, already known not to be null. */
export interface ProjectionStart {
  readonly inputs: CalculationInputs;
  readonly projection: ProjectionInputs;
  readonly btcPriceUsd: number;
  readonly blockHeight: number;
}

/**
 * Walks the chain from the present height, stopping where the reward or the difficulty changes: what one path of
 * difficulty and thousands of them have in common.
 *
 * A retarget or halving takes effect when the chain reaches its height. Retargets are stops only when difficulty grows
 * per retarget. A subsidy that was typed in keeps its ratio to the consensus one across halvings.
 */
export class BlockWalk {
  /** Where the walk stands. */
  height: number;
  /** Reward of the blocks after `height`, BTC. */
  rewardBtc: number;
  /** Whether the last step ended where difficulty changes. */
  isAtRetarget = false;
  private readonly start: ProjectionStart;
  private readonly consensusSubsidyBtc: number;
  private retargetHeight: number;
  private halvingHeight: number;

  constructor(start: ProjectionStart) {
    const { inputs, projection, blockHeight } = start;
    this.start = start;
    this.height = blockHeight;
    this.consensusSubsidyBtc = subsidyBtcAtHeight(blockHeight);
    this.rewardBtc =
      projection.feeShareRatio === null ? rewardBtcPerBlock(inputs) : this.withFees(inputs.market.subsidyBtc);
    this.retargetHeight =
      projection.difficultyGrowthPer === "retarget"
        ? nextRetargetHeight(blockHeight)
        : Number.POSITIVE_INFINITY;
    this.halvingHeight = nextHalvingHeight(blockHeight);
  }

  /** Goes to the next halving, retarget or `endHeight`, whichever comes first; how many blocks that were. */
  step(endHeight: number): number {
    const stop = Math.min(endHeight, this.halvingHeight, this.retargetHeight);
    const blocks = stop - this.height;
    this.height = stop;
    this.isAtRetarget = stop === this.retargetHeight;
    if (this.isAtRetarget) this.retargetHeight += BLOCKS_PER_RETARGET;
    if (stop === this.halvingHeight) this.halve();
    return blocks;
  }

  private halve(): void {
    const { market } = this.start.inputs;
    const subsidy = subsidyBtcAtHeight(this.height);
    // Kept exact to the satoshi when the given subsidy is the consensus one.
    const isConsensus = market.subsidyBtc === this.consensusSubsidyBtc;
    this.rewardBtc = this.withFees(
      isConsensus ? subsidy : (market.subsidyBtc * subsidy) / this.consensusSubsidyBtc,
    );
    this.halvingHeight += BLOCKS_PER_HALVING;
  }

  private withFees(subsidyBtc: number): number {
    const { feeShareRatio } = this.start.projection;
    return feeShareRatio === null
      ? subsidyBtc + (this.start.inputs.market.feesBtcPerBlock ?? 0)
      : subsidyBtc + (subsidyBtc * feeShareRatio) / (1 - feeShareRatio);
  }
}
