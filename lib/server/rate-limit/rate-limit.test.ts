import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { rateLimitKey } from "@/lib/server/rate-limit";
import { userViewer, visitor } from "@/lib/server/testing/viewers";
import { startRedisRestShim } from "@/scripts/redis-rest-shim.mjs";
import { startRedisServer } from "@/scripts/start-redis-server.mjs";
import { firstAnswering } from "./first-answering";
import { LeasedLimiter, leaseSize } from "./leased-limiter";
import { createMemoryStore } from "./memory-store";
import { createPostgresStore } from "./postgres-store";
import { createRedisStore } from "./redis-store";
import type { TokenStore } from "./token-store";

const token = "limit-token";
let test: TestDatabase;
let server: Awaited<ReturnType<typeof startRedisServer>>;
let shim: Awaited<ReturnType<typeof startRedisRestShim>>;
/** For tests that must not take a busy machine for a store in trouble. */
const patientMs = 5000;
const postgresStore = (nowMs: () => number) =>
  createPostgresStore({ db: () => test.db, nowMs, timeoutMs: patientMs });
let keys = 0;
let key = "";

beforeAll(async () => {
  test = await createTestDatabase();
  server = await startRedisServer();
  shim = await startRedisRestShim({ redisUrl: server.url, token });
});
beforeEach(() => {
  keys += 1;
  key = `key-${keys}`;
});
afterAll(async () => {
  await shim.close();
  await server.stop();
  await test.close();
});

const stores: Record<string, (nowMs?: () => number) => TokenStore> = {
  memory: (nowMs = Date.now) => createMemoryStore(nowMs),
  PostgreSQL: (nowMs = Date.now) => postgresStore(nowMs),
  Redis: (nowMs = Date.now) => createRedisStore({ url: shim.url, token, nowMs, timeoutMs: patientMs }),
};

async function passed(limiters: readonly LeasedLimiter[], capacity: number, requests: number) {
  const outcomes = await Promise.all(
    Array.from({ length: requests }, (_, at) => limiters[at % limiters.length]?.request(key, { capacity })),
  );
  return outcomes.filter((outcome) => outcome?.allowed === true).length;
}

describe.each(Object.keys(stores))("buckets in %s", (name) => {
  const store = () => stores[name]?.() ?? createMemoryStore(Date.now);

  it("are full at first, give what they have and then say how long to wait", async () => {
    const shape = { capacity: 10 };
    const first = store();
    expect(await first.take(key, 7, shape)).toEqual({ granted: 7, waitMs: 0 });
    // Another process; in memory each has a bucket of its own.
    const other = name === "memory" ? first : store();
    let granted = 0;
    let last = { granted: 1, waitMs: 0 };
    for (let time = 0; time < 10 && last.granted > 0; time += 1) {
      last = await other.take(key, 1, shape);
      granted += last.granted;
    }
    expect(granted).toBe(3);
    expect(last.waitMs).toBeGreaterThan(0);
    expect(last.waitMs).toBeLessThanOrEqual(6000);
  });

  it("are kept apart by key", async () => {
    const kept = store();
    await kept.take(key, 10, { capacity: 10 });
    expect((await kept.take(`${key}-other`, 10, { capacity: 10 })).granted).toBe(10);
  });
});

describe("a bucket in PostgreSQL", () => {
  it("refills evenly by the database's clock", async () => {
    const store = postgresStore(Date.now);
    await store.take(key, 60, { capacity: 60 });
    await test.sql`update rate_limit_buckets set refilled_at = refilled_at - interval '10 seconds' where key = ${key}`;
    const { granted } = await store.take(key, 60, { capacity: 60 });
    expect(granted).toBeGreaterThanOrEqual(10);
    expect(granted).toBeLessThan(15);
  });

  it("gives no token twice to fifty that ask at once", async () => {
    const store = postgresStore(Date.now);
    const grants = await Promise.all(Array.from({ length: 50 }, () => store.take(key, 3, { capacity: 40 })));
    const total = grants.reduce((sum, { granted }) => sum + granted, 0);
    expect(total).toBeGreaterThanOrEqual(40);
    // What came back while they asked.
    expect(total).toBeLessThan(45);
  });

  it("goes once it is full again, and with it the address", async () => {
    let nowMs = 0;
    const store = postgresStore(() => nowMs);
    await store.take(key, 1, { capacity: 5 });
    await test.sql`update rate_limit_buckets set refilled_at = now() - interval '3 minutes' where key = ${key}`;
    nowMs = 60_000;
    await store.take(`${key}-other`, 1, { capacity: 5 });
    expect(await test.sql`select from rate_limit_buckets where key = ${key}`).toHaveLength(0);
  });
});

describe("leases", () => {
  it("are a tenth of the bucket, and small buckets are asked for every request", () => {
    expect([600, 60, 19, 5, 1].map((capacity) => leaseSize({ capacity }))).toEqual([60, 6, 1, 1, 1]);
  });

  it.each(["PostgreSQL", "Redis"])(
    "of two processes let no more pass than the bucket in %s holds and gets back",
    async (name) => {
      const processes = [0, 1].map(
        () => new LeasedLimiter(stores[name]?.() ?? createMemoryStore(Date.now), Date.now),
      );
      const startedMs = Date.now();
      const count = await passed(processes, 100, 400);
      const refilled = Math.ceil(((Date.now() - startedMs) / 60_000) * 100);
      expect(count).toBeGreaterThanOrEqual(100);
      expect(count).toBeLessThanOrEqual(100 + refilled);
    },
  );

  it("outstanding when the bucket is full again are all that can pass beyond it", async () => {
    let nowMs = 0;
    const bucket = createMemoryStore(() => nowMs);
    const processes = [0, 1, 2].map(() => new LeasedLimiter(bucket, () => nowMs));
    // Each leases ten and uses one; then the bucket fills up within the life of the leases.
    for (const limiter of processes) await limiter.request(key, { capacity: 100 });
    nowMs = 59_000;
    const outstanding = 3 * (leaseSize({ capacity: 100 }) - 1);
    expect(await passed(processes, 100, 900)).toBe(100 + outstanding);
  });

  it("lapse after a minute", async () => {
    let nowMs = 0;
    const bucket = createMemoryStore(() => nowMs);
    const processes = [0, 1, 2].map(() => new LeasedLimiter(bucket, () => nowMs));
    for (const limiter of processes) await limiter.request(key, { capacity: 100 });
    nowMs = 60_000;
    expect(await passed(processes, 100, 900)).toBe(100);
  });

  it("spare the store: one question in sixty requests, none for those refused", async () => {
    const store = createMemoryStore(() => 0);
    const take = vi.spyOn(store, "take");
    const limiter = new LeasedLimiter(store, () => 0);
    expect(await passed([limiter], 600, 5000)).toBe(600);
    // Ten leases, and the answer that the bucket is empty.
    expect(take).toHaveBeenCalledTimes(11);
    expect(await limiter.request(key, { capacity: 600 })).toEqual({ allowed: false, retryAfterSeconds: 1 });
    expect(take).toHaveBeenCalledTimes(11);
  });

  it("say in how many seconds to come back, and let pass then", async () => {
    let nowMs = 0;
    const limiter = new LeasedLimiter(
      createMemoryStore(() => nowMs),
      () => nowMs,
    );
    await passed([limiter], 10, 10);
    expect(await limiter.request(key, { capacity: 10 })).toEqual({ allowed: false, retryAfterSeconds: 6 });
    nowMs = 5999;
    expect((await limiter.request(key, { capacity: 10 })).allowed).toBe(false);
    nowMs = 6000;
    expect((await limiter.request(key, { capacity: 10 })).allowed).toBe(true);
  });
});

describe("a store in trouble", () => {
  const shape = { capacity: 10 };
  const dead: TokenStore = { name: "Dead", take: () => Promise.reject(new Error("down")) };

  it("is followed by the next, the log says so, and after three failures it is left alone for ten seconds", async () => {
    let nowMs = 0;
    const warn = vi.fn();
    const take = vi.spyOn(dead, "take");
    const store = firstAnswering(
      [dead],
      createMemoryStore(() => nowMs),
      { nowMs: () => nowMs, log: { warn } },
    );
    for (let time = 0; time < 6; time += 1) expect((await store.take(key, 1, shape)).granted).toBe(1);
    expect(take).toHaveBeenCalledTimes(3);
    expect(warn.mock.calls[0]?.[1]).toBe("rate limits: Dead does not answer, memory counts instead");
    nowMs = 10_000;
    await store.take(key, 1, shape);
    expect(take).toHaveBeenCalledTimes(4);
  });

  it("that is a frozen Redis is no yes: PostgreSQL is asked", async () => {
    const redis = createRedisStore({ url: shim.url, token, nowMs: Date.now, timeoutMs: 150 });
    const postgres = postgresStore(Date.now);
    const warn = vi.fn();
    const last = createMemoryStore(Date.now);
    const store = firstAnswering([redis, postgres], last, { nowMs: Date.now, log: { warn } });
    const lastTake = vi.spyOn(last, "take");
    server.signal("SIGSTOP");
    try {
      let granted = 0;
      for (let time = 0; time < 15; time += 1) granted += (await store.take(key, 1, shape)).granted;
      expect(granted).toBeGreaterThanOrEqual(10);
      expect(granted).toBeLessThan(13);
    } finally {
      server.signal("SIGCONT");
    }
    expect(warn.mock.calls[0]?.[1]).toContain("Redis does not answer, PostgreSQL counts instead");
    expect(lastTake).not.toHaveBeenCalled();
  });
});

describe("who a request counts for", () => {
  const person = userViewer({ userId: "u-1", orgId: null, role: "guest" });
  const limit = { name: "t", requestsPerMinute: () => 1 };

  it("is its network by default, the account where the limit says so, and an IPv6 customer is one", () => {
    expect(rateLimitKey(limit, person)).toBe("192.0.2.1");
    expect(rateLimitKey({ ...limit, by: "account" }, person)).toBe("u-1");
    expect(rateLimitKey({ ...limit, by: "account" }, visitor)).toBe("192.0.2.1");
    const from = (address: string) =>
      rateLimitKey(limit, { ...visitor, request: { ...person.request, address } });
    expect(from("2001:db8:1:2:3::1")).toBe(from("2001:db8:1:2:ffff::9"));
  });
});
