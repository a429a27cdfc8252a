import "server-only";
import { Ratelimit } from "@upstash/ratelimit";
import { Redis } from "@upstash/redis";
import type { BucketShape, Grant, TokenStore } from "@/lib/server/rate-limit/token-store";

interface RedisStoreOptions {
  readonly url: string;
  readonly token: string;
  readonly nowMs: () => number;
  readonly timeoutMs?: number;
}

/** Buckets in Redis, shared by all processes. */
export function createRedisStore({ url, token, nowMs, timeoutMs = 200 }: RedisStoreOptions): TokenStore {
  const redis = new Redis({
    url,
    token,
    // The client's own retries would take 4.3 s when the server is down.
    retry: false,
    signal: () => AbortSignal.timeout(timeoutMs),
    enableTelemetry: false,
  });
  const limiters = new Map<number, Ratelimit>();
  const limiterOf = ({ capacity }: BucketShape): Ratelimit => {
    const known = limiters.get(capacity);
    if (known !== undefined) return known;
    const made = new Ratelimit({
      redis,
      limiter: refill(capacity),
      prefix: `hi:rate:${capacity}`,
      timeout: timeoutMs,
      ephemeralCache: false,
    });
    limiters.set(capacity, made);
    return made;
  };
  return {
    name: "Redis",
    async take(key, wanted, shape) {
      const limiter = limiterOf(shape);
      const all = await ask(limiter, key, wanted, nowMs);
      // All or none is what the library knows: where there are fewer than wanted there may still be one.
      return all.granted > 0 || wanted === 1 ? all : ask(limiter, key, 1, nowMs);
    },
  };
}

async function ask(limiter: Ratelimit, key: string, wanted: number, nowMs: () => number): Promise<Grant> {
  const { success, reset, reason } = await limiter.limit(key, { rate: wanted });
  // The library then says yes without having asked anybody.
  if (reason === "timeout") throw new Error("Redis did not answer in time");
  if (success) return { granted: wanted, waitMs: 0 };
  return { granted: 0, waitMs: Math.max(1, reset - nowMs()) };
}

/** One token at a time, or several each millisecond where more than 60,000 a minute come back. */
function refill(capacity: number) {
  const tokens = Math.max(1, Math.floor(capacity / 60_000));
  return Ratelimit.tokenBucket(tokens, `${Math.ceil((tokens * 60_000) / capacity)} ms`, capacity);
}
