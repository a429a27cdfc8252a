import { requireWithin } from "../require-range";
import { BLOCKS_PER_DAY, BLOCKS_PER_HALVING } from "./consensus";
import { subsidyBtcAtHeight } from "./subsidy";
import { dayNumber } from "./utc-day";

/** First UTC day on which the halved subsidy was paid. Public record; heights by consensus. */
export const pastHalvings = [
  { height: 210_000, dayUtc: "2012-11-28" },
  { height: 420_000, dayUtc: "2016-07-09" },
  { height: 630_000, dayUtc: "2020-05-11" },
  { height: 840_000, dayUtc: "2024-04-20" },
] as const;

/** A day on which a block of known height was mined. */
export interface HeightOnDay {
  readonly height: number;
  readonly dayUtc: string;
}

/**
 * Estimated height at the start of a UTC day: linear in time between two known heights, fractional blocks dropped.
 *
 * @param before the last known height on or before the day.
 * @param after the next known height after the day; `null` = none yet, then 144 blocks a day.
 * @throws {DomainError} on a malformed day, or one before `before`.
 */
export function estimateHeightOnDay(dayUtc: string, before: HeightOnDay, after: HeightOnDay | null): number {
  const start = dayNumber("before.dayUtc", before.dayUtc);
  const days = dayNumber("dayUtc", dayUtc) - start;
  requireWithin("daysSinceKnownHeight", days, { min: 0, max: 1e6, unit: "days" });
  const blocksPerDay =
    after === null
      ? BLOCKS_PER_DAY
      : (after.height - before.height) / (dayNumber("after.dayUtc", after.dayUtc) - start);
  return Math.floor(before.height + days * blocksPerDay);
}

/**
 * Block subsidy in BTC on a UTC day. On the day of a halving: the halved one, for the whole day.
 *
 * Up to the last halving that has happened its recorded day decides, exactly; a height estimated between two
 * retargets could be a day off. Later halvings are placed by the estimated height.
 *
 * @param estimatedHeight height on that day; only consulted for halvings that have no recorded day yet.
 */
export function subsidyBtcOnDay(dayUtc: string, estimatedHeight: number): number {
  const day = dayNumber("dayUtc", dayUtc);
  let eraHeight = 0;
  for (const halving of pastHalvings) {
    if (day >= dayNumber("dayUtc", halving.dayUtc)) eraHeight = halving.height;
  }
  const nextUnrecorded = pastHalvings.length * BLOCKS_PER_HALVING + BLOCKS_PER_HALVING;
  return subsidyBtcAtHeight(estimatedHeight >= nextUnrecorded ? estimatedHeight : eraHeight);
}
