import { BLOCKS_PER_DAY } from "@/lib/domain/network/consensus";
import { nextHalvingHeight, subsidyBtcAtHeight } from "@/lib/domain/network/subsidy";

const dayMs = 86_400_000;

/**
 * Blocks a day that are surely not exceeded over weeks: twice the intended pace. Difficulty answers to a faster pace
 * at every retarget, and since 2022 no epoch took less than twelve days instead of fourteen.
 */
const blocksPerDayMost = 2 * BLOCKS_PER_DAY;

/** A block and a moment at which it was the newest, or the day on which it was found. */
export interface KnownHeight {
  readonly height: number;
  /** Unix ms. */
  readonly atMs: number;
}

/**
 * The subsidy in BTC per block at a moment, or null when the next halving may have come since the known height.
 *
 * @param known a height at or before the moment.
 */
export function provableSubsidyBtc(known: KnownHeight, momentMs: number): number | null {
  const elapsedDays = Math.max(0, momentMs - known.atMs) / dayMs;
  const heightMost = known.height + Math.ceil(elapsedDays * blocksPerDayMost);
  return heightMost < nextHalvingHeight(known.height) ? subsidyBtcAtHeight(known.height) : null;
}
