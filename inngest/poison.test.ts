import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { databaseConsumer, outsideConsumer } from "@/lib/server/outbox/consumer";
import { defineEvent, outbox } from "@/lib/server/outbox/outbox";
import { RetryLaterError } from "@/lib/server/outbox/outbox-record";
import { purgeOutbox } from "@/lib/server/outbox/purge";
import { withTransaction } from "@/lib/server/transaction";
import { handOverToConsumers } from "./hand-over";
import { gate, ledger, openRelayWorld, type RelayWorld, raised, system } from "./relay.fixture";

let world: RelayWorld;

beforeAll(async () => {
  world = await openRelayWorld();
});
afterEach(() => world.clear());
afterAll(() => world.close());

describe("poison", () => {
  it("an event that always fails becomes a dead letter, and others do not wait for it", async () => {
    const seen: number[] = [];
    const before = (account: string, step: number) => {
      if (account !== "poison" || step !== 1) return Promise.resolve();
      seen.push(step);
      return Promise.reject(new Error("cannot be handled"));
    };
    world.start({ handOver: handOverToConsumers([ledger(before)]) });
    for (const account of ["poison", "poison", "good"]) await world.raise(account);
    // The good one is through while the poison still has tries before it.
    await vi.waitFor(async () => expect(await world.effects()).toEqual({ good: [1] }), 5000);
    expect((await world.states())[3]).toBeUndefined();
    await world.settles({ 2: 2, 3: 1 });
    expect(seen).toHaveLength(3);
    expect(await world.effects()).toEqual({ good: [1], poison: [2] });
    expect(await world.deadLetters()).toEqual([
      { consumer: "test.ledger", error: "Error: cannot be handled", attempts: 3 },
    ]);
  });

  it("a handler that hangs is cut off, leaves nothing behind and cannot write any more", async () => {
    const hang = gate();
    const late: unknown[] = [];
    const hanging = databaseConsumer({
      name: "test.hanging",
      event: raised,
      attemptsMax: 1,
      async handle(tx, { aggregateId }) {
        await tx.execute(sql`insert into effects (account, step) values (${aggregateId}, 1)`);
        await hang.opened;
        try {
          await tx.execute(sql`insert into effects (account, step) values (${aggregateId}, 2)`);
        } catch (error) {
          late.push(error);
        }
      },
    });
    world.start({ timeoutMs: 200, handOver: handOverToConsumers([hanging]) });
    await world.raise("a");
    await world.settles({ 3: 1 });
    hang.open();
    await vi.waitFor(() => expect(late).toHaveLength(1));
    expect(await world.effects()).toEqual({});
    expect(await world.deadLetters()).toMatchObject([
      { consumer: "test.hanging", error: "Error: no end within 200 ms" },
    ]);
  });

  it("a payload that is not what the event says goes to the dead letters at the first try", async () => {
    await world.raise("a");
    await world.asSystem(`update event_outbox set payload = '{"step": "many"}'`);
    world.start();
    await world.settles({ 3: 1 });
    const [letter] = await world.deadLetters();
    expect(letter).toMatchObject({ consumer: "test.ledger", attempts: 1 });
    expect(letter?.error).toMatch(/PermanentError: test.raised: the payload is not what it should be: step:/);
  });

  it("a payload of more than 512 KB is refused where it is written", async () => {
    const wordy = defineEvent({ type: "test.wordy", aggregateType: "account", payload: z.string() });
    const writing = withTransaction(system, (tx) =>
      outbox(tx, system, {
        event: wordy,
        aggregateId: "a",
        aggregateVersion: 1,
        payload: "x".repeat(512 * 1024),
      }),
    );
    await expect(writing).rejects.toThrow("at most 524288");
    expect(await world.states()).toEqual({});
  });

  it("what one consumer cannot handle the others have nevertheless, once", async () => {
    let tries = 0;
    const moody = databaseConsumer({
      name: "test.moody",
      event: raised,
      handle() {
        tries += 1;
        return tries < 3 ? Promise.reject(new Error("not today")) : Promise.resolve();
      },
    });
    world.start({ handOver: handOverToConsumers([moody, ledger()]) });
    await world.raise("a");
    await world.settles({ 2: 1 });
    expect(tries).toBe(3);
    expect(await world.effects()).toEqual({ a: [1] });
  });

  it("a failure that names a moment is not tried again before it", async () => {
    const later = Date.now() + 3_600_000;
    const limited = outsideConsumer({
      name: "test.limited",
      event: raised,
      handle: () => Promise.reject(new RetryLaterError("limited", later)),
    });
    world.start({ handOver: handOverToConsumers([limited]) });
    await world.raise("a");
    await vi.waitFor(async () => {
      const [row] = await world.asSystem("select state, last_error, next_at from event_outbox");
      expect(row).toMatchObject({ state: 0, last_error: "RetryLaterError: limited" });
      expect(Math.abs(Date.parse(String(row?.next_at)) - later)).toBeLessThan(10_000);
    });
  });
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
