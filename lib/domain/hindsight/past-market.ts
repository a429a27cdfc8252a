import type { DailyClose, Retarget } from "../network/hashprice-history";

/** What is recorded of the market: daily closes (24:00 UTC) and retargets, each oldest first. */
export interface PastMarket {
  /** Days without a close may stand with `null` or be absent; both are missing. */
  readonly days: readonly DailyClose[];
  readonly retargets: readonly Retarget[];
}

/**
 * The part of the record that exists at the end of a UTC day: closes and retargets up to and including that day.
 *
 * Whatever is computed from the answer cannot look ahead.
 */
export function pastUpTo(past: PastMarket, dayUtc: string): PastMarket {
  // ISO days order as text.
  return {
    days: past.days.filter((day) => day.dayUtc <= dayUtc),
    retargets: past.retargets.filter((retarget) => retarget.dayUtc <= dayUtc),
  };
}
