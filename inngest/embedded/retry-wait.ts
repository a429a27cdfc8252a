/** The pauses of the Inngest server, in multiples of the first: 15 s, 30 s, 1 min ... 2 h. */
const multiples = [1, 2, 4, 8, 20, 40, 80, 160, 240, 480];
const leastNamedMs = 1000;
const longestMs = 86_400_000;

/**
 * Milliseconds before the next try of a step: `baseMs` after the first failure and longer after each, plus up to two bases
 * by chance, so that what failed together does not come back together. Where the function named a moment it is that, within
 * a second and a day.
 *
 * @param attempt failures before this one.
 * @param retryAfter whole seconds or a moment in ISO 8601, as the SDK answers; null when nothing was named.
 * @param random uniform in [0, 1).
 */
export function retryWaitMs(
  { attempt, retryAfter, nowMs }: { attempt: number; retryAfter: string | null; nowMs: number },
  baseMs: number,
  random: () => number,
): number {
  const named = retryAfter === null ? Number.NaN : namedMs(retryAfter, nowMs);
  if (!Number.isNaN(named)) return Math.min(Math.max(named, leastNamedMs), longestMs);
  const multiple = multiples[Math.min(attempt, multiples.length - 1)] ?? 1;
  return Math.min(baseMs * (multiple + 2 * random()), longestMs);
}

function namedMs(retryAfter: string, nowMs: number): number {
  return /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - nowMs;
}
