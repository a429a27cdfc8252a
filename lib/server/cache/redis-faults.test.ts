import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "@/lib/server/outbound/clock";
import { startRedisRestShim } from "@/scripts/redis-rest-shim.mjs";
import { startRedisServer } from "@/scripts/start-redis-server.mjs";
import { createCache } from "./create-cache";
import { createRedisTier } from "./redis-tier";

const token = "cache-token";
const times = { ttlMs: 60_000, staleMs: 60_000 };

let server: Awaited<ReturnType<typeof startRedisServer>>;
let shim: Awaited<ReturnType<typeof startRedisRestShim>>;

beforeEach(async () => {
  server = await startRedisServer();
  shim = await startRedisRestShim({ redisUrl: server.url, token });
});

afterEach(async () => {
  await shim.close();
  await server.stop();
});

/** One process: its own memory, its own connection to the shared Redis. */
function startProcess({ withToken = token, clock = systemClock, timeoutMs = 150 } = {}) {
  const log = { warn: vi.fn(), error: vi.fn() };
  const redis = createRedisTier({ url: shim.url, token: withToken, clock, log, timeoutMs });
  return { cache: createCache({ redis, clock, log, random: () => 0 }), redis, log };
}

/** For tests of who loads, not of how fast: a busy machine must not look like a slow Redis. */
const patient = { timeoutMs: 3000 };
const polling = { timeout: 15_000 };

/** Ten times what a get takes beside a dead Redis, and less than the client's own retries would (4.3 s). */
const boundMs = 3000;

/** A source that takes 100 ms, as a network would. */
function slowSource(value: unknown = { priceUsd: 85_280 }) {
  return vi.fn(async () => {
    await systemClock.sleep(100);
    return value;
  });
}

async function timed<Result>(work: Promise<Result>): Promise<{ result: Result; tookMs: number }> {
  const startedMs = performance.now();
  const result = await work;
  return { result, tookMs: performance.now() - startedMs };
}

function many(
  processes: readonly { cache: ReturnType<typeof createCache> }[],
  key: string,
  load: () => Promise<unknown>,
) {
  return Promise.all(
    processes.flatMap(({ cache }) => Array.from({ length: 50 }, () => cache.get(key, { ...times, load }))),
  );
}

describe("two processes and one Redis", () => {
  it("load a key once between them", async () => {
    const load = slowSource();
    const processes = [startProcess(patient), startProcess(patient)];
    const answers = await many(processes, "price", load);
    expect(load).toHaveBeenCalledTimes(1);
    expect(answers.every((answer) => !answer.stale)).toBe(true);
    expect(new Set(answers.map((answer) => JSON.stringify(answer.value)))).toHaveLength(1);
  });

  it("answer a later process from Redis, with the moment of the first load", async () => {
    const first = await startProcess(patient).cache.get("price", { ...times, load: slowSource() });
    const later = startProcess(patient);
    const load = slowSource();
    // The first process writes behind its answer.
    await expect.poll(() => startProcess(patient).redis.get("hi:v1:price"), polling).not.toBeNull();
    expect(await later.cache.get("price", { ...times, load })).toEqual(first);
    expect(load).not.toHaveBeenCalled();
    expect(later.cache.stats()).toMatchObject({ redisHits: 1, hits: 1, misses: 0 });
  });

  it("load a key once after FLUSHALL, whoever asks", async () => {
    await many([startProcess(patient), startProcess(patient)], "price", slowSource());
    const { redis } = startProcess(patient);
    await expect.poll(() => redis.get("hi:v1:price"), polling).not.toBeNull();
    await flushAll();
    const load = slowSource();
    await many([startProcess(patient), startProcess(patient)], "price", load);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it("pass the turn on when the one who loads fails", async () => {
    const failing = startProcess(patient);
    const waiting = startProcess(patient);
    let hasTurn = false;
    const first = failing.cache.get("price", {
      ...times,
      load: async () => {
        hasTurn = true;
        await systemClock.sleep(150);
        throw new Error("dead");
      },
    });
    const outcome = expect(first).rejects.toThrow("dead");
    await expect.poll(() => hasTurn, { ...polling, interval: 5 }).toBe(true);
    const load = slowSource("well");
    const { result, tookMs } = await timed(waiting.cache.get("price", { ...times, load }));
    expect(result.value).toBe("well");
    // Without the turn it would wait for 3.5 s.
    expect(tookMs).toBeLessThan(3000);
    await outcome;
  });

  it("refresh a key once between them", async () => {
    let aheadMs = 0;
    const clock = { now: () => Date.now() + aheadMs, sleep: systemClock.sleep };
    const processes = [startProcess({ ...patient, clock }), startProcess({ ...patient, clock })];
    await many(processes, "price", slowSource("old"));
    aheadMs = 61_000;
    const load = slowSource("new");
    const answers = await many(processes, "price", load);
    expect(answers.every((answer) => answer.value === "old" && answer.stale)).toBe(true);
    for (const { cache } of processes) {
      await expect
        .poll(async () => (await cache.get("price", { ...times, load })).value, polling)
        .toBe("new");
    }
    expect(load).toHaveBeenCalledTimes(1);
  });
});

describe("a Redis in trouble", () => {
  it("killed: every get answers from the source within bounds, then without trying", async () => {
    const { cache, log } = startProcess();
    await cache.get("warm", { ...times, load: slowSource("warm") });
    await server.kill();
    const tookMs = [];
    for (let index = 0; index < 20; index += 1) {
      const load = slowSource(index);
      const { result, tookMs: took } = await timed(cache.get(`key-${index}`, { ...times, load }));
      expect(result).toMatchObject({ value: index, stale: false });
      tookMs.push(took);
    }
    expect(Math.max(...tookMs)).toBeLessThan(boundMs);
    const { redisErrors } = cache.stats();
    expect(redisErrors).toBeGreaterThanOrEqual(3);
    // The breaker: not two failures for each of 20 keys.
    expect(redisErrors).toBeLessThan(8);
    expect(log.warn).toHaveBeenCalled();
    expect((await cache.get("warm", { ...times, load: slowSource() })).value).toBe("warm");
  });

  it("frozen: a get gives each question 150 ms, and after three none is asked", async () => {
    const limits = vi.spyOn(AbortSignal, "timeout");
    const { cache } = startProcess();
    await cache.get("warm", { ...times, load: slowSource() });
    server.signal("SIGSTOP");
    const [tookMs, errors]: [number[], number[]] = [[], []];
    for (let index = 0; index < 20; index += 1) {
      const { tookMs: took } = await timed(cache.get(`key-${index}`, { ...times, load: slowSource(index) }));
      tookMs.push(took);
      errors.push(cache.stats().redisErrors);
    }
    server.signal("SIGCONT");
    expect(Math.max(...tookMs)).toBeLessThan(boundMs);
    expect(new Set(limits.mock.calls.map(([ms]) => ms))).toEqual(new Set([150]));
    limits.mockRestore();
    expect(errors[0]).toBeGreaterThan(0);
    // From the fourth on nobody asks Redis any more.
    expect(new Set(errors.slice(4))).toHaveLength(1);
  });

  it("frozen and thawed: used again after the breaker's 10 s, still one load per key", async () => {
    let aheadMs = 0;
    const clock = { now: () => Date.now() + aheadMs, sleep: systemClock.sleep };
    // Short enough to fail three times in the test, long enough for a hundred gets at once on a busy machine.
    const timeoutMs = 1000;
    const processes = [startProcess({ clock, timeoutMs }), startProcess({ clock, timeoutMs })];
    server.signal("SIGSTOP");
    await Promise.all(
      processes.map(async ({ cache }) => {
        for (let index = 0; index < 5; index += 1)
          await cache.get(`key-${index}`, { ...times, load: slowSource() });
      }),
    );
    const errors = processes.map(({ cache }) => cache.stats().redisErrors);
    server.signal("SIGCONT");
    aheadMs = 10_000;
    // Wakes each breaker by one probe.
    for (const { cache } of processes) await cache.get("probe", { ...times, load: slowSource() });
    const load = slowSource();
    await many(processes, "after", load);
    expect(load).toHaveBeenCalledTimes(1);
    expect(processes.map(({ cache }) => cache.stats().redisErrors)).toEqual(errors);
  });

  it("refusing the token: get works, and the configuration is complained about once a minute", async () => {
    let aheadMs = 0;
    const clock = { now: () => Date.now() + aheadMs, sleep: systemClock.sleep };
    const { cache, log } = startProcess({ ...patient, withToken: "wrong", clock });
    for (let index = 0; index < 10; index += 1) {
      const { result, tookMs } = await timed(
        cache.get(`key-${index}`, { ...times, load: slowSource(index) }),
      );
      expect(result.value).toBe(index);
      expect(tookMs).toBeLessThan(boundMs);
    }
    expect(log.error).toHaveBeenCalledTimes(1);
    expect(log.error.mock.calls[0]?.[1]).toContain("UPSTASH_REDIS_REST_TOKEN");
    expect(cache.stats().redisConfigurationErrors).toBeGreaterThanOrEqual(3);
    aheadMs = 60_001;
    await cache.get("minute-later", { ...times, load: slowSource() });
    expect(log.error).toHaveBeenCalledTimes(2);
  });

  it("holding text that is not ours: taken for a miss", async () => {
    const { cache, redis } = startProcess(patient);
    await redis.set("hi:v1:price", "not an entry", 60_000);
    expect((await cache.get("price", { ...times, load: slowSource("right") })).value).toBe("right");
  });

  it("writes no value or token into the log", async () => {
    const { cache, log } = startProcess();
    await server.kill();
    for (let index = 0; index < 5; index += 1) {
      await cache.get(`key-${index}`, { ...times, load: slowSource("secret-value") });
    }
    expect(JSON.stringify([log.warn.mock.calls, log.error.mock.calls])).not.toMatch(
      /secret-value|cache-token/,
    );
  });
});

async function flushAll() {
  const response = await fetch(shim.url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: '["FLUSHALL"]',
  });
  expect(response.status).toBe(200);
}
