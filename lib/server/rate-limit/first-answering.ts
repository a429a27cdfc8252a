import { createCircuitBreaker } from "@/lib/server/outbound/circuit-breaker";
import type { TokenStore } from "@/lib/server/rate-limit/token-store";

interface FirstAnsweringOptions {
  readonly nowMs: () => number;
  readonly log: { warn(fields: object, message: string): void };
}

const failuresMax = 3;
const openMs = 10_000;

/**
 * The first of several stores that answers; the last one always does. A store that fails three times in a row is left
 * alone for ten seconds, and the log says who counts meanwhile. Each has buckets of its own, so that a requester may get
 * one more bucket whenever another store takes over.
 */
export function firstAnswering(
  shared: readonly TokenStore[],
  last: TokenStore,
  { nowMs, log }: FirstAnsweringOptions,
): TokenStore {
  const guarded = shared.map((store, place) => ({
    store,
    breaker: createCircuitBreaker({ clock: { now: nowMs }, failuresMax, openMs }),
    next: shared[place + 1]?.name ?? last.name,
  }));
  return {
    name: [...shared, last].map(({ name }) => name).join(", else "),
    async take(key, wanted, shape) {
      for (const { store, breaker, next } of guarded) {
        if (!breaker.allows()) continue;
        try {
          const grant = await store.take(key, wanted, shape);
          breaker.success();
          return grant;
        } catch (error) {
          breaker.failure();
          const failure = error instanceof Error ? error.name : "unknown";
          log.warn({ failure }, `rate limits: ${store.name} does not answer, ${next} counts instead`);
        }
      }
      return last.take(key, wanted, shape);
    },
  };
}
