import { BLOCKS_PER_DAY } from "@/lib/domain/network/consensus";
import type { Reading } from "@/lib/server/providers/reading";
import type { KnownValue } from "./last-known";

const dayMs = 86_400_000;
/** A node that is behind, or a reorganisation. */
const blocksBehindMost = 6;
/** The last halving: no tip is lower, even when nothing else is known. */
const heightLeast = 840_000;

/**
 * The reading itself when the newest block can have this height: not below the last known one, and not further above
 * it than twice the usual pace allows. A height has no form that a cut-off answer would break: "97" is a number too.
 *
 * @throws Error naming value and rule.
 */
export function plausibleHeight(reading: Reading, known: KnownValue | null, nowMs: number): Reading {
  const least = Math.max(heightLeast, known === null ? 0 : known.value - blocksBehindMost);
  const most = known === null ? Number.POSITIVE_INFINITY : heightMost(known, nowMs);
  if (reading.value >= least && reading.value <= most) return reading;
  throw new Error(
    `${reading.source}: block height must be between ${least} and ${most}, got ${reading.value}`,
  );
}

function heightMost({ value, asOf }: KnownValue, nowMs: number): number {
  const elapsedDays = Math.max(0, nowMs - Date.parse(asOf)) / dayMs;
  return value + Math.ceil((elapsedDays + 1) * 2 * BLOCKS_PER_DAY);
}
