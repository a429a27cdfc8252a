import { AppError } from "@/lib/server/errors";

/** How many requests an address may send: a bucket that refills evenly. */
export interface RateLimit {
  /** Separates buckets of different routes. */
  readonly name: string;
  readonly requestsPerMinute: () => number;
}

interface Bucket {
  tokens: number;
  refilledAtMs: number;
}

const bucketsMax = 50_000;

/**
 * Token buckets in the memory of this process, keyed by limit and address.
 * The oldest bucket goes when there are too many, which can only be kind to its owner.
 */
export class MemoryRateLimiter {
  private readonly buckets = new Map<string, Bucket>();
  private readonly nowMs: () => number;
  constructor(nowMs: () => number) {
    this.nowMs = nowMs;
  }

  /** Takes one token, or answers how many seconds until there is one. */
  take(
    limit: RateLimit,
    key: string,
  ): { readonly allowed: true } | { readonly allowed: false; readonly retryAfterSeconds: number } {
    const capacity = limit.requestsPerMinute();
    const tokensPerMs = capacity / 60_000;
    const nowMs = this.nowMs();
    const id = `${limit.name}|${key}`;
    const bucket = this.buckets.get(id) ?? { tokens: capacity, refilledAtMs: nowMs };
    bucket.tokens = Math.min(capacity, bucket.tokens + (nowMs - bucket.refilledAtMs) * tokensPerMs);
    bucket.refilledAtMs = nowMs;
    // Re-inserting keeps the map in order of last use.
    this.buckets.delete(id);
    this.buckets.set(id, bucket);
    if (this.buckets.size > bucketsMax) {
      const oldest = this.buckets.keys().next().value;
      if (oldest !== undefined) this.buckets.delete(oldest);
    }
    if (bucket.tokens < 1) {
      return { allowed: false, retryAfterSeconds: Math.ceil((1 - bucket.tokens) / tokensPerMs / 1000) };
    }
    bucket.tokens -= 1;
    return { allowed: true };
  }
}

const limiter = new MemoryRateLimiter(Date.now);

/** Counts a request against a limit. @throws AppError `limited` with the seconds to wait. */
export async function enforceRateLimit(limit: RateLimit, key: string): Promise<void> {
  const outcome = await limiter.take(limit, key);
  if (outcome.allowed) return;
  throw new AppError("limited", `Too many requests: at most ${limit.requestsPerMinute()} a minute.`, {
    retryAfterSeconds: outcome.retryAfterSeconds,
  });
}
