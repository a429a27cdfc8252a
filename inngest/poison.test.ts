import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defineEvent, outbox } from "@/lib/server/outbox/outbox";
import { purgeOutbox } from "@/lib/server/outbox/purge";
import { withTransaction } from "@/lib/server/transaction";
import { EngineRefusedError } from "./hand-over/hand-over";
import { keeping, keepingOutside, openRelayWorld, type RelayWorld, summed, system } from "./relay.fixture";

let world: RelayWorld;

beforeAll(async () => {
  world = await openRelayWorld();
});
afterEach(() => world.clear());
afterAll(() => world.close());

const poisoned = (seen: number[]) => (account: string, step: number) => {
  if (account !== "poison" || step !== 1) return Promise.resolve();
  seen.push(step);
  return Promise.reject(new EngineRefusedError("cannot be taken"));
};

describe.each([{ engine: keeping }, { engine: keepingOutside }])("poison for $engine.name", ({ engine }) => {
  it("an event that always fails becomes a dead letter, and others do not wait for it", async () => {
    const seen: number[] = [];
    for (const account of ["poison", "poison", "good"]) await world.raise(account);
    world.start({ handOver: engine(poisoned(seen)), attemptsMax: 3 });
    // The good one is through while the poison still has tries before it.
    await vi.waitFor(async () => expect(await world.handedOver()).toEqual({ good: [1] }), 5000);
    expect((await world.states())[3]).toBeUndefined();
    await world.settles({ 2: 2, 3: 1 });
    expect(await world.handedOver()).toEqual({ good: [1], poison: [2] });
    expect(await world.deadLetters()).toEqual([
      { consumer: "relay", error: "EngineRefusedError: cannot be taken", attempts: 3 },
    ]);
  });

  it("what cannot be read becomes a dead letter at the first look, and its account's later events go on", async () => {
    for (const account of ["a", "a", "b", "b", "c", "c"]) await world.raise(account);
    const first = "where aggregate_version = 1 and aggregate_id =";
    await world.asSystem(`update event_outbox set payload = '{"step": "many"}' ${first} 'a'`);
    await world.asSystem(`update event_outbox set type = 'test.unheard_of' ${first} 'b'`);
    await world.asSystem(
      `update event_outbox set payload = jsonb_build_object('step', 1, 'x', repeat('y', 600000)) ${first} 'c'`,
    );
    world.start({ handOver: engine() });
    await world.settles({ 2: 3, 3: 3 });
    expect(await world.handedOver()).toEqual({ a: [2], b: [2], c: [2] });
    const letters = await world.deadLetters();
    expect(letters.map(({ consumer, attempts }) => [consumer, attempts])).toEqual(
      Array(3).fill(["relay", 1]),
    );
    expect(letters.map(({ error }) => error).sort()).toEqual([
      expect.stringMatching(/^PermanentError: test.raised: payload of 6000\d\d bytes, at most 520192$/),
      expect.stringMatching(/^PermanentError: test.raised: the payload is not what it should be: step: /),
      "PermanentError: test.unheard_of: there is no event of this type",
    ]);
  });

  it("of an account's updates that wait in a row only the newest is handed over, where the type allows it", async () => {
    for (let count = 0; count < 3; count += 1) await world.raise("a", summed);
    await world.raise("a");
    for (let count = 0; count < 2; count += 1) await world.raise("a", summed);
    await world.raise("b", summed);
    for (let count = 0; count < 2; count += 1) await world.raise("c");
    world.start({ handOver: engine() });
    await world.settles({ 2: 9 });
    expect(await world.handedOver()).toEqual({ a: [3, 4, 6], b: [1], c: [1, 2] });
    const coalesced = await world.asSystem(`
      select older.aggregate_version as older, newer.aggregate_version as newer
      from event_outbox older join event_outbox newer on newer.id = older.coalesced_into order by 1`);
    expect(coalesced).toEqual([
      { older: 1, newer: 3 },
      { older: 2, newer: 3 },
      { older: 5, newer: 6 },
    ]);
  });
});

it("updates that follow one another quickly wait for each other and become one; other accounts do not wait", async () => {
  let isHeldUp = false;
  const laneClock = { waitMs: (lane: string) => (isHeldUp && lane === "account a" ? 3600 : 0), note() {} };
  world.start({ laneClock });
  await world.raise("a", summed);
  await world.settles({ 2: 1 });
  isHeldUp = true;
  for (let count = 0; count < 5; count += 1) await world.raise("a", summed);
  await world.raise("a");
  await world.raise("b", summed);
  await world.settles({ 0: 6, 2: 2 });
  expect(await world.handedOver()).toEqual({ a: [1], b: [1] });
  isHeldUp = false;
  await world.settles({ 2: 8 });
  expect(await world.handedOver()).toEqual({ a: [1, 6, 7], b: [1] });
});

it("while the engine is away nothing is lost, nothing becomes a dead letter and no attempt counts", async () => {
  let isAway = true;
  let calls = 0;
  const handOver = keepingOutside(() => {
    calls += 1;
    return isAway ? Promise.reject(new Error("ECONNREFUSED")) : Promise.resolve();
  });
  for (const account of ["a", "a", "b"]) await world.raise(account);
  world.start({ handOver, pollMs: 5, attemptsMax: 2 });
  await vi.waitFor(() => expect(calls).toBeGreaterThan(4), 10_000);
  isAway = false;
  await world.settles({ 2: 3 });
  expect(await world.handedOver()).toEqual({ a: [1, 2], b: [1] });
  expect(await world.deadLetters()).toEqual([]);
  const attempts = await world.asSystem("select distinct attempts from event_outbox");
  expect(attempts).toEqual([{ attempts: 1 }]);
});

it("an engine that hangs is not waited for, and gets the events again", async () => {
  let calls = 0;
  const handOver = keepingOutside((_account, _step, signal) => {
    calls += 1;
    if (calls > 1) return Promise.resolve();
    return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
  });
  await world.raise("a");
  world.start({ handOver, timeoutMs: 100 });
  await world.settles({ 2: 1 });
  expect(await world.handedOver()).toEqual({ a: [1] });
});

it("a payload that the engine could not take is refused where it is written", async () => {
  const wordy = defineEvent({ type: "test.wordy", aggregateType: "account", payload: z.string() });
  const writing = withTransaction(system, (tx) =>
    outbox(tx, system, {
      event: wordy,
      aggregateId: "a",
      aggregateVersion: 1,
      payload: "x".repeat(508 * 1024),
    }),
  );
  await expect(writing).rejects.toThrow("payload of 520194 bytes, at most 520192");
  expect(await world.states()).toEqual({});
});

describe("clean-up", () => {
  it("deletes what was handed over a week ago, and keeps dead ones and what keeps them from acting twice", async () => {
    for (const account of ["old", "new", "dead"]) await world.raise(account);
    await world.asSystem(
      `update event_outbox set state = 2, done_at = now() - interval '8 days' where aggregate_id = 'old'`,
    );
    await world.asSystem(`update event_outbox set state = 2, done_at = now() where aggregate_id = 'new'`);
    await world.asSystem(
      `update event_outbox set state = 3, done_at = now() - interval '90 days' where aggregate_id = 'dead'`,
    );
    await world.asSystem(`insert into event_inbox (consumer, event_id, processed_at)
      select 'test', event_id, now() - interval '40 days' from event_outbox`);
    expect(await purgeOutbox()).toBe(2);
    expect(await purgeOutbox()).toBe(0);
    const left = await world.asSystem(
      "select o.aggregate_id from event_outbox o join event_inbox i using (event_id) order by 1",
    );
    expect(left.map(({ aggregate_id }) => aggregate_id)).toEqual(["dead", "new"]);
  });
});
