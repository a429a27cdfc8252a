import { sql } from "drizzle-orm";
import { env } from "@/lib/server/env";
import { keyAt, valuesIn } from "./condition";
import type { EngineEvent } from "./engine-event";
import type { Statements } from "./engine-transaction";
import type { RegisteredFunction, Registry } from "./registry";
import { startRuns } from "./start-runs";

/** Where commits that left something to do at once are heard of. The payload is empty: the table says the rest. */
export const jobsChannel = "jobs";

/**
 * Takes events in: keeps them, starts the functions that they start, and wakes or ends the runs that wait for them. An
 * event whose id was there before changes nothing. All within the caller's transaction, which has to be the system's.
 */
export async function acceptEvents(
  tx: Statements,
  registry: Registry,
  events: readonly EngineEvent[],
): Promise<void> {
  const fresh = await storeEvents(tx, events);
  let left = 0;
  for (const part of inParts(registry, fresh)) left += await take(tx, registry, part);
  if (left > 0 && env().OUTBOX_NOTIFY === "on") await tx.execute(sql`select pg_notify(${jobsChannel}, '')`);
}

/** An event that ends runs also ends those that an earlier one of the same batch started. */
function inParts(registry: Registry, events: readonly EngineEvent[]): readonly (readonly EngineEvent[])[] {
  const parts: EngineEvent[][] = [];
  for (const event of events) {
    const last = parts.at(-1);
    if (last === undefined || registry.cancels(event.name)) parts.push([event]);
    else last.push(event);
  }
  return parts;
}

/** @returns how many jobs are left to do at once. */
async function take(tx: Statements, registry: Registry, fresh: readonly EngineEvent[]): Promise<number> {
  const starts = fresh.flatMap((event) => registry.startedBy(event).map((fn) => ({ fn, event })));
  const [debounced, direct] = [
    starts.filter(({ fn }) => fn.debounce !== null),
    starts.filter(({ fn }) => fn.debounce === null),
  ];
  // The pauses are looked through first: an event that starts a run does not end that same run.
  const woken = await wakePauses(tx, fresh);
  const started = await startRuns(tx, direct);
  await putOff(tx, debounced);
  return woken + started;
}

/** Keeps events. @returns those that were not there before. */
export async function storeEvents(
  tx: Statements,
  events: readonly EngineEvent[],
): Promise<readonly EngineEvent[]> {
  if (events.length === 0) return [];
  const given = events.map(({ id, name, data, ts }) => ({ id, name, data, ts_ms: ts }));
  const rows = await tx.execute<{ id: string }>(sql`
    insert into inngest_event (id, name, data, ts_ms, received_at)
    select id, name, data, ts_ms, app_now()
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(id text, name text, data jsonb, ts_ms bigint)
    on conflict do nothing returning id`);
  const isNew = new Set(rows.map(({ id }) => id));
  return events.filter(({ id }) => isNew.delete(id));
}

/**
 * Leaves a job with every run that one of the events wakes or ends. No run is locked here: a batch that locks many would
 * meet the executor in another order.
 */
async function wakePauses(tx: Statements, events: readonly EngineEvent[]): Promise<number> {
  const names = JSON.stringify([...new Set(events.map(({ name }) => name))]);
  const waited = await tx.execute<{ event_name: string }>(sql`
    select name as event_name from jsonb_array_elements_text(${names}::jsonb) as name
    where exists (select from inngest_pause p where p.event_name = name)`);
  const isWaited = new Set(waited.map(({ event_name }) => event_name));
  const given = events
    .filter(({ name }) => isWaited.has(name))
    .map((event, place) => ({
      place,
      id: event.id,
      name: event.name,
      event,
      values: valuesIn({ ...event }),
    }));
  if (given.length === 0) return 0;
  const jobs = await tx.execute(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as g(place int, id text, name text, event jsonb, values text[]))
    insert into inngest_job
      (job_key, run_id, fn_id, kind, step_hash, step_name, subject, run_at, max_attempts, created_at)
    select distinct on (key) key, run_id, fn_id, kind, step_hash, step_name, id, app_now(), 1, app_now()
    from (
      select p.run_id, r.fn_id, p.step_name, g.id, g.place,
        case p.kind when 'cancel' then 'cancel' else 'event' end as kind,
        case p.kind when 'cancel' then null else p.step_hash end as step_hash,
        p.run_id || case p.kind when 'cancel' then '-cancel' else '-' || p.step_hash || '-event' end as key
      from given g
      join inngest_pause p on p.event_name = g.name and (p.match_value is null or p.match_value = any (g.values))
      join inngest_run r on r.id = p.run_id
      where g.event @> p.match and p.expires_at > app_now()) as found
    order by key, place
    on conflict do nothing returning 1`);
  return jobs.length;
}

/** Puts debounced functions off until their events calm down, though not beyond the deadline of the first. */
async function putOff(
  tx: Statements,
  starts: readonly { readonly fn: RegisteredFunction; readonly event: EngineEvent }[],
): Promise<void> {
  for (const { fn, event } of starts) {
    if (fn.debounce === null) continue;
    const { periodMs, timeoutMs, key } = fn.debounce;
    const deadline =
      timeoutMs === null
        ? sql`'infinity'::timestamptz`
        : sql`app_now() + make_interval(secs => ${timeoutMs / 1000})`;
    await tx.execute(sql`
      insert into inngest_debounce as d (fn_id, key, event_id, run_at, hard_deadline)
      values (${fn.id}, ${key === null ? "" : keyAt(key, { ...event })}, ${event.id},
        app_now() + make_interval(secs => ${periodMs / 1000}), ${deadline})
      on conflict (fn_id, key) do update set event_id = excluded.event_id,
        run_at = least(excluded.run_at, d.hard_deadline)`);
  }
}
