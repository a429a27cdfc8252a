import type { BucketShape, Grant, TokenStore } from "@/lib/server/rate-limit/token-store";

interface Bucket {
  readonly tokens: number;
  readonly refilledAtMs: number;
}

const bucketsMax = 50_000;

/** Buckets of this process alone. The oldest goes when there are too many, which can only be kind to its owner. */
export function createMemoryStore(nowMs: () => number): TokenStore {
  const buckets = new Map<string, Bucket>();
  const take = (key: string, wanted: number, { capacity }: BucketShape): Grant => {
    const tokensPerMs = capacity / 60_000;
    const now = nowMs();
    const { tokens, refilledAtMs } = buckets.get(key) ?? { tokens: capacity, refilledAtMs: now };
    const available = Math.min(capacity, tokens + (now - refilledAtMs) * tokensPerMs);
    const granted = Math.min(wanted, Math.floor(available));
    // Put in anew, so that the map is in order of last use.
    buckets.delete(key);
    buckets.set(key, { tokens: available - granted, refilledAtMs: now });
    if (buckets.size > bucketsMax) {
      const oldest = buckets.keys().next().value;
      if (oldest !== undefined) buckets.delete(oldest);
    }
    return { granted, waitMs: granted >= 1 ? 0 : (1 - available) / tokensPerMs };
  };
  return { name: "memory", take: (key, wanted, shape) => Promise.resolve(take(key, wanted, shape)) };
}
