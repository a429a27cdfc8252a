import { sql } from "drizzle-orm";
import type postgres from "postgres";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { type ConsumedEvent, type Consumer, databaseConsumer } from "@/lib/server/outbox/consumer";
import { defineEvent } from "@/lib/server/outbox/outbox";
import type { EmbeddedHandOver } from "../hand-over/hand-over";

/*
 * The ledger: one workload for every crash test, so that "nothing lost, nothing doubled" is arithmetic. Writers raise
 * accounts, each with its event in the same transaction; a consumer adds the events up into a projection.
 */

/** An account was raised by one. */
export const ledgerRaised = defineEvent({
  type: "ledger.raised",
  aggregateType: "ledger",
  payload: z.strictObject({ account: z.int(), version: z.int() }),
});

/** The tables of the ledger, all accounts at nothing; `owner` is a connection of their owner. */
export async function createLedger(owner: postgres.Sql, accounts: number): Promise<void> {
  await owner`create table ledger (account int primary key, n int not null, version int not null)`;
  await owner`create table ledger_projection (account int primary key, n int not null)`;
  await owner`
    create table ledger_applied (
      id bigint generated always as identity, event_id uuid not null, account int not null, version int not null,
      applied_at timestamptz not null)`;
  await owner`
    create table ledger_handed (
      id bigint generated always as identity, engine_id text not null, account int not null, version int not null)`;
  await owner`insert into ledger select account, 0, 0 from generate_series(1, ${accounts}) as account`;
  await owner`insert into ledger_projection select account, 0 from ledger`;
  await owner`grant all on ledger, ledger_projection, ledger_applied, ledger_handed to hi_app`;
}

/** Adds an event up; on purpose by adding and not by reading anew, so that what comes twice shows. */
export async function project(
  tx: Transaction,
  { id, payload }: Pick<ConsumedEvent<z.output<typeof ledgerRaised.payload>>, "id" | "payload">,
): Promise<void> {
  const { account, version } = payload;
  await tx.execute(sql`update ledger_projection set n = n + 1 where account = ${account}`);
  await tx.execute(sql`
    insert into ledger_applied (event_id, account, version, applied_at)
    values (${id}, ${account}, ${version}, clock_timestamp())`);
}

/** The consumer that keeps the projection; `before` may make it fail or hang for some events. */
export function ledgerConsumer(
  before: (account: number, version: number) => Promise<void> = async () => {},
  limits: { readonly attemptsMax?: number; readonly timeoutMs?: number } = {},
): Consumer {
  return databaseConsumer({
    name: "ledger.project",
    event: ledgerRaised,
    ...limits,
    async handle(tx, event) {
      await before(event.payload.account, event.payload.version);
      await project(tx, event);
    },
  });
}

const dataSchema = z.object({ payload: ledgerRaised.payload });

/** The same hand-over, which notes in its transaction what left in which order. */
export function noting({ accept }: EmbeddedHandOver): EmbeddedHandOver {
  return {
    kind: "embedded",
    async accept(tx, events) {
      await accept(tx, events);
      const handed = events
        .filter(({ name }) => name === ledgerRaised.type)
        .map(({ id, data }) => ({ id, ...dataSchema.parse(data).payload }));
      if (handed.length === 0) return;
      await tx.execute(sql`
        insert into ledger_handed (engine_id, account, version)
        select id, account, version from jsonb_to_recordset(${JSON.stringify(handed)}::jsonb)
          as h(id text, account int, version int)`);
    },
  };
}
