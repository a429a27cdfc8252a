const unitsMs: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** Longest sleep or wait: 366 days. */
export const longestMs = 366 * 86_400_000;

/**
 * Milliseconds of a duration such as "10s" or "2h45m"; a day has 24 hours, a week seven days.
 *
 * @throws RangeError when it is no duration, or longer than 366 days.
 */
export function durationMs(text: string): number {
  if (!/^(\d+(\.\d+)?(ns|us|ms|s|m|h|d|w))+$/.test(text)) throw new RangeError(`"${text}" is no duration`);
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h|d|w)/g)) {
    sum += Number(amount) * (unitsMs[unit ?? ""] ?? 0);
  }
  if (sum > longestMs) throw new RangeError(`"${text}" is longer than 366 days`);
  return sum;
}

/**
 * Milliseconds from `nowMs` to what a sleep or wait names: a duration, or a moment in ISO 8601; a moment that is over is 0.
 *
 * @throws RangeError when it is neither, or more than 366 days away.
 */
export function waitMs(text: string, nowMs: number): number {
  if (!/^\d{4}-/.test(text)) return durationMs(text);
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) throw new RangeError(`"${text}" is no moment`);
  if (moment - nowMs > longestMs) throw new RangeError(`"${text}" is more than 366 days away`);
  return Math.max(0, moment - nowMs);
}
