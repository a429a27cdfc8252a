import { sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { z } from "zod";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { defineEvent, outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import type { EngineEvent } from "./embedded/engine-event";
import type { EmbeddedHandOver, OutsideHandOver } from "./hand-over/hand-over";
import type { EventTypes } from "./hand-over/sort-out";
import { type Relay, type RelayOptions, startRelay } from "./relay";

export const system: Actor = { kind: "system", name: "test" };

/** An account's balance was raised. */
export const raised = defineEvent({
  type: "test.raised",
  aggregateType: "account",
  payload: z.strictObject({ step: z.number().int() }),
});

/** The same, of which the newest says all. */
export const summed = defineEvent({ ...raised, type: "test.summed", coalesce: true });

export const testEventTypes: EventTypes = new Map([raised, summed].map((event) => [event.type, event]));

export interface RelayWorld {
  readonly test: TestDatabase;
  /** Raises an account as business code does: row first, then the event, in one transaction. */
  readonly raise: (account: string, event?: typeof raised) => Promise<string>;
  /** What the engine was given, per account: every step as often and in the order it came. */
  readonly handedOver: () => Promise<Record<string, number[]>>;
  /** Number of outbox rows by state: pending, in flight, done, dead. */
  readonly states: () => Promise<Record<string, number>>;
  readonly deadLetters: () => Promise<readonly { consumer: string; error: string; attempts: number }[]>;
  /** Starts a relay that looks every 20 ms, to `keeping()` unless told otherwise. */
  readonly start: (options?: Partial<RelayOptions>) => Relay;
  /** Waits until the outbox looks like that. */
  readonly settles: (expected: Record<string, number>) => Promise<void>;
  /** Stops the relays and empties the tables. */
  readonly clear: () => Promise<void>;
  readonly asSystem: (query: string) => Promise<readonly Record<string, unknown>[]>;
  readonly close: () => Promise<void>;
}

/** A database with a table of accounts and one of what was handed over. */
export async function openRelayWorld(): Promise<RelayWorld> {
  const test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  resetEnvironment();
  const owner = (await import("postgres")).default(test.directUrl, { max: 1, onnotice: () => {} });
  await owner`create table accounts (id text primary key, version int not null)`;
  await owner`
    create table handed (id bigint generated always as identity, engine_id text, account text not null, step int not null)`;
  await owner`grant all on accounts, handed to hi_app`;
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
      const defaults = { handOver: keeping(), eventTypes: testEventTypes, pollMs: 20, random: () => 0 };
      const relay = startRelay({ ...defaults, ...options });
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
      for (const table of ["event_outbox", "event_inbox", "event_dlq", "accounts", "handed"]) {
        await rows(`delete from ${table}`);
      }
    },
    raise: (account, event = raised) =>
      withTransaction(system, async (tx) => {
        const [row] = await tx.execute<{ version: number }>(sql`
          insert into accounts values (${account}, 1)
          on conflict (id) do update set version = accounts.version + 1 returning version`);
        const version = row?.version ?? 0;
        const payload = { step: version };
        return outbox(tx, system, {
          event,
          aggregateId: account,
          aggregateVersion: version,
          payload,
        });
      }),
    async handedOver() {
      const steps: Record<string, number[]> = {};
      for (const { account, step } of await rows("select account, step from handed order by id")) {
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

type Before = (account: string, step: number) => Promise<void>;

/** An engine in the database that keeps what it is given; `before` may hold it up or make it fail. */
export function keeping(before: Before = async () => {}): EmbeddedHandOver {
  return {
    kind: "embedded",
    async accept(tx, events) {
      for (const event of events) {
        const { account, step } = accountOf(event);
        await before(account, step);
        await tx.execute(
          sql`insert into handed (engine_id, account, step) values (${event.id}, ${account}, ${step})`,
        );
      }
    },
  };
}

/** An engine elsewhere that keeps what it is sent. */
export function keepingOutside(
  before: (account: string, step: number, signal: AbortSignal) => Promise<void> = async () => {},
): OutsideHandOver {
  return {
    kind: "outside",
    async send(events, signal) {
      for (const event of events) await before(accountOf(event).account, accountOf(event).step, signal);
      await withTransaction(system, (tx) => keeping().accept(tx, events));
    },
  };
}

const dataSchema = z.object({ aggregateId: z.string(), payload: z.object({ step: z.number() }) });

function accountOf(event: EngineEvent): { account: string; step: number } {
  const { aggregateId, payload } = dataSchema.parse(event.data);
  return { account: aggregateId, step: payload.step };
}
