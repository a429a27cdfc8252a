import { InngestTestEngine } from "@inngest/test";
import { v7 as uuidV7 } from "uuid";
import { describe, expect, it } from "vitest";
import type { Consumer } from "@/lib/server/outbox/consumer";
import type { DeliveredEvent } from "@/lib/server/outbox/outbox-record";
import { PermanentError, RetryLaterError } from "@/lib/server/outbox/outbox-record";
import { attemptIn } from "./attempts";
import { embeddedClient } from "./client";
import { consumerFunction } from "./consumer-function";
import { cronFunction } from "./cron-function";
import { toEngineEvent } from "./engine-event";
import { functionIdOf, functionNameOf } from "./function-id";

const client = embeddedClient("key", () => Promise.reject(new Error("nothing is sent")));

const record = {
  id: 7,
  eventId: uuidV7(),
  orgId: null,
  aggregateType: "account",
  aggregateId: "a",
  aggregateVersion: 3,
  type: "test.raised",
  payload: { step: 3 },
  actor: "system:test",
  attempts: 1,
  createdAt: new Date("2026-03-01T10:00:00.123Z"),
  isReplay: false,
};

const consumerOf = (deliver: Consumer["deliver"]): Consumer => ({
  name: "test.consumer",
  type: "test.raised",
  attemptsMax: 3,
  timeoutMs: 100,
  deliver,
});

function call(consumer: Consumer, event: object = toEngineEvent(record), attempt = 0) {
  const engine = new InngestTestEngine({
    function: consumerFunction(client, consumer),
    events: [event as never],
    transformCtx: (ctx) => ({ ...ctx, attempt }),
  });
  return engine.execute();
}

describe("a consumer as a function of the engine", () => {
  it("gets its event as the outbox held it, and its answer is the run's result", async () => {
    const got: DeliveredEvent[] = [];
    const consumer = consumerOf((event) => {
      got.push(event);
      return Promise.resolve("already");
    });
    expect((await call(consumer)).result).toEqual({ outcome: "already" });
    const { id, attempts, isReplay, ...delivered } = record;
    expect(got).toEqual([delivered]);
  });

  it("an error that another try cannot help ends the run, under its own name", async () => {
    const { error } = await call(consumerOf(() => Promise.reject(new PermanentError("no account"))));
    expect(error).toMatchObject({ name: "PermanentError", message: "no account" });
    expect(attemptIn(String(Object(error).stack))).toBe(1);
  });

  it("a handler that hangs is cut off, told so by its signal, and says which attempt it was", async () => {
    const signals: AbortSignal[] = [];
    const hanging = consumerOf((_event, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    const { error } = await call(hanging, toEngineEvent(record), 2);
    expect(error).toMatchObject({ message: "no end within 100 ms" });
    expect(attemptIn(String(Object(error).stack))).toBe(3);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it("an event that did not come from the outbox is given up at once", async () => {
    const { error } = await call(
      consumerOf(() => Promise.resolve("done")),
      { id: "x", name: "test.raised", data: { eventId: "no uuid" } },
    );
    expect(error).toMatchObject({ name: "PermanentError" });
    expect(Object(error).message).toMatch(/test.raised did not come from the outbox/);
  });

  it("states its retries: one less than the consumer's attempts", () => {
    expect(
      Reflect.get(
        consumerFunction(
          client,
          consumerOf(() => Promise.resolve("done")),
        ),
        "opts",
      ),
    ).toMatchObject({
      id: "test-consumer",
      retries: 2,
    });
    const eager = { ...consumerOf(() => Promise.resolve("done")), attemptsMax: 22 };
    expect(() => consumerFunction(client, eager)).toThrow(
      "test.consumer: 21 retries, but it must be a whole number from 0 to 20",
    );
  });
});

it("a failure that names a moment leaves with that moment", async () => {
  const at = new Date("2026-03-01T11:00:00.000Z");
  const limited = consumerOf(() => Promise.reject(new RetryLaterError("limited", at.getTime())));
  const { error } = await call(limited);
  expect(error).toMatchObject({ name: "RetryLaterError", message: "limited" });
});

it("a replay is a new event to the engine and the same event to the consumers", () => {
  const replay = toEngineEvent({ ...record, id: 9, isReplay: true });
  expect(replay.id).toBe(`${record.eventId}:9`);
  expect(replay.data).toMatchObject({ eventId: record.eventId });
  expect(toEngineEvent(record).id).toBe(record.eventId);
});

it("names of functions and of consumers are told one from the other", () => {
  for (const name of ["mail.send", "portfolio.recalculate-all", "market.record_price"]) {
    expect(functionNameOf(`hashinsight-${functionIdOf(name)}`)).toBe(name);
  }
  expect(() => functionIdOf("send-mail")).toThrow(`"send-mail": a function is named by its module`);
});

it("a scheduled function learns when it was due, and its result is the run's", async () => {
  const due: Date[] = [];
  const nightly = cronFunction(client, {
    id: "test-nightly",
    cron: "0 3 * * *",
    retries: 2,
    run: ({ dueAt }) => {
      due.push(dueAt);
      return Promise.resolve(5);
    },
  });
  const engine = new InngestTestEngine({
    function: nightly,
    events: [{ name: "inngest/scheduled.timer", data: { scheduledAt: "2026-03-01T03:00:00.000Z" } } as never],
  });
  expect((await engine.execute()).result).toBe(5);
  expect(due).toEqual([new Date("2026-03-01T03:00:00.000Z")]);
});
