import { type Limit, requireWithin } from "../require-range";
import { requireBlockHeight } from "./block-height";
import {
  BLOCK_SECONDS,
  BLOCKS_PER_RETARGET,
  RETARGET_CHANGE_RATIO_MAX,
  RETARGET_CHANGE_RATIO_MIN,
} from "./consensus";
import { nextRetargetHeight } from "./retarget-height";

/** A quarter of an epoch: the window that an epoch too young to judge by itself is completed from. */
const WINDOW_BLOCKS = BLOCKS_PER_RETARGET / 4;

const UNIX_SECONDS: Limit = { min: 0, max: 1e11, unit: "s since 1970" };
const CHANGE: Limit = {
  min: RETARGET_CHANGE_RATIO_MIN,
  max: RETARGET_CHANGE_RATIO_MAX,
  unit: "(ratio)",
};

export interface DifficultyEstimateInputs {
  /** Time of the epoch's first block, Unix s. */
  readonly epochStartSeconds: number;
  /** Time of the block 504 before the epoch's first, Unix s; `null` when not known. */
  readonly quarterEpochStartSeconds: number | null;
  /** The clock, Unix s. */
  readonly nowSeconds: number;
  /** Height of the last block. */
  readonly blockHeight: number;
  /** Time of the last block, Unix s: stands in for the clock at an epoch's last block. */
  readonly lastBlockSeconds: number | null;
  /** Change at the last retarget as a ratio (0.0733 = +7.33 %). */
  readonly previousChangeRatio: number;
}

export interface DifficultyEstimate {
  /** Expected change at the next retarget, ratio, -0.75..3. */
  readonly changeRatio: number;
  /** Blocks mined in this epoch so far over 2016, 0..1. */
  readonly progressRatio: number;
  /** Blocks until the next retarget, 1..2016. */
  readonly remainingBlocks: number;
  readonly nextRetargetHeight: number;
  /** Mean block time in this epoch, whole ms; `null` at an epoch's first block. */
  readonly meanBlockMs: number | null;
  /** Mean block time the estimate works with, whole ms: over the last 504 blocks while the epoch is young. */
  readonly adjustedBlockMs: number;
  /** When the retarget is expected, Unix ms. */
  readonly estimatedAtMs: number;
}

interface Pace {
  readonly secondsPerBlock: number;
  readonly changeRatio: number;
}

/**
 * Pace over the last 504 blocks: this epoch's and enough of the last one's to fill the window. The last epoch's
 * blocks came at the old difficulty, so their time is scaled by the change since. 504 blocks span 503 intervals.
 */
function youngEpochPace(inputs: DifficultyEstimateInputs, quarterStart: number, elapsed: number): Pace {
  const lastEpoch = (inputs.epochStartSeconds - quarterStart) * (1 + inputs.previousChangeRatio);
  const span = elapsed + lastEpoch;
  return {
    secondsPerBlock: span / (WINDOW_BLOCKS - 1),
    changeRatio: BLOCK_SECONDS / (span / WINDOW_BLOCKS) - 1,
  };
}

function epochPace(inputs: DifficultyEstimateInputs, minedBlocks: number, elapsed: number): Pace {
  // Consensus measures up to the last block's own time, so once it is known the clock no longer matters.
  const lastBlock = minedBlocks === BLOCKS_PER_RETARGET - 1 ? inputs.lastBlockSeconds : null;
  const span = lastBlock === null ? elapsed : lastBlock - inputs.epochStartSeconds;
  return {
    secondsPerBlock: minedBlocks === 0 ? BLOCK_SECONDS : elapsed / minedBlocks,
    changeRatio: BLOCK_SECONDS / (span / (minedBlocks + 1)) - 1,
  };
}

/**
 * Expected change of difficulty at the next retarget as a ratio, and when it comes.
 *
 * mempool.space's estimator: after the first quarter of an epoch the pace of the epoch itself,
 * 600 s / (elapsed / (n + 1)) - 1; before that, the pace of the last 504 blocks. One retarget moves difficulty by a
 * quarter to four times at most, whatever the pace. Example: blocks every 500 s since the retarget give +20 %.
 *
 * @throws {DomainError} on a negative height or time, a window that begins after the epoch, or an impossible last change.
 * @see https://github.com/mempool/mempool/blob/master/backend/src/api/difficulty-adjustment.ts
 */
export function estimateDifficulty(inputs: DifficultyEstimateInputs): DifficultyEstimate {
  const height = requireBlockHeight(inputs.blockHeight);
  requireWithin("epochStartSeconds", inputs.epochStartSeconds, UNIX_SECONDS);
  requireWithin("nowSeconds", inputs.nowSeconds, UNIX_SECONDS);
  requireWithin("previousChangeRatio", inputs.previousChangeRatio, CHANGE);
  const quarterStart = inputs.quarterEpochStartSeconds;
  if (quarterStart !== null) {
    requireWithin("quarterEpochStartSeconds", quarterStart, {
      ...UNIX_SECONDS,
      max: inputs.epochStartSeconds,
    });
  }
  const minedBlocks = height % BLOCKS_PER_RETARGET;
  const remainingBlocks = BLOCKS_PER_RETARGET - minedBlocks;
  // A block's time may run up to two hours ahead of the clock.
  const elapsed = Math.max(0, inputs.nowSeconds - inputs.epochStartSeconds);
  const isYoung = minedBlocks < WINDOW_BLOCKS - 1;
  const pace =
    isYoung && quarterStart !== null
      ? youngEpochPace(inputs, quarterStart, elapsed)
      : epochPace(inputs, minedBlocks, elapsed);
  const adjustedBlockMs = Math.floor(pace.secondsPerBlock * 1000);
  return {
    changeRatio: Math.min(RETARGET_CHANGE_RATIO_MAX, Math.max(RETARGET_CHANGE_RATIO_MIN, pace.changeRatio)),
    progressRatio: minedBlocks / BLOCKS_PER_RETARGET,
    remainingBlocks,
    nextRetargetHeight: nextRetargetHeight(height),
    meanBlockMs: minedBlocks === 0 ? null : Math.floor((elapsed / minedBlocks) * 1000),
    adjustedBlockMs,
    estimatedAtMs: inputs.nowSeconds * 1000 + remainingBlocks * adjustedBlockMs,
  };
}
