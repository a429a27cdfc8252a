import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Consumer } from "@/lib/server/outbox/consumer";
import { withTransaction } from "@/lib/server/transaction";
import { ledgerConsumer, ledgerRaised, project } from "./ledger";
import { brokenPromises } from "./ledger-oracle";
import { accounts, type LedgerWorld, openLedgerWorld } from "./ledger-world.fixture";
import { ledgerActor, raiseAccount, startWriters } from "./ledger-writers";

let world: LedgerWorld;

beforeAll(async () => {
  world = await openLedgerWorld();
});
afterEach(() => world.clear());
afterAll(() => world.close());

const nothingLost = { unknown: 0, poison: [] };

/** The consumer that breaks the rule of the inbox. */
const withoutInbox: Consumer = {
  ...ledgerConsumer(),
  async deliver({ eventId, payload }) {
    await withTransaction(ledgerActor, (tx) =>
      project(tx, { id: eventId, payload: ledgerRaised.payload.parse(payload) }),
    );
    return "done";
  },
};

async function raiseAll(times: number): Promise<number> {
  for (let time = 0; time < times; time += 1)
    await Promise.all(Array.from({ length: accounts }, (_none, place) => raiseAccount(place + 1)));
  return times * accounts;
}

/** Four repetitions of every event, in an order that has nothing to do with theirs. */
const repeatAll = () =>
  world.ask(`
    insert into event_outbox
      (event_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor, replay_of)
    select event_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor, id
    from event_outbox, generate_series(1, 4) as time order by md5(event_id::text || time)`);

it("many writers, two workers: every acknowledged write is projected once, and left in its account's order", async () => {
  await Promise.all([world.start([ledgerConsumer()]), world.start([ledgerConsumer()])]);
  const writers = startWriters({ writers: 8, accounts, seed: 20_261_124, pauseMs: 1 });
  await vi.waitFor(() => expect(writers.written.acknowledged).toBeGreaterThan(150), 25_000);
  const written = await writers.stop();
  await world.settles();
  expect(await brokenPromises({ ...written, poison: [] })).toEqual([]);
});

describe("every event delivered five times, shuffled", () => {
  it("has one effect each, and the inbox skips the other four", async () => {
    const acknowledged = await raiseAll(3);
    await repeatAll();
    await world.start([ledgerConsumer()]);
    await world.settles();
    expect(await brokenPromises({ ...nothingLost, acknowledged })).toEqual([]);
    const [skipped] = await world.ask(
      "select count(*)::int as n from inngest_run where output ->> 'outcome' = 'already'",
    );
    expect(skipped?.n).toBe(4 * acknowledged);
  });

  it("the oracle catches a consumer that notes nothing in the inbox", async () => {
    const acknowledged = await raiseAll(1);
    await repeatAll();
    await world.start([withoutInbox]);
    await world.settles();
    const broken = await brokenPromises({ ...nothingLost, acknowledged });
    expect(broken).toContain(`the projection adds up to ${5 * acknowledged}, the source to ${acknowledged}`);
    expect(broken.filter((sentence) => /had its effect 5 times$/.test(sentence))).toHaveLength(acknowledged);
  });
});

describe("poison", () => {
  it("one that throws, one that hangs, one that is too large and one that is invalid: dead letters, and nobody else is touched", async () => {
    const acknowledged = await raiseAll(3);
    const second = (account: number) =>
      `type = 'ledger.raised' and aggregate_id = '${account}' and aggregate_version = 2`;
    await world.ask(`update event_outbox set payload = payload || '{"version": "two"}' where ${second(3)}`);
    await world.ask(
      `update event_outbox set payload = payload || jsonb_build_object('note', repeat('x', 600000)) where ${second(4)}`,
    );
    const planted = await world.ask(
      `select event_id, aggregate_id from event_outbox where ${second(1)} or ${second(2)} or ${second(3)} or ${second(4)}`,
    );
    let isMended = false;
    const before = (account: number, version: number) => {
      if (isMended || version !== 2) return Promise.resolve();
      if (account === 1) return Promise.reject(new Error("cannot be projected"));
      return account === 2 ? new Promise<void>(() => {}) : Promise.resolve();
    };
    await world.start([ledgerConsumer(before, { attemptsMax: 2, timeoutMs: 3000 })]);
    await world.settles();
    const poison = planted.map(({ event_id, aggregate_id }) => ({
      eventId: String(event_id),
      consumer: Number(aggregate_id) < 3 ? "ledger.project" : "relay",
    }));
    expect(await brokenPromises({ acknowledged, unknown: 0, poison })).toEqual([]);
    const letters = await world.ask("select error, stack, attempts from event_dlq order by error");
    expect(letters).toMatchObject([
      { error: "Error: cannot be projected", attempts: 2, stack: expect.stringContaining("ledger.test.ts") },
      { error: "Error: no end within 3000 ms", attempts: 2 },
      { error: expect.stringMatching(/^PermanentError: .* bytes, at most 520192$/), attempts: 1 },
      { error: expect.stringMatching(/^PermanentError: .*version: /), attempts: 1 },
    ]);

    // A replay after the mending succeeds, and only for whom it had failed.
    isMended = true;
    await world.ask(`
      insert into event_outbox
        (event_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor, replay_of)
      select event_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor, id
      from event_outbox where ${second(1)} or ${second(2)}`);
    await world.settles();
    const projected = await world.ask(
      "select account, n from ledger_projection where account < 5 order by account",
    );
    expect(projected.map(({ n }) => n)).toEqual([3, 3, 2, 2]);
  });
});

it("the oracle catches a relay that goes on from the last id it saw", async () => {
  let seen = 0;
  const cursorRelay = async () => {
    const rows = await world.ask(
      `select id, event_id, payload from event_outbox where id > ${seen} order by id`,
    );
    for (const { id, event_id, payload } of rows) {
      seen = Number(id);
      await withTransaction(ledgerActor, async (tx) => {
        await project(tx, { id: String(event_id), payload: ledgerRaised.payload.parse(payload) });
        await tx.execute(sql`update event_outbox set state = 2 where id = ${seen}`);
      });
    }
  };
  // Takes the lower id and commits after the other: the cursor has gone by when its row appears.
  await withTransaction(ledgerActor, async (tx) => {
    await tx.execute(sql`
      insert into event_outbox (event_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor)
      values (gen_random_uuid(), 'ledger', '1', 1, 'ledger.raised', '{"account": 1, "version": 1}', 'system:ledger')`);
    await tx.execute(sql`update ledger set n = 1, version = 1 where account = 1`);
    await raiseAccount(2);
    await cursorRelay();
  });
  await cursorRelay();
  const broken = await brokenPromises({ ...nothingLost, acknowledged: 2 });
  expect(broken).toContain("the projection adds up to 1, the source to 2");
  expect(broken).toContain("1 events are pending or in flight");
});
