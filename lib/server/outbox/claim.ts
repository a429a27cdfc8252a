import "server-only";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { type OutboxRecord, relayActor } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** Claims of an event after which a worker that never came back is blamed on the event. */
export const claimsMax = 20;

/**
 * Claims up to `limit` events that are due, lowest id first, and leases them: nobody else gets them before the lease
 * ends. Of one aggregate only the earliest event that is not handed over yet can be claimed, so that its events leave
 * in order whoever takes them. Events whose lease ended are due again.
 */
export function claimDue(limit: number, leaseSeconds: number): Promise<OutboxRecord[]> {
  return withTransaction(relayActor, async (tx) => {
    await returnExpired(tx);
    if (limit < 1) return [];
    const rows = await tx.execute(sql`
      with due as (
        select o.id from event_outbox o
        where o.state = 0 and o.next_at <= app_now()
          and not exists (
            select 1 from event_outbox earlier
            where earlier.aggregate_type = o.aggregate_type and earlier.aggregate_id = o.aggregate_id
              and earlier.id < o.id and earlier.state in (0, 1))
        order by o.id limit ${limit} for update skip locked)
      update event_outbox o
      set state = 1, attempts = o.attempts + 1, lease_until = app_now() + make_interval(secs => ${leaseSeconds})
      from due where o.id = due.id
      returning o.id, o.event_id, o.org_id, o.aggregate_type, o.aggregate_id, o.aggregate_version, o.type,
        o.payload, o.actor, o.attempts, o.created_at, o.replay_of`);
    return rows.map(readRow).sort((one, other) => one.id - other.id);
  });
}

/** Makes events due again whose worker did not come back, and buries those that took their worker with them too often. */
async function returnExpired(tx: Transaction): Promise<void> {
  const reason = `no worker came back from it ${claimsMax} times`;
  await tx.execute(sql`
    with lost as (
      update event_outbox set state = case when attempts < ${claimsMax} then 0 else 3 end, lease_until = null,
        done_at = case when attempts < ${claimsMax} then null else app_now() end,
        last_error = case when attempts < ${claimsMax} then last_error else ${reason} end
      where id in (
        select id from event_outbox where state = 1 and lease_until < app_now() for update skip locked)
      returning event_id, payload, attempts, created_at, state)
    insert into event_dlq (event_id, consumer, payload, error, attempts, first_seen, last_seen)
    select event_id, 'relay', payload, ${reason}, attempts, created_at, app_now() from lost where state = 3
    on conflict (event_id, consumer) do update set error = excluded.error, attempts = excluded.attempts,
      last_seen = excluded.last_seen, resolved_at = null, resolution = null`);
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
});

function readRow(row: unknown): OutboxRecord {
  const read = rowSchema.parse(row);
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
