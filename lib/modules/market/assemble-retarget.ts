import { BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import { nextRetargetHeight } from "@/lib/domain/network/retarget-height";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import type { Reading } from "@/lib/server/providers/reading";
import type { KnownRetarget } from "./last-known";
import type { LiveRetarget } from "./live-retarget";
import type { MarketNow } from "./schema";

const dayMs = 86_400_000;
/** Estimates made further back than this are stale; they are renewed every ten minutes. */
const freshMs = 3_600_000;
/** An epoch of 2016 blocks at 600 s each. */
const epochMs = 14 * dayMs;

interface RetargetInputs {
  readonly live: LiveRetarget | null;
  readonly tip: Reading | null;
  /** Newest first. */
  readonly known: readonly KnownRetarget[];
  readonly silence: string;
  readonly nowMs: number;
}

/** The next and the last retarget: the live estimate, else what height and history still tell. */
export function assembleRetarget({
  live,
  tip,
  known,
  silence,
  nowMs,
}: RetargetInputs): MarketNow["retarget"] {
  if (live !== null) return fromLive(live, nowMs);
  const [last, before] = known;
  const tipHeight = tip?.value ?? null;
  const isCurrent = last !== undefined && tipHeight !== null && tipHeight < last.height + BLOCKS_PER_RETARGET;
  const height = tipHeight === null ? null : nextRetargetHeight(tipHeight);
  const remainingBlocks: Figure =
    tip === null || height === null
      ? missingFigure("blocks", `No data: the block height is not known. ${silence}`)
      : {
          value: height - tip.value,
          unit: "blocks",
          source: tip.source,
          asOf: tip.asOf,
          stale: nowMs - Date.parse(tip.asOf) > freshMs,
        };
  return {
    height,
    estimatedAt: null,
    estimatedChangeRatio: missingFigure("ratio", `No estimate: block times are not known. ${silence}`),
    remainingBlocks,
    previousChangeRatio: previousChange(last, before, isCurrent, nowMs),
  };
}

function fromLive(live: LiveRetarget, nowMs: number): MarketNow["retarget"] {
  const { source, asOf, note } = live;
  const stale = nowMs - Date.parse(asOf) > freshMs;
  const figure = (value: number, unit: string): Figure => ({ value, unit, source, asOf, stale });
  return {
    height: live.nextHeight,
    estimatedAt: live.estimatedAt,
    estimatedChangeRatio: { ...figure(live.estimatedChangeRatio, "ratio"), note },
    remainingBlocks: figure(live.remainingBlocks, "blocks"),
    previousChangeRatio: figure(live.previousChangeRatio, "ratio"),
  };
}

function previousChange(
  last: KnownRetarget | undefined,
  before: KnownRetarget | undefined,
  isCurrent: boolean,
  nowMs: number,
): Figure {
  if (last === undefined || before === undefined || last.height - before.height !== BLOCKS_PER_RETARGET) {
    return missingFigure("ratio", "No data: two retargets in a row are not known");
  }
  const asOf = `${last.dayUtc}T00:00:00.000Z`;
  const isOld = !isCurrent && nowMs - Date.parse(asOf) > epochMs;
  return {
    value: last.difficulty / before.difficulty - 1,
    unit: "ratio",
    source: `difficulty of blocks ${before.height} and ${last.height} (day: ${last.dateSource})`,
    asOf,
    stale: isOld,
    ...(isOld ? { note: "A later retarget must have come since; it is not known" } : {}),
  };
}
