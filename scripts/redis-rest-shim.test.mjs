import { createHash } from "node:crypto";
import { Redis } from "@upstash/redis";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startRedisRestShim } from "./redis-rest-shim.mjs";
import { startRedisServer } from "./start-redis-server.mjs";

const token = "shim-token";

/** @type {import("./start-redis-server.mjs").RedisServer} */
let server;
/** @type {import("./redis-rest-shim.mjs").RedisRestShim} */
let shim;
/** @type {Redis} */
let redis;

beforeAll(async () => {
  server = await startRedisServer();
  shim = await startRedisRestShim({ redisUrl: server.url, token });
  redis = new Redis({ url: shim.url, token, retry: false, enableTelemetry: false });
});

afterAll(async () => {
  await shim?.close();
  await server?.stop();
});

beforeEach(async () => {
  await redis.flushall();
});

/** @param {string} path @param {RequestInit} init */
function raw(path, init = {}) {
  return fetch(`${shim.url}${path}`, {
    method: "POST",
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
}

describe("the real client through the shim", () => {
  it("keeps JSON and unicode whole", async () => {
    const value = { name: "Ünïcödé ⛏ 矿工", nested: [1, null, "OK"] };
    expect(await redis.set("json", value)).toBe("OK");
    expect(await redis.get("json")).toEqual(value);
    await redis.set("text", "OK");
    expect(await redis.get("text")).toBe("OK");
  });

  it("keeps binary bytes that are not UTF-8", async () => {
    await redis.eval("return redis.call('SET', KEYS[1], string.char(0, 255, 128))", ["bytes"], []);
    const response = await raw("/get/bytes", { method: "GET", headers: { "upstash-encoding": "base64" } });
    expect(await response.json()).toEqual({ result: Buffer.from([0, 255, 128]).toString("base64") });
  });

  it("honours NX, PX and TTL", async () => {
    expect(await redis.set("lock", "a", { nx: true, px: 60_000 })).toBe("OK");
    expect(await redis.set("lock", "b", { nx: true, px: 60_000 })).toBeNull();
    expect(await redis.pttl("lock")).toBeGreaterThan(30_000);
    expect(await redis.ttl("none")).toBe(-2);
  });

  it("answers hashes, mget with a miss, and sorted sets with scores", async () => {
    await redis.hset("hash", { a: 1, b: "two" });
    expect(await redis.hgetall("hash")).toEqual({ a: 1, b: "two" });
    expect(await redis.hmget("hash", "a", "c")).toEqual({ a: 1, c: null });
    await redis.set("present", 1);
    expect(await redis.mget("present", "absent")).toEqual([1, null]);
    await redis.zadd("set", { score: 1.5, member: "x" }, { score: 2, member: "y" });
    expect(await redis.zrange("set", 0, -1, { withScores: true })).toEqual(["x", 1.5, "y", 2]);
  });

  it("runs pipelines and transactions", async () => {
    const pipeline = redis.pipeline().set("n", 1).incrby("n", 4).get("n");
    expect(await pipeline.exec()).toEqual(["OK", 5, 5]);
    const transaction = redis.multi().incr("n").hset("h", { f: 1 }).hgetall("h");
    expect(await transaction.exec()).toEqual([6, 1, { f: 1 }]);
  });

  it("runs scripts, with Upstash's first line too, and by their sha", async () => {
    const script = `#!lua flags=allow-key-locking\nreturn redis.call("INCRBY", KEYS[1], ARGV[1])`;
    const sha = createHash("sha1").update(script).digest("hex");
    await expect(redis.evalsha(sha, ["n"], ["2"])).rejects.toThrow("NOSCRIPT");
    expect(await redis.eval(script, ["n"], ["2"])).toBe(2);
    expect(await redis.evalsha(sha, ["n"], ["2"])).toBe(4);
    expect(await redis.multi().evalsha(sha, ["n"], ["2"]).exec()).toEqual([6]);
  });

  it("reports a command's error inside a pipeline without failing the others", async () => {
    await redis.set("text", "x");
    const response = await raw("/pipeline", {
      body: JSON.stringify([
        ["INCR", "text"],
        ["GET", "text"],
      ]),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual([
      { error: expect.stringMatching(/^ERR value is not/) },
      { result: "x" },
    ]);
    await expect(redis.incr("text")).rejects.toThrow("ERR value is not an integer");
  });

  it("keeps its word under 100 parallel gets", async () => {
    await redis.mset(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`k${index}`, index])));
    const values = await Promise.all(Array.from({ length: 100 }, (_, index) => redis.get(`k${index}`)));
    expect(values).toEqual(Array.from({ length: 100 }, (_, index) => index));
  });
});

describe("the shim's door", () => {
  it.each(["/", "/pipeline", "/multi-exec", "/get/x", "/nowhere"])(
    "refuses %s without the token",
    async (path) => {
      for (const authorization of ["", "Bearer wrong", `Basic ${token}`]) {
        const response = await raw(path, { body: '[["SET","x","1"]]', headers: { authorization } });
        expect(response.status).toBe(401);
        expect(await response.json()).toEqual({ error: "Unauthorized" });
      }
      expect(await redis.get("x")).toBeNull();
    },
  );

  it("tells the client of a wrong token", async () => {
    const stranger = new Redis({ url: shim.url, token: "wrong", retry: false, enableTelemetry: false });
    await expect(stranger.get("x")).rejects.toThrow("Unauthorized");
  });

  it.each([
    ["bad JSON", "{", 400],
    ["no command", "[]", 400],
    ["11 MB", JSON.stringify(["SET", "big", "x".repeat(11 * 1024 * 1024)]), 413],
  ])("refuses %s", async (_, body, status) => {
    expect((await raw("/", { body })).status).toBe(status);
  });

  it("takes single commands as a body and as a path", async () => {
    expect(await (await raw("/", { body: '["SET","k",{"a":1}]' })).json()).toEqual({ result: "OK" });
    expect(await (await raw("/get/k", { method: "GET" })).json()).toEqual({ result: '{"a":1}' });
    expect((await raw("/get/k", { method: "DELETE" })).status).toBe(405);
  });

  it("fails at once when Redis is dead, and works again when it is back", async () => {
    const { port } = server;
    await server.stop();
    // A request that waited for Redis to come back would run into the time that the test is given.
    await expect(redis.get("x")).rejects.toThrow("ERR");
    server = await startRedisServer({ port });
    await expect.poll(() => redis.get("x").catch(() => "failed"), { timeout: 15_000 }).toBeNull();
  });
});
