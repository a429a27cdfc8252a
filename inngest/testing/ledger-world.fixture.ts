import { sql } from "drizzle-orm";
import postgres from "postgres";
import { expect, vi } from "vitest";
import { createTestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import type { Consumer } from "@/lib/server/outbox/consumer";
import { withTransaction } from "@/lib/server/transaction";
import { consumerFunction } from "../consumer-function";
import { type Executor, startExecutor } from "../embedded/executor";
import { embeddedEngine } from "../embedded-engine";
import { eventsFunctions } from "../functions/events";
import type { EventTypes } from "../hand-over/sort-out";
import { type Relay, startRelay } from "../relay";
import { createLedger, ledgerRaised, noting } from "./ledger";
import { isSettled } from "./ledger-oracle";
import { ledgerActor } from "./ledger-writers";

export const accounts = 10;

export const ledgerEventTypes: EventTypes = new Map([[ledgerRaised.type, ledgerRaised]]);

export interface LedgerWorld {
  /** Starts a relay and an executor that bring events to the consumers. */
  readonly start: (consumers: readonly Consumer[]) => Promise<void>;
  readonly ask: (query: string) => Promise<readonly Record<string, unknown>[]>;
  /** Resolves once all that is on its way has arrived. */
  readonly settles: () => Promise<void>;
  /** Stops relays and executors and sets the ledger back to nothing. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The ledger in a database of its own. */
export async function openLedgerWorld(): Promise<LedgerWorld> {
  const test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  resetEnvironment();
  const owner = postgres(test.directUrl, { max: 1, onnotice: () => {} });
  await createLedger(owner, accounts);
  await owner.end();
  const running: (Relay | Executor)[] = [];
  const ask = (query: string) =>
    withTransaction(ledgerActor, async (tx) => [
      ...(await tx.execute<Record<string, unknown>>(sql.raw(query))),
    ]);
  return {
    ask,
    async start(consumers) {
      const { registry, handler, handOver } = await embeddedEngine((client) => [
        ...consumers.map((consumer) => consumerFunction(client, consumer)),
        ...eventsFunctions(client),
      ]);
      const executor = startExecutor({ registry, handler, pollMs: 20, retryBaseMs: 1, random: () => 0 });
      const relay = startRelay({
        handOver: noting(handOver),
        eventTypes: ledgerEventTypes,
        pollMs: 20,
        onHandedOver: executor.wake,
      });
      running.push(relay, executor);
    },
    settles: () =>
      vi.waitFor(async () => expect(await isSettled()).toBe(true), { timeout: 25_000, interval: 20 }),
    async clear() {
      await Promise.all(running.splice(0).map((part) => part.stop()));
      const tables = [
        "event_outbox",
        "event_inbox",
        "event_dlq",
        "inngest_event",
        "inngest_run",
        "inngest_job",
      ];
      for (const table of [...tables, "ledger_applied", "ledger_handed"]) await ask(`delete from ${table}`);
      await ask("update ledger set n = 0, version = 0");
      await ask("update ledger_projection set n = 0");
    },
    async close() {
      await database().close();
      await test.close();
    },
  };
}
