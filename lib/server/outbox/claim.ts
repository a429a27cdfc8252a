import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { idList, laneOf, type OutboxRecord, relayActor } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** Claims of an event after which a worker that never came back is blamed on the event. */
export const claimsMax = 20;

/**
 * Up to `limit` events that are due, lowest id first, locked until the transaction ends: nobody else gets them, nor a
 * later one of their aggregates, so that an aggregate's events leave in order whoever takes them.
 */
export async function lockDue(tx: Transaction, limit: number): Promise<OutboxRecord[]> {
  if (limit < 1) return [];
  // Whoever holds the first event of an aggregate that is not handed over holds all that follow it.
  const rows = await tx.execute(sql`
    with heads as (
      select o.id, o.aggregate_type, o.aggregate_id from event_outbox o
      where o.state = 0 and o.next_at <= app_now()
        and not exists (
          select 1 from event_outbox earlier
          where earlier.aggregate_type = o.aggregate_type and earlier.aggregate_id = o.aggregate_id
            and earlier.id < o.id and earlier.state in (0, 1))
      order by o.id limit ${limit} for update skip locked),
    followers as (
      select later.id from heads join event_outbox later using (aggregate_type, aggregate_id)
      where later.id > heads.id and later.state = 0
      order by later.id limit ${limit} for update of later)
    select o.id, o.event_id, o.org_id, o.aggregate_type, o.aggregate_id, o.aggregate_version, o.type, o.payload,
      o.actor, o.attempts, o.created_at, o.replay_of, o.next_at <= app_now() as is_due
    from event_outbox o where o.id in (select id from heads union all select id from followers)
    order by o.id limit ${limit}`);
  return untilOneWaits(rows.map((row) => rowSchema.parse(row))).map(toRecord);
}

/** Leaves out, of each aggregate, the events from the first one on that is not due yet. */
function untilOneWaits(rows: readonly Row[]): Row[] {
  const waiting = new Set<string>();
  return rows.filter((row) => {
    const lane = laneOf({ aggregateType: row.aggregate_type, aggregateId: row.aggregate_id });
    if (!row.is_due) waiting.add(lane);
    return !waiting.has(lane);
  });
}

/**
 * Claims what `lockDue` finds and leases it: nobody else gets these events, nor later ones of their aggregates, before
 * the lease ends. Events whose lease ended are due again.
 */
export function claimDue(limit: number, leaseSeconds: number): Promise<OutboxRecord[]> {
  return withTransaction(relayActor, async (tx) => {
    await returnExpiredIn(tx);
    const due = await lockDue(tx, limit);
    if (due.length === 0) return [];
    await tx.execute(sql`
      update event_outbox
      set state = 1, attempts = attempts + 1, lease_until = app_now() + make_interval(secs => ${leaseSeconds})
      where id = any(${idList(due)}::bigint[])`);
    return due.map((record) => ({ ...record, attempts: record.attempts + 1 }));
  });
}

/** Makes claimed events due again whose worker did not come back. @returns how many. */
export function returnExpired(): Promise<number> {
  return withTransaction(relayActor, returnExpiredIn);
}

/** Makes events due again whose worker did not come back, and buries those that took their worker with them too often. */
async function returnExpiredIn(tx: Transaction): Promise<number> {
  const reason = `no worker came back from it ${claimsMax} times`;
  const rows = await tx.execute<{ n: number }>(sql`
    with lost as (
      update event_outbox set state = case when attempts < ${claimsMax} then 0 else 3 end, lease_until = null,
        done_at = case when attempts < ${claimsMax} then null else app_now() end,
        last_error = case when attempts < ${claimsMax} then last_error else ${reason} end
      where id in (
        select id from event_outbox where state = 1 and lease_until < app_now() for update skip locked)
      returning event_id, payload, attempts, created_at, state),
    letters as (
      insert into event_dlq (event_id, consumer, payload, error, attempts, first_seen, last_seen)
      select event_id, 'relay', payload, ${reason}, attempts, created_at, app_now() from lost where state = 3
      on conflict (event_id, consumer) do update set error = excluded.error, attempts = excluded.attempts,
        last_seen = excluded.last_seen, resolved_at = null, resolution = null)
    select count(*)::int as n from lost`);
  return rows[0]?.n ?? 0;
}

const rowSchema = z.object({
  id: z.coerce.number(),
  event_id: z.string(),
  org_id: z.string().nullable(),
  aggregate_type: z.string(),
  aggregate_id: z.string(),
  aggregate_version: z.number(),
  type: z.string(),
  payload: z.custom<JsonValue>((value) => value !== undefined),
  actor: z.string(),
  attempts: z.number(),
  created_at: z.coerce.date(),
  replay_of: z.coerce.number().nullable(),
  is_due: z.boolean(),
});

type Row = z.output<typeof rowSchema>;

function toRecord(read: Row): OutboxRecord {
  return {
    id: read.id,
    eventId: read.event_id,
    orgId: read.org_id,
    aggregateType: read.aggregate_type,
    aggregateId: read.aggregate_id,
    aggregateVersion: read.aggregate_version,
    type: read.type,
    payload: read.payload,
    actor: read.actor,
    attempts: read.attempts,
    createdAt: read.created_at,
    isReplay: read.replay_of !== null,
  };
}
