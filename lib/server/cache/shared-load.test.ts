import { describe, expect, it, vi } from "vitest";
import { createManualClock } from "@/lib/server/outbound/testing/manual-clock";
import type { CacheEntry } from "./cache-entry";
import { type RedisTier, RedisUnavailableError } from "./redis-tier";
import { loadShared } from "./shared-load";

const clock = createManualClock();

function entryOf(value: string): CacheEntry {
  const storedAt = clock.now();
  return { value, storedAt, expiresAt: storedAt + 60_000, staleUntil: storedAt + 120_000 };
}

/** A Redis in which nothing is stored and nobody holds the lock, but for the changes. */
function redisWith(changes: Partial<RedisTier>): RedisTier {
  return {
    counters: { errors: 0, configurationErrors: 0 },
    get: () => Promise.resolve(null),
    getWithLock: () => Promise.resolve({ text: null, isLocked: true }),
    set: () => Promise.resolve(),
    lock: () => Promise.resolve(true),
    unlock: () => Promise.resolve(),
    ...changes,
  };
}

async function load(changes: Partial<RedisTier>) {
  const fromSource = vi.fn(() => Promise.resolve(entryOf("own")));
  const redis = redisWith(changes);
  const entry = await loadShared({ redis, clock, valueKey: "value", lockKey: "lock", fromSource });
  return { value: entry.value, calls: fromSource.mock.calls.length };
}

const unavailable = () => Promise.reject(new RedisUnavailableError("down"));

describe("loadShared", () => {
  it("takes what the lock's last holder stored in the meantime, and gives the lock back", async () => {
    const unlock = vi.fn(() => Promise.resolve());
    const get = () => Promise.resolve(JSON.stringify(entryOf("theirs")));
    expect(await load({ get, unlock })).toEqual({ value: "theirs", calls: 0 });
    expect(unlock).toHaveBeenCalledTimes(1);
  });

  it("keeps what it found even if the lock cannot be given back", async () => {
    const get = () => Promise.resolve(JSON.stringify(entryOf("theirs")));
    expect(await load({ get, unlock: unavailable })).toEqual({ value: "theirs", calls: 0 });
  });

  it("asks the source after 3.5 s when the holder of the lock never stores", async () => {
    const startedMs = clock.now();
    expect(await load({ lock: () => Promise.resolve(false) })).toEqual({ value: "own", calls: 1 });
    expect(clock.now() - startedMs).toBe(3500);
  });

  it.each([
    ["at the lock", { lock: unavailable }],
    ["after the lock", { get: unavailable }],
    ["while waiting", { lock: () => Promise.resolve(false), getWithLock: unavailable }],
    ["when storing", { set: unavailable, unlock: unavailable }],
  ])("asks the source once when Redis fails %s", async (_, changes) => {
    expect(await load(changes)).toEqual({ value: "own", calls: 1 });
  });

  it("gives the lock back when the source fails", async () => {
    const unlock = vi.fn(() => Promise.resolve());
    const fromSource = () => Promise.reject(new Error("dead"));
    const redis = redisWith({ unlock });
    await expect(
      loadShared({ redis, clock, valueKey: "value", lockKey: "lock", fromSource }),
    ).rejects.toThrow("dead");
    expect(unlock).toHaveBeenCalledTimes(1);
  });
});
