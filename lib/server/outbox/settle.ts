import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type ConsumerFailure, type OutboxRecord, relayActor } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** What became of the claim: settled, or not ours any more because the lease ended and another worker has it. */
export type Settled = "settled" | "lease_lost";

export interface Completed {
  readonly settled: Settled;
  /** Whether a later event of the same aggregate waits for that. */
  readonly hasNext: boolean;
}

/** Marks events as handed over, all in one step. @returns what became of each, in their order. */
export function complete(records: readonly OutboxRecord[]): Promise<Completed[]> {
  const claims = JSON.stringify(records.map(({ id, attempts }) => ({ id, attempts })));
  return withTransaction(relayActor, async (tx) => {
    const rows = await tx.execute<{ id: string; has_next: boolean }>(sql`
      with done as (
        update event_outbox o set state = 2, done_at = app_now(), lease_until = null
        from jsonb_to_recordset(${claims}::jsonb) as ours(id bigint, attempts int)
        where o.id = ours.id and o.state = 1 and o.attempts = ours.attempts
        returning o.id, o.aggregate_type, o.aggregate_id)
      select id, exists (
        select 1 from event_outbox later
        where later.aggregate_type = done.aggregate_type and later.aggregate_id = done.aggregate_id
          and later.id > done.id and later.state = 0) as has_next
      from done`);
    const found = new Map(rows.map(({ id, has_next }) => [Number(id), has_next]));
    return records.map(({ id }) => ({
      settled: found.has(id) ? "settled" : "lease_lost",
      hasNext: found.get(id) ?? false,
    }));
  });
}

/** Puts an event back to be tried again after `waitMs`; the later events of its aggregate wait with it. */
export function tryAgain(record: OutboxRecord, error: Error, waitMs: number): Promise<Settled> {
  return withTransaction(relayActor, async (tx) => {
    const rows = await tx.execute(sql`
      update event_outbox set state = 0, lease_until = null, last_error = ${textOf(error)},
        next_at = app_now() + make_interval(secs => ${waitMs / 1000})
      where ${isOurs(record)} returning id`);
    return rows.length === 0 ? "lease_lost" : "settled";
  });
}

/** Gives an event up: a dead letter for each consumer that could not handle it. Its aggregate's later events go on. */
export function bury(record: OutboxRecord, failures: readonly ConsumerFailure[]): Promise<Settled> {
  return withTransaction(relayActor, async (tx) => {
    const rows = await tx.execute(sql`
      update event_outbox set state = 3, lease_until = null, done_at = app_now(),
        last_error = ${failures.map(({ error }) => textOf(error)).join("; ")}
      where ${isOurs(record)} returning id`);
    if (rows.length === 0) return "lease_lost";
    for (const failure of failures) await writeDeadLetter(tx, record, failure);
    return "settled";
  });
}

/** Gives claimed events back at once, for a worker that stops: the next one need not wait for the lease to end. */
export async function release(records: readonly OutboxRecord[]): Promise<void> {
  if (records.length === 0) return;
  await withTransaction(relayActor, async (tx) => {
    for (const record of records) {
      await tx.execute(sql`update event_outbox set state = 0, lease_until = null where ${isOurs(record)}`);
    }
  });
}

/** The fence: a claim that was taken over carries a higher number of attempts. */
function isOurs(record: OutboxRecord) {
  return sql`id = ${record.id} and state = 1 and attempts = ${record.attempts}`;
}

async function writeDeadLetter(
  tx: Transaction,
  record: OutboxRecord,
  { consumer, error }: ConsumerFailure,
): Promise<void> {
  await tx.execute(sql`
    insert into event_dlq (event_id, consumer, payload, error, stack, attempts, first_seen, last_seen)
    select event_id, ${consumer}, payload, ${textOf(error)}, ${error.stack ?? null}, attempts, created_at, app_now()
    from event_outbox where id = ${record.id}
    on conflict (event_id, consumer) do update set error = excluded.error, stack = excluded.stack,
      attempts = excluded.attempts, last_seen = excluded.last_seen, resolved_at = null, resolution = null`);
}

const textOf = (error: Error): string => `${error.name}: ${error.message}`.slice(0, 2000);
