import type { HourPrice } from "./fleet";

/** One line of an uploaded price series, as it stands in the file. */
export interface HourPriceRow {
  /** Line number as the person sees it, from 1. */
  readonly row: number;
  /** Start of the hour: ISO 8601, "2026-01-31T13:00Z", "2026-01-31 13:00" (UTC when no zone is named). */
  readonly start: string;
  /** USD/kWh, a decimal number with a point. */
  readonly usdPerKwh: string;
}

/** A broken rule of one line. A "gap" alone does not stop planning: only the hours given are planned. */
export interface HourPriceProblem {
  readonly kind: "start" | "price" | "duplicate" | "order" | "gap" | "series";
  /** Line number; 0 when the rule is about the series as a whole. */
  readonly row: number;
  readonly column: "start" | "usdPerKwh";
  readonly value: string;
  readonly rule: string;
}

export interface CheckedHourPrices {
  /** In time order; `null` while any problem other than a gap stands. */
  readonly prices: readonly HourPrice[] | null;
  readonly problems: readonly HourPriceProblem[];
}
