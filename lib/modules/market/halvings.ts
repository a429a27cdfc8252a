import { BLOCKS_PER_DAY } from "@/lib/domain/network/consensus";
import { nextHalvingHeight, subsidyBtcAtHeight } from "@/lib/domain/network/subsidy";

/** First height of each subsidy and the UTC day of that block, oldest first; days are public record. */
const halvings = [
  { height: 0, dayUtc: "2009-01-03" },
  { height: 210_000, dayUtc: "2012-11-28" },
  { height: 420_000, dayUtc: "2016-07-09" },
  { height: 630_000, dayUtc: "2020-05-11" },
  { height: 840_000, dayUtc: "2024-04-20" },
] as const;

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

/**
 * The subsidy in BTC per block in force at the end of a UTC day, or null when that is not certain.
 *
 * @param newest the newest block whose day is known: beyond it a day counts only while no halving can have come.
 */
export function subsidyBtcAtEndOfDay(dayUtc: string, newest: KnownHeight | null): number | null {
  const last = halvings.findLast((halving) => halving.dayUtc <= dayUtc);
  if (last === undefined) return null;
  const isLatestEra = last === halvings.at(-1);
  if (!isLatestEra || newest === null) return isLatestEra ? null : subsidyBtcAtHeight(last.height);
  return provableSubsidyBtc(newest, Date.parse(dayUtc) + dayMs);
}
