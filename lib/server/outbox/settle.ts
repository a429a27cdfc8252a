import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { errorText, writeDeadLetter } from "@/lib/server/outbox/dead-letter";
import { idList, type OutboxRecord, relayActor } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** What became of the claim: settled, or not ours any more because the lease ended and another worker has it. */
export type Settled = "settled" | "lease_lost";

/** One event to hand over, and the earlier ones of its aggregate that it stands for as well. */
export interface Unit {
  readonly record: OutboxRecord;
  /** Handed over by the newer one, which says all that they say. */
  readonly older: readonly OutboxRecord[];
}

/** All rows of some units. */
export const rowsOf = (units: readonly Unit[]): OutboxRecord[] =>
  units.flatMap(({ record, older }) => [...older, record]);

/** Marks events as handed over that this transaction has locked. */
export async function markHandedOver(tx: Transaction, units: readonly Unit[]): Promise<void> {
  if (units.length === 0) return;
  await tx.execute(sql`
    update event_outbox set state = 2, done_at = app_now(), lease_until = null
    where id = any(${idList(units.map(({ record }) => record))}::bigint[])`);
  await markCoalesced(tx, units);
}

/** Marks claimed events as handed over, all in one step. @returns the units that somebody else has taken over. */
export async function complete(tx: Transaction, units: readonly Unit[]): Promise<Unit[]> {
  const claims = JSON.stringify(units.map(({ record }) => ({ id: record.id, attempts: record.attempts })));
  const rows = await tx.execute<{ id: string }>(sql`
    update event_outbox o set state = 2, done_at = app_now(), lease_until = null
    from jsonb_to_recordset(${claims}::jsonb) as ours(id bigint, attempts int)
    where o.id = ours.id and o.state = 1 and o.attempts = ours.attempts
    returning o.id`);
  const settled = new Set(rows.map(({ id }) => Number(id)));
  await markCoalesced(
    tx,
    units.filter(({ record }) => settled.has(record.id)),
  );
  return units.filter(({ record }) => !settled.has(record.id));
}

async function markCoalesced(tx: Transaction, units: readonly Unit[]): Promise<void> {
  const older = units.flatMap(({ record, older }) => older.map(({ id }) => ({ id, newer: record.id })));
  if (older.length === 0) return;
  await tx.execute(sql`
    update event_outbox o set state = 2, done_at = app_now(), lease_until = null, coalesced_into = of.newer
    from jsonb_to_recordset(${JSON.stringify(older)}::jsonb) as of(id bigint, newer bigint)
    where o.id = of.id`);
}

/** Puts an event back to be tried again after `waitMs`; the later events of its aggregate wait with it. */
export function tryAgain(record: OutboxRecord, error: Error, waitMs: number): Promise<Settled> {
  return withTransaction(relayActor, async (tx) => {
    const rows = await tx.execute(sql`
      update event_outbox set state = 0, lease_until = null, last_error = ${errorText(error)},
        next_at = app_now() + make_interval(secs => ${waitMs / 1000})
      where ${isOurs(record)} returning id`);
    return rows.length === 0 ? "lease_lost" : "settled";
  });
}

/** Gives an event up: a dead letter says why. Its aggregate's later events go on. */
export function bury(record: OutboxRecord, error: Error): Promise<Settled> {
  return withTransaction(relayActor, async (tx) => {
    const rows = await tx.execute(sql`
      update event_outbox set state = 3, lease_until = null, done_at = app_now(), last_error = ${errorText(error)}
      where ${isOurs(record)} returning id`);
    if (rows.length === 0) return "lease_lost";
    const { eventId, payload, attempts, createdAt } = record;
    await writeDeadLetter(tx, {
      eventId,
      consumer: "relay",
      payload,
      error,
      attempts,
      firstSeen: createdAt,
    });
    return "settled";
  });
}

/**
 * Gives claimed events back at once, for a worker that stops or an engine that is away: the next one need not wait for
 * the lease to end. The claim does not count as an attempt.
 */
export async function release(records: readonly OutboxRecord[]): Promise<void> {
  if (records.length === 0) return;
  const claims = JSON.stringify(records.map(({ id, attempts }) => ({ id, attempts })));
  await withTransaction(relayActor, (tx) =>
    tx.execute(sql`
      update event_outbox o set state = 0, lease_until = null, attempts = o.attempts - 1
      from jsonb_to_recordset(${claims}::jsonb) as ours(id bigint, attempts int)
      where o.id = ours.id and o.state = 1 and o.attempts = ours.attempts`),
  );
}

/** The fence: a claim that was taken over carries a higher number of attempts. */
function isOurs(record: OutboxRecord) {
  return sql`id = ${record.id} and state = 1 and attempts = ${record.attempts}`;
}
