import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createManualClock } from "@/lib/server/outbound/testing/manual-clock";
import { createCache } from "./create-cache";

function setup({ random = () => 0, maxEntries = 100 }: { random?: () => number; maxEntries?: number } = {}) {
  const clock = createManualClock();
  const log = { warn: vi.fn() };
  return { clock, log, cache: createCache({ clock, log, random, maxEntries }) };
}

/** A source that counts its calls and answers their number. */
function countingSource() {
  const load = vi.fn(() => Promise.resolve(load.mock.calls.length));
  return load;
}

/** Lets promises that are ready run. */
async function settle() {
  await new Promise((resolve) => setImmediate(resolve));
}

const times = { ttlMs: 1000, staleMs: 9000 };

describe("cache in memory", () => {
  it("loads once for 1,000 concurrent callers", async () => {
    const { cache } = setup();
    const load = vi.fn(async () => {
      await settle();
      return { priceUsd: 85_280 };
    });
    const answers = await Promise.all(
      Array.from({ length: 1000 }, () => cache.get("price", { ...times, load })),
    );
    expect(load).toHaveBeenCalledTimes(1);
    expect(new Set(answers.map((answer) => answer.value))).toHaveLength(1);
    expect(cache.stats()).toMatchObject({ loads: 1, coalesced: 999, misses: 1000, hits: 0, hitRatio: 0 });
  });

  it("answers from memory until the TTL ends, and says when the value was loaded", async () => {
    const { cache, clock } = setup();
    const load = countingSource();
    const storedAt = clock.now();
    await cache.get("key", { ...times, load });
    clock.advance(999);
    expect(await cache.get("key", { ...times, load })).toEqual({ value: 1, storedAt, stale: false });
    expect(load).toHaveBeenCalledTimes(1);
    expect(cache.stats()).toMatchObject({ hits: 1, misses: 1, hitRatio: 0.5 });
  });

  it("serves the old value past the TTL at once, and refreshes it behind", async () => {
    const { cache, clock } = setup();
    const load = countingSource();
    await cache.get("key", { ...times, load });
    clock.advance(1000);
    expect(await cache.get("key", { ...times, load })).toMatchObject({ value: 1, stale: true });
    await settle();
    expect(await cache.get("key", { ...times, load })).toMatchObject({ value: 2, stale: false });
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("refreshes once for many callers past the TTL", async () => {
    const { cache, clock } = setup();
    const load = countingSource();
    await cache.get("key", { ...times, load });
    clock.advance(1000);
    await Promise.all(Array.from({ length: 500 }, () => cache.get("key", { ...times, load })));
    await settle();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("waits for a load once the stale time is over", async () => {
    const { cache, clock } = setup();
    const load = countingSource();
    await cache.get("key", { ...times, load });
    clock.advance(10_000);
    expect(await cache.get("key", { ...times, load })).toMatchObject({ value: 2, stale: false });
  });

  it("serves the stale value while the source is dead, and asks it at the pace of the backoff", async () => {
    const { cache, clock, log } = setup();
    await cache.get("key", { ttlMs: 1000, staleMs: 3_600_000, load: () => Promise.resolve("old") });
    const load = vi.fn(() => Promise.reject(new Error("dead")));
    clock.advance(1000);
    for (let second = 0; second < 300; second += 1) {
      expect(await cache.get("key", { ttlMs: 1000, staleMs: 3_600_000, load })).toMatchObject({
        value: "old",
        stale: true,
      });
      await settle();
      clock.advance(1000);
    }
    // Asked after 0, 1, 3, 7, 15, 31, 63 s and then once a minute.
    expect(load).toHaveBeenCalledTimes(10);
    expect(log.warn).toHaveBeenCalledTimes(10);
    expect(cache.stats()).toMatchObject({ loadErrors: 10, stale: 300 });
  });

  it("throws the source's error when there is nothing to serve, again without asking while it backs off", async () => {
    const { cache, clock } = setup();
    const load = vi.fn(() => Promise.reject(new Error("dead")));
    await expect(cache.get("key", { ...times, load })).rejects.toThrow("dead");
    await expect(cache.get("key", { ...times, load })).rejects.toThrow("dead");
    expect(load).toHaveBeenCalledTimes(1);
    clock.advance(1000);
    expect((await cache.get("key", { ...times, load: () => Promise.resolve("well") })).value).toBe("well");
  });

  it("keeps keys apart", async () => {
    const { cache } = setup();
    await cache.get("a", { ...times, load: () => Promise.resolve(1) });
    expect((await cache.get("b", { ...times, load: () => Promise.resolve(2) })).value).toBe(2);
  });

  it("keeps at most the number of entries allowed", async () => {
    const { cache } = setup({ maxEntries: 3 });
    for (let index = 0; index < 10; index += 1) {
      await cache.get(`key-${index}`, { ...times, load: () => Promise.resolve(index) });
    }
    expect(cache.stats()).toMatchObject({ entries: 3, evictions: 7 });
  });

  it("takes between nothing and a tenth off the TTL", async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.999_999, noNaN: true }), async (random) => {
        const { cache, clock } = setup({ random: () => random });
        const load = countingSource();
        await cache.get("key", { ...times, load });
        clock.advance(899);
        expect((await cache.get("key", { ...times, load })).stale).toBe(false);
        clock.advance(101);
        expect((await cache.get("key", { ...times, load })).stale).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it("refuses a value that would not survive Redis", async () => {
    const { cache } = setup();
    const load = () => Promise.resolve({ at: new Date(0) });
    await expect(cache.get("key", { ...times, load })).rejects.toThrow(
      "value.at must be plain JSON, got Date",
    );
  });

  it("warms what it can and counts the rest", async () => {
    const { cache, log } = setup();
    const result = await cache.warm([
      { key: "a", ...times, load: () => Promise.resolve(1) },
      { key: "b", ...times, load: () => Promise.reject(new Error("dead")) },
    ]);
    expect(result).toEqual({ warmed: 1, failed: 1 });
    expect(log.warn).toHaveBeenCalledTimes(1);
    const load = vi.fn(() => Promise.resolve(2));
    expect((await cache.get("a", { ...times, load })).value).toBe(1);
    expect(load).not.toHaveBeenCalled();
  });
});
