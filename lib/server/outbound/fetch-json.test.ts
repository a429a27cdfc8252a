import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { CallBudget } from "./call-budget";
import { createOutboundClient } from "./fetch-json";
import { createManualClock } from "./testing/manual-clock";
import { openBudget } from "./testing/open-budget";
import { UpstreamError } from "./upstream-error";

const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(listener: RequestListener): Promise<{ url: string; hits: () => number }> {
  let hits = 0;
  const server = createServer((request, response) => {
    hits += 1;
    listener(request, response);
  });
  servers.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `http://127.0.0.1:${address.port}/secret-path?apikey=hidden`, hits: () => hits };
}

function setup(options: { budget?: CallBudget; timeoutMs?: number; bytesMax?: number } = {}) {
  const clock = createManualClock();
  const client = createOutboundClient({ budget: openBudget, clock, random: () => 0.5, ...options });
  const ask = (url: string, extra: { method?: "GET" | "POST"; body?: unknown } = {}) =>
    client.fetchJson({ provider: "test", url, schema: z.object({ price: z.number() }), ...extra });
  return { clock, client, ask };
}

async function failure(promise: Promise<unknown>): Promise<UpstreamError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof UpstreamError) return error;
  throw new Error(`expected an UpstreamError, got ${String(error)}`);
}

describe("fetchJson", () => {
  it("answers what the schema reads and counts the call", async () => {
    const { url } = await serve((_, response) =>
      response.setHeader("x-ratelimit-remaining", "29").end('{"price":5}'),
    );
    const { ask, client } = setup();
    expect(await ask(url)).toEqual({ price: 5 });
    expect(client.stats().test).toMatchObject({
      calls: 1,
      successes: 1,
      rateHeaders: { "x-ratelimit-remaining": "29" },
      circuit: "closed",
    });
  });

  it("gives up after the time allowed when nothing comes, and says so", async () => {
    const { url } = await serve(() => {});
    const error = await failure(setup({ timeoutMs: 80 }).ask(url));
    expect(error).toMatchObject({ kind: "timeout", retryable: true });
  });

  it("counts a body that drips for ever into the time allowed", async () => {
    const { url, hits } = await serve((_, response) => {
      const timer = setInterval(() => response.write(" "), 5);
      response.on("close", () => clearInterval(timer));
    });
    const startedMs = performance.now();
    const error = await failure(setup({ timeoutMs: 150 }).ask(url));
    expect(error.kind).toBe("timeout");
    // Without the limit it would never end.
    expect(performance.now() - startedMs).toBeLessThan(15_000);
    expect(hits()).toBe(1);
  });

  it("waits 3 s and no longer by default", async () => {
    const { url } = await serve(() => {});
    const limits = vi.spyOn(AbortSignal, "timeout");
    const startedMs = performance.now();
    const error = await failure(setup({}).ask(url));
    expect(error.kind).toBe("timeout");
    expect(error.message).toContain("within 3000 ms");
    expect(limits.mock.calls).toEqual([[3000]]);
    limits.mockRestore();
    expect(performance.now() - startedMs).toBeGreaterThan(2900);
  });

  it.each([
    ["announced", true],
    ["streamed", false],
  ])("refuses a body over 1 MB that is %s", async (_, announced) => {
    const { url } = await serve((_request, response) => {
      if (announced) response.setHeader("content-length", String(50 * 1024 * 1024));
      const pump = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, "x"))) {}
      };
      response.on("drain", pump);
      pump();
    });
    expect(await failure(setup().ask(url))).toMatchObject({ kind: "too_large", retryable: false });
  });

  it("retries a GET once after a jittered pause", async () => {
    const { url, hits } = await serve((_, response) => {
      if (hits() === 1) response.writeHead(500).end("oops");
      else response.end('{"price":7}');
    });
    const { ask, clock, client } = setup();
    expect(await ask(url)).toEqual({ price: 7 });
    expect(hits()).toBe(2);
    expect(clock.sleeps).toEqual([200]);
    expect(client.stats().test).toMatchObject({ calls: 2, retries: 1, successes: 1, failures: {} });
  });

  it("retries no more than once", async () => {
    const { url, hits } = await serve((_, response) => response.writeHead(503).end());
    expect(await failure(setup().ask(url))).toMatchObject({ kind: "status", status: 503, retryable: true });
    expect(hits()).toBe(2);
  });

  it("never repeats a POST", async () => {
    const { url, hits } = await serve((_, response) => response.writeHead(500).end());
    await failure(setup().ask(url, { method: "POST", body: {} }));
    expect(hits()).toBe(1);
  });

  it.each([400, 403, 404, 451])("takes status %i as final", async (status) => {
    const { url, hits } = await serve((_, response) => response.writeHead(status).end("{}"));
    expect(await failure(setup().ask(url))).toMatchObject({ kind: "status", status, retryable: false });
    expect(hits()).toBe(1);
  });

  it("does not follow a redirect", async () => {
    const target = await serve((_, response) => response.end('{"price":1}'));
    const { url } = await serve((_, response) => response.writeHead(302, { location: target.url }).end());
    expect(await failure(setup().ask(url))).toMatchObject({ kind: "status", status: 302 });
    expect(target.hits()).toBe(0);
  });

  it.each([429, 418])("leaves the provider alone as long as a %i with Retry-After says", async (status) => {
    const { url, hits } = await serve((_, response) => {
      if (hits() === 1) response.writeHead(status, { "retry-after": "90" }).end("{}");
      else response.end('{"price":7}');
    });
    const { ask, clock } = setup();
    expect(await failure(ask(url))).toMatchObject({
      kind: "status",
      status,
      retryAtMs: clock.now() + 90_000,
    });
    clock.advance(89_999);
    expect(await failure(ask(url))).toMatchObject({ kind: "circuit_open", retryAtMs: clock.now() + 1 });
    expect(hits()).toBe(1);
    clock.advance(1);
    expect(await ask(url)).toEqual({ price: 7 });
  });

  it("leaves the provider alone for a minute after a 429 without Retry-After", async () => {
    const { url } = await serve((_, response) => response.writeHead(429).end());
    const { ask, clock } = setup();
    expect((await failure(ask(url))).retryAtMs).toBe(clock.now() + 60_000);
  });

  it("opens the circuit after three failed questions, and closes it by one probe", async () => {
    let isWell = false;
    const { url, hits } = await serve((_, response) =>
      response.writeHead(isWell ? 200 : 404).end('{"price":1}'),
    );
    const { ask, clock, client } = setup();
    for (let time = 0; time < 3; time += 1) expect((await failure(ask(url))).kind).toBe("status");
    expect((await failure(ask(url))).kind).toBe("circuit_open");
    expect(hits()).toBe(3);
    expect(client.stats().test).toMatchObject({ failures: { status: 3, circuit_open: 1 }, circuit: "open" });
    isWell = true;
    clock.advance(30_000);
    expect(await ask(url)).toEqual({ price: 1 });
    expect(client.stats().test?.circuit).toBe("closed");
  });

  it("says what is wrong with an answer without quoting it or the address", async () => {
    const { url } = await serve((_, response) => response.end('{"price":"leaked-text"}'));
    const error = await failure(setup().ask(url));
    expect(error).toMatchObject({ kind: "invalid_shape", retryable: false });
    expect(error.message).toBe("test: invalid_shape: price: invalid_type");
  });

  it.each(['{"price":', "<html>", "", '{"price":NaN}'])("calls %j not JSON", async (text) => {
    const { url, hits } = await serve((_, response) => response.end(text));
    const error = await failure(setup().ask(url));
    expect(error).toMatchObject({ kind: "invalid_json", retryable: true });
    expect(hits()).toBe(2);
  });

  it("reports a refused connection without the address", async () => {
    const { url } = await serve(() => {});
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    const error = await failure(setup().ask(url));
    expect(error).toMatchObject({ kind: "network", code: "ECONNREFUSED", retryable: true });
    expect(error.message).not.toContain("hidden");
  });

  it("makes no call beyond the budget, and does not blame the provider for it", async () => {
    const { url, hits } = await serve((_, response) => response.end('{"price":1}'));
    let left = 2;
    const budget: CallBudget = {
      take: () => {
        left -= 1;
        return Promise.resolve(left >= 0);
      },
    };
    const { ask, client } = setup({ budget });
    await ask(url);
    await ask(url);
    for (let time = 0; time < 5; time += 1) expect((await failure(ask(url))).kind).toBe("budget_exhausted");
    expect(hits()).toBe(2);
    expect(client.stats().test?.circuit).toBe("closed");
  });

  it("takes a retry from the budget too", async () => {
    const { url } = await serve((_, response) => response.writeHead(500).end());
    let taken = 0;
    const budget: CallBudget = {
      take: () => {
        taken += 1;
        return Promise.resolve(true);
      },
    };
    await failure(setup({ budget }).ask(url));
    expect(taken).toBe(2);
  });
});
