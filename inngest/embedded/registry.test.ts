import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { describe, expect, it } from "vitest";
import type { EngineEvent, Handler } from "./engine-event";
import { readRegistry } from "./registry";
import { sendFetch } from "./send-fetch";
import { localSigningKey, signedRequest } from "./sign-call";

const accepted: EngineEvent[] = [];
const client = new Inngest({
  id: "test",
  isDev: false,
  eventKey: "local",
  signingKey: localSigningKey(),
  checkpointing: false,
  fetch: sendFetch((events) => {
    accepted.push(...events);
    return Promise.resolve();
  }),
  logger: { info() {}, warn() {}, error() {}, debug() {} },
});
const handlerOf = (...functions: InngestFunction.Any[]): Handler => serve({ client, functions });
const triggers = [{ event: "a" }];
const nothing = () => {};

describe("the registry", () => {
  it("knows triggers, attempts and limits", async () => {
    const fn = client.createFunction(
      {
        id: "f",
        retries: 4,
        triggers: [{ event: "a", if: "event.data.n == 1" }, { cron: "0 * * * *" }],
        concurrency: 3,
      },
      nothing,
    );
    const registry = await readRegistry(handlerOf(fn));
    expect(registry.functions.get("test-f")).toMatchObject({
      maxAttempts: 5,
      crons: ["0 * * * *"],
      concurrency: [{ limit: 3, key: null }],
    });
    expect(registry.startedBy({ name: "a", data: { n: 1 } })).toHaveLength(1);
    expect(registry.startedBy({ name: "a", data: { n: 2 } })).toEqual([]);
  });

  it.each([
    [{ throttle: { limit: 1, period: "1m" } }, "throttle is not supported"],
    [{ rateLimit: { limit: 1, period: "1m" } }, "rateLimit is not supported"],
    [{ batchEvents: { maxSize: 2, timeout: "5s" } }, "batchEvents is not supported"],
    [{ priority: { run: "1" } }, "priority is not supported"],
    [{ timeouts: { finish: "1m" } }, "timeouts is not supported"],
    [{ singleton: { mode: "cancel" } }, "singleton.mode"],
    [{ concurrency: [{ limit: 1, scope: "account" }] }, "concurrency"],
    [{ idempotency: "event.data.a + event.data.b" }, '"event.data.a + event.data.b" is not supported'],
    [{ cancelOn: [{ event: "x", if: "async.data.n > 3" }] }, '"async.data.n > 3" is not supported'],
    [{ cancelOn: [{ event: "inngest/function.failed" }] }, "an event of the engine"],
    [{ triggers: [{ event: "a/*" }] }, "no wildcards"],
    [{ triggers: [{ cron: "61 * * * *" }] }, 'minute: "61"'],
    [{ triggers: [{ event: "a", if: "size(event.data) == 1" }] }, "is not supported"],
    [{ retries: undefined }, "its `retries` are not stated"],
  ])("refuses %j and names the function", async (settings, reason) => {
    const options = { id: "odd", retries: 1, triggers, ...settings };
    const fn = client.createFunction(options as Parameters<typeof client.createFunction>[0], nothing);
    const reading = readRegistry(handlerOf(fn));
    await expect(reading).rejects.toThrow('function "test-odd" cannot run in the embedded executor');
    await expect(reading).rejects.toThrow(reason);
  });
});

describe("the handler", () => {
  const fn = client.createFunction({ id: "f", retries: 0, triggers }, () => "ran");
  const call = (signingKey?: string, headers = {}) => {
    const event = { id: "1", name: "a", data: { ö: [1.5, { b: null, a: "\u2028" }] }, ts: 1, user: {} };
    const ctx = { run_id: "r", attempt: 0, max_attempts: 1, stack: { stack: [], current: 0 } };
    const query = { fnId: "test-f", stepId: "step" };
    const body = { version: -1, event, events: [event], steps: {}, use_api: false, ctx };
    return signedRequest({
      method: "POST",
      query,
      headers,
      body,
      ...(signingKey === undefined ? {} : { signingKey }),
    });
  };

  it("answers a call that this process signed", async () => {
    const response = await handlerOf(fn)(call());
    expect([response.status, await response.json()]).toEqual([200, "ran"]);
  });

  it("refuses one that is signed with another key, or not at all", async () => {
    expect((await handlerOf(fn)(call("signkey-local-00"))).status).toBe(401);
    const request = call();
    request.headers.delete("x-inngest-signature");
    expect((await handlerOf(fn)(request)).status).toBe(401);
  });

  it("in development mode, which checks no signature, would run for anybody: so it is never used", async () => {
    const open = new Inngest({ id: "test", isDev: true, checkpointing: false });
    const dev = serve({
      client: open,
      functions: [open.createFunction({ id: "f", retries: 0, triggers }, () => "ran")],
    });
    expect((await dev(call("signkey-local-00"))).status).toBe(200);
  });
});

describe("what is sent", () => {
  it("is accepted with its id, and with one of the call's where it has none", async () => {
    await client.send([{ id: "mine", name: "a", data: { n: 1 } }, { name: "b" }]);
    expect(accepted).toMatchObject([
      { id: "mine", name: "a", data: { n: 1 } },
      { name: "b", data: {} },
    ]);
    expect(accepted[1]?.id).toMatch(/.:1$/);
  });

  it("may not bear a name of the engine's", async () => {
    await expect(client.send({ name: "inngest/function.failed", data: {} })).rejects.toThrow();
  });

  it("goes nowhere else", async () => {
    const fetching = sendFetch(() => Promise.resolve());
    await expect(fetching("https://api.inngest.com/v1/checkpoint", { method: "POST" })).rejects.toThrow(
      /sends nothing/,
    );
    await expect(fetching("http://127.0.0.1/e/key")).rejects.toThrow(/sends nothing/);
  });
});
