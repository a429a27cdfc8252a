import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type EventsScope, inScope, orgOfEngineEvent, readEvents } from "@/lib/modules/events/events-scope";
import type { EventsOverview, Lag } from "@/lib/modules/events/schema";
import { env } from "@/lib/server/env";
import type { Viewer } from "@/lib/server/viewer";

/** An event that waits longer than this is said to be stuck: its worker is away, or a lane is blocked. */
const stuckAfterSeconds = 30;
const lagRowsMax = 10_000;

/** How the spine does now and did in the last hour. */
export function getEventsOverview(viewer: Viewer): Promise<EventsOverview> {
  return readEvents(viewer, async (tx, scope) => {
    const now = await readNow(tx, scope);
    const engineQueue = await readEngineQueue(tx);
    const pausedNames = await readPausedNames(tx);
    const { nowAt, pending, inFlight, oldestPendingAt, isStuck, openLetters, newestLetterAt } = now;
    return {
      asOf: nowAt,
      engine: env().INNGEST_EVENT_KEY === undefined ? "embedded" : "inngest",
      scope: scope.isAlone ? "deployment" : "company",
      perMinute: await readPerMinute(tx, scope),
      lags: {
        handOver: await readLag(tx, handOverRows(scope)),
        effect: await readLag(tx, effectRows(scope)),
        screen: await readLag(tx, screenRows(scope)),
      },
      outbox: { pending, inFlight, oldestPendingAt },
      engineQueue,
      deadLetters: { open: openLetters, newestAt: newestLetterAt },
      alarms: [
        ...(openLetters === 0
          ? []
          : [
              {
                kind: "dead_letters" as const,
                message: `${counted(openLetters, "event", "events")} could not be handled and ${openLetters === 1 ? "waits" : "wait"} for a decision.`,
              },
            ]),
        ...(isStuck
          ? [
              {
                kind: "stuck" as const,
                message: `The oldest event has been waiting for more than ${stuckAfterSeconds} seconds. Is the worker running?`,
              },
            ]
          : []),
        ...(pausedNames.length === 0
          ? []
          : [
              {
                kind: "paused" as const,
                message: `Halted by hand: ${pausedNames.join(", ")}. What they have to do is kept until somebody resumes them.`,
              },
            ]),
      ],
    };
  });
}

interface NowRow extends Record<string, unknown> {
  readonly nowAt: string;
  readonly pending: number;
  readonly inFlight: number;
  readonly oldestPendingAt: string | null;
  readonly isStuck: boolean;
  readonly openLetters: number;
  readonly newestLetterAt: string | null;
}

async function readNow(tx: Transaction, scope: EventsScope): Promise<NowRow> {
  const [row] = await tx.execute<NowRow>(sql`
    with waiting as (
      select state, created_at, next_at from event_outbox o
      where state in (0, 1) and ${inScope(scope, sql`o.org_id`)}
    ), letters as (
      select d.last_seen from event_dlq d
      where d.resolved_at is null and ${letterInScope(scope)}
    )
    select ${iso(sql`app_now()`)} as "nowAt",
      (select count(*)::int from waiting where state = 0) as "pending",
      (select count(*)::int from waiting where state = 1) as "inFlight",
      (select ${iso(sql`min(created_at)`)} from waiting where state = 0) as "oldestPendingAt",
      (select coalesce(min(created_at) < app_now() - make_interval(secs => ${stuckAfterSeconds}), false)
        from waiting where next_at <= app_now()) as "isStuck",
      (select count(*)::int from letters) as "openLetters",
      (select ${iso(sql`max(last_seen)`)} from letters) as "newestLetterAt"`);
  if (row === undefined) throw new Error("an aggregate without a row");
  return row;
}

/** Whether an event of the dead letter belongs to the scope. */
export function letterInScope(scope: EventsScope): SQL {
  return sql`exists (select from event_outbox o where o.event_id = d.event_id and ${inScope(scope, sql`o.org_id`)})`;
}

async function readPerMinute(tx: Transaction, scope: EventsScope): Promise<EventsOverview["perMinute"]> {
  const rows = await tx.execute<{ at: string; handedOver: number }>(sql`
    with done as (
      select date_trunc('minute', done_at) as minute, count(*)::int as count from event_outbox o
      where state = 2 and done_at >= date_trunc('minute', app_now()) - interval '60 minutes'
        and ${inScope(scope, sql`o.org_id`)}
      group by 1)
    select ${iso(sql`minute`)} as at, coalesce(done.count, 0) as "handedOver"
    from generate_series(date_trunc('minute', app_now()) - interval '60 minutes',
      date_trunc('minute', app_now()) - interval '1 minute', interval '1 minute') as minute
    left join done using (minute) order by minute`);
  return [...rows];
}

const windowStart = sql`app_now() - interval '60 minutes'`;

const handOverRows = (scope: EventsScope) => sql`
  select extract(epoch from done_at - created_at) * 1000 as ms from event_outbox o
  where state = 2 and done_at >= ${windowStart} and ${inScope(scope, sql`o.org_id`)}
  order by done_at desc limit ${lagRowsMax}`;

// Schedules begin without a change, and a replay long after it: neither says how quick the spine is.
const effectRows = (scope: EventsScope) => sql`
  select greatest(0, extract(epoch from r.ended_at) * 1000 - e.ts_ms) as ms
  from inngest_run r join inngest_event e on e.id = r.event_id
  where r.status = 'completed' and r.ended_at >= ${windowStart} and e.name not like 'inngest/%'
    and e.id = e.data ->> 'eventId' and ${inScope(scope, orgOfEngineEvent)}
  order by r.ended_at desc limit ${lagRowsMax}`;

const screenRows = (scope: EventsScope) => sql`
  select extract(epoch from received_at - committed_at) * 1000 as ms from live_receipts l
  where received_at >= now() - interval '60 minutes' and ${inScope(scope, sql`l.org_id`)}
  order by received_at desc limit ${lagRowsMax}`;

async function readLag(tx: Transaction, rows: SQL): Promise<Lag> {
  const [row] = await tx.execute<{ count: number; p50: number | null; p95: number; p99: number }>(sql`
    select count(*)::int as count, percentile_cont(0.5) within group (order by ms)::float8 as p50,
      percentile_cont(0.95) within group (order by ms)::float8 as p95,
      percentile_cont(0.99) within group (order by ms)::float8 as p99
    from (${rows}) as measured`);
  if (row === undefined || row.p50 === null) return null;
  return { count: row.count, p50Ms: row.p50, p95Ms: row.p95, p99Ms: row.p99 };
}

async function readEngineQueue(tx: Transaction): Promise<EventsOverview["engineQueue"]> {
  const [row] = await tx.execute<EventsOverview["engineQueue"]>(sql`
    select count(*) filter (where lease_token is null and run_at <= app_now() and not is_paused)::int as due,
      count(*) filter (where lease_token is not null)::int as running,
      count(*) filter (where lease_token is null and run_at > app_now())::int as later,
      count(*) filter (where lease_token is null and run_at <= app_now() and is_paused)::int as paused,
      (select count(*)::int from inngest_run where status = 'running') as "openRuns"
    from (select lease_token, run_at, fn_id in (select fn_id from engine_function_pauses) as is_paused
      from inngest_job) jobs`);
  if (row === undefined) throw new Error("an aggregate without a row");
  return row;
}

async function readPausedNames(tx: Transaction): Promise<string[]> {
  const rows = await tx.execute<{ name: string }>(sql`
    select coalesce(f.name, p.fn_id) as name
    from engine_function_pauses p left join engine_functions f using (fn_id) order by 1`);
  return rows.map(({ name }) => name);
}

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;

/** A moment of PostgreSQL as ISO 8601 in UTC with microseconds. */
export function iso(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}
