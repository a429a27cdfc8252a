import { formatNumber, NO_DATA } from "./format-number";

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/**
 * A length of time in its two largest units, rounded down: "45 s", "20 min", "3 h 20 min", "2 d 5 h".
 * A negative length has a minus. "no data" for `null`.
 *
 * @param durationMs milliseconds.
 */
export function formatDuration(durationMs: number | null): string {
  if (durationMs === null || !Number.isFinite(durationMs)) return NO_DATA;
  if (durationMs <= -1000) return `-${formatDuration(-durationMs)}`;
  const seconds = Math.floor(Math.abs(durationMs) / 1000);
  if (seconds < SECONDS_PER_MINUTE) return `${seconds} s`;
  if (seconds < SECONDS_PER_HOUR) return `${Math.floor(seconds / SECONDS_PER_MINUTE)} min`;
  if (seconds < SECONDS_PER_DAY) {
    const minutes = Math.floor((seconds % SECONDS_PER_HOUR) / SECONDS_PER_MINUTE);
    return pair(Math.floor(seconds / SECONDS_PER_HOUR), "h", minutes, "min");
  }
  const hours = Math.floor((seconds % SECONDS_PER_DAY) / SECONDS_PER_HOUR);
  return pair(Math.floor(seconds / SECONDS_PER_DAY), "d", hours, "h");
}

/**
 * How long ago a moment was: "3 h 20 min ago", "just now" under ten seconds, "in 2 d 5 h" ahead. "no data" for `null`
 * and for text that is no date.
 *
 * @param at ISO 8601 moment.
 * @param nowMs Unix time in ms.
 */
export function formatAge(at: string | null, nowMs: number): string {
  if (at === null) return NO_DATA;
  const ageMs = nowMs - Date.parse(at);
  if (!Number.isFinite(ageMs)) return NO_DATA;
  if (Math.abs(ageMs) < 10_000) return "just now";
  return ageMs < 0 ? `in ${formatDuration(-ageMs)}` : `${formatDuration(ageMs)} ago`;
}

/** Months with one decimal: "14.2 months". "no data" for `null`. */
export function formatMonths(months: number | null): string {
  const text = formatNumber(months, 1);
  return text === NO_DATA ? text : `${text} months`;
}
