import { RetryLaterError } from "@/lib/server/outbox/outbox-record";

const firstMs = 1000;
const longestMs = 10 * 60_000;

/**
 * Milliseconds before the next try: 1 s after the first, doubling with each, at most 10 minutes; of that a random part
 * between half and all, so that what failed together does not come back together. Never before the moment that the
 * error names, though at most a day.
 *
 * @param random uniform in [0, 1).
 */
export function retryWaitMs(attempts: number, error: Error, nowMs: number, random: () => number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempts - 1, 30));
  const jittered = full * (0.5 + random() / 2);
  const named = error instanceof RetryLaterError ? error.retryAtMs - nowMs : 0;
  return Math.max(jittered, Math.min(named, 86_400_000));
}
