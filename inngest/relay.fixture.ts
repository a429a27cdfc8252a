import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { type Consumer, databaseConsumer } from "@/lib/server/outbox/consumer";
import { defineEvent, outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { handOverToConsumers } from "./hand-over";
import { type Relay, type RelayOptions, startRelay } from "./relay";

export const system: Actor = { kind: "system", name: "test" };

/** An account's balance was raised: what the ledger of the tests is fed with. */
export const raised = defineEvent({
  type: "test.raised",
  aggregateType: "account",
  payload: z.strictObject({ step: z.number().int() }),
});

export interface RelayWorld {
  readonly test: TestDatabase;
  /** Raises an account as business code does: row first, then the event, in one transaction. */
  readonly raise: (account: string) => Promise<string>;
  /** What the consumer has written, per account: every step as often and in the order it was handled. */
  readonly effects: () => Promise<Record<string, number[]>>;
  /** Number of outbox rows by state: pending, in flight, done, dead. */
  readonly states: () => Promise<Record<string, number>>;
  readonly deadLetters: () => Promise<readonly { consumer: string; error: string; attempts: number }[]>;
  /** Starts a relay that looks every 20 ms, to the ledger unless told otherwise. */
  readonly start: (options?: Partial<RelayOptions>) => Relay;
  /** Waits until the outbox looks like that. */
  readonly settles: (expected: Record<string, number>) => Promise<void>;
  /** Stops the relays and empties the tables. */
  readonly clear: () => Promise<void>;
  readonly asSystem: (query: string) => Promise<readonly Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

/** A database with a table of accounts and one of effects. */
export async function openRelayWorld(): Promise<RelayWorld> {
  const test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  resetEnvironment();
  const owner = (await import("postgres")).default(test.directUrl, { max: 1, onnotice: () => {} });
  await owner`create table accounts (id text primary key, version int not null)`;
  await owner`create table effects (id bigint generated always as identity, account text not null, step int not null)`;
  await owner`grant all on accounts, effects to hi_app`;
  await owner.end();
  const relays: Relay[] = [];
  const rows = (query: string) =>
    withTransaction(
      system,
      async (tx) => [...(await tx.execute(sql.raw(query)))] as Record<string, unknown>[],
    );
  async function states() {
    const counts = await rows("select state, count(*)::int as n from event_outbox group by state");
    return Object.fromEntries(counts.map(({ state, n }) => [String(state), Number(n)]));
  }
  return {
    test,
    states,
    start(options = {}) {
      const handOver = handOverToConsumers([ledger()]);
      const relay = startRelay({ handOver, pollMs: 20, random: () => 0, ...options });
      relays.push(relay);
      return relay;
    },
    async settles(expected) {
      await vi.waitFor(async () => expect(await states()).toEqual(expected), {
        timeout: 25_000,
        interval: 20,
      });
    },
    async clear() {
      await Promise.all(relays.splice(0).map((relay) => relay.stop()));
      for (const table of ["event_outbox", "event_inbox", "event_dlq", "accounts", "effects"]) {
        await rows(`delete from ${table}`);
      }
    },
    raise: (account) =>
      withTransaction(system, async (tx) => {
        const [row] = await tx.execute<{ version: number }>(sql`
          insert into accounts values (${account}, 1)
          on conflict (id) do update set version = accounts.version + 1 returning version`);
        const version = row?.version ?? 0;
        const payload = { step: version };
        return outbox(tx, system, {
          event: raised,
          aggregateId: account,
          aggregateVersion: version,
          payload,
        });
      }),
    async effects() {
      const steps: Record<string, number[]> = {};
      for (const { account, step } of await rows("select account, step from effects order by id")) {
        const key = String(account);
        steps[key] = [...(steps[key] ?? []), Number(step)];
      }
      return steps;
    },
    deadLetters: async () =>
      (await rows("select consumer, error, attempts from event_dlq order by first_seen")).map((row) => ({
        consumer: String(row.consumer),
        error: String(row.error),
        attempts: Number(row.attempts),
      })),
    asSystem: rows,
    async close() {
      await database().close();
      await test.close();
    },
  };
}

/** A promise to be resolved by hand. */
export function gate(): { readonly open: () => void; readonly opened: Promise<void> } {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

/** Writes each event down as an effect; `before` may hold it up or make it fail. */
export function ledger(before: (account: string, step: number) => Promise<void> = async () => {}): Consumer {
  return databaseConsumer({
    name: "test.ledger",
    event: raised,
    attemptsMax: 3,
    async handle(tx, { aggregateId, payload }) {
      await tx.execute(sql`insert into effects (account, step) values (${aggregateId}, ${payload.step})`);
      await before(aggregateId, payload.step);
    },
  });
}
