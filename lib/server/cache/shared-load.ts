import { randomUUID } from "node:crypto";
import type { Clock } from "@/lib/server/outbound/clock";
import { type CacheEntry, parseCacheEntry } from "./cache-entry";
import { type RedisTier, RedisUnavailableError } from "./redis-tier";

interface SharedLoadOptions {
  readonly redis: RedisTier;
  readonly clock: Clock;
  readonly valueKey: string;
  readonly lockKey: string;
  /** Asks the source. */
  readonly fromSource: () => Promise<CacheEntry>;
}

type Turn =
  /** We hold the lock. */
  | { readonly kind: "locked"; readonly token: string }
  /** Another process has just loaded it. */
  | { readonly kind: "loaded"; readonly entry: CacheEntry }
  /** Redis is of no help, or the other process takes too long. */
  | { readonly kind: "alone" };

/** Longer than an outside call may take (3 s), so that a living loader keeps its lock. */
const lockMs = 10_000;
/** How long another process's load is awaited before the source is asked after all. */
const waitMsMax = 3500;
const pollMs = 50;

/**
 * A fresh entry, loaded by one process at a time: whoever takes the Redis lock asks the source, the others poll
 * for what it stores. After 3.5 s, or as soon as Redis fails, the source is asked without the lock.
 *
 * @throws whatever `fromSource` throws; never because of Redis.
 */
export async function loadShared(options: SharedLoadOptions): Promise<CacheEntry> {
  const turn = await takeTurn(options).catch(aloneWithoutRedis);
  if (turn.kind === "loaded") return turn.entry;
  let entry: CacheEntry | null = null;
  try {
    entry = await options.fromSource();
    return entry;
  } finally {
    // Not awaited: whoever waits for the value need not wait until Redis has it.
    void handOver(options, turn, entry);
  }
}

function aloneWithoutRedis(error: unknown): Turn {
  if (error instanceof RedisUnavailableError) return { kind: "alone" };
  throw error;
}

async function takeTurn({ redis, clock, valueKey, lockKey }: SharedLoadOptions): Promise<Turn> {
  const token = randomUUID();
  const deadlineMs = clock.now() + waitMsMax;
  const fresh = (text: string | null) => {
    const entry = text === null ? null : parseCacheEntry(text);
    return entry !== null && clock.now() < entry.expiresAt ? entry : null;
  };
  while (clock.now() < deadlineMs) {
    if (await redis.lock(lockKey, token, lockMs)) {
      // Its last holder may have stored the value after we looked for it.
      const entry = fresh(await redis.get(valueKey));
      if (entry === null) return { kind: "locked", token };
      void giveBack(redis, lockKey, token);
      return { kind: "loaded", entry };
    }
    let isLocked = true;
    while (isLocked && clock.now() < deadlineMs) {
      await clock.sleep(pollMs);
      const seen = await redis.getWithLock(valueKey, lockKey);
      const entry = fresh(seen.text);
      if (entry !== null) return { kind: "loaded", entry };
      isLocked = seen.isLocked;
    }
  }
  return { kind: "alone" };
}

/** Stores what was loaded for the other processes, then gives the lock back. */
async function handOver(options: SharedLoadOptions, turn: Turn, entry: CacheEntry | null): Promise<void> {
  const { redis, clock, valueKey, lockKey } = options;
  if (entry !== null) {
    await redis
      .set(valueKey, JSON.stringify(entry), entry.staleUntil - clock.now())
      .catch(ignoreUnavailableRedis);
  }
  if (turn.kind === "locked") await giveBack(redis, lockKey, turn.token);
}

function giveBack(redis: RedisTier, lockKey: string, token: string): Promise<void> {
  return redis.unlock(lockKey, token).catch(ignoreUnavailableRedis);
}

/** The tier has counted and logged it; a lock that stays behind ends by itself. */
function ignoreUnavailableRedis(error: unknown): void {
  if (!(error instanceof RedisUnavailableError)) throw error;
}
