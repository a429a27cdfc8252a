import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inScope, orgOfEngineEvent, readEvents } from "@/lib/modules/events/events-scope";
import type { Run, RunDetail, Runs, RunsQuery } from "@/lib/modules/events/schema";
import { AppError } from "@/lib/server/errors";
import type { Viewer } from "@/lib/server/viewer";
import { iso } from "./get-overview";

interface RunRow extends Record<string, unknown> {
  readonly id: string;
  readonly functionId: string;
  readonly functionName: string;
  readonly state: Run["state"];
  readonly eventId: string;
  readonly eventName: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly error: string | null;
}

const selectRuns = (more: SQL) => sql`
  select r.id, r.fn_id as "functionId", coalesce(f.name, r.fn_id) as "functionName", r.status as state,
    r.event_id as "eventId", coalesce(e.name, '') as "eventName", ${iso(sql`r.created_at`)} as "startedAt",
    ${iso(sql`r.ended_at`)} as "endedAt",
    case when r.error is null then null else concat_ws(': ', r.error ->> 'name', r.error ->> 'message') end as error
    ${more}
  from inngest_run r
  left join inngest_event e on e.id = r.event_id
  left join engine_functions f using (fn_id)`;

/** A page of runs, newest first. */
export function listRuns(viewer: Viewer, query: RunsQuery): Promise<Runs> {
  const { functionId, state, before, limit } = query;
  return readEvents(viewer, async (tx, scope) => {
    const rows = await tx.execute<RunRow>(sql`
      ${selectRuns(sql``)}
      where ${inScope(scope, orgOfEngineEvent)}
        ${functionId === undefined ? sql`` : sql`and r.fn_id = ${functionId}`}
        ${state === undefined ? sql`` : sql`and r.status = ${state}`}
        ${before === undefined ? sql`` : sql`and r.id < ${before}::uuid`}
      order by r.id desc limit ${limit + 1}`);
    const runs = rows.slice(0, limit).map(toRun);
    return { runs, next: rows.length > limit ? (runs.at(-1)?.id ?? null) : null };
  });
}

/** One run from its event to what comes next. @throws AppError `not_found` for a run of another company. */
export function getRun(viewer: Viewer, id: string): Promise<RunDetail> {
  return readEvents(viewer, async (tx, scope) => {
    const [row] = await tx.execute<
      RunRow & {
        readonly eventData: unknown;
        readonly happenedAt: string;
        readonly errorStack: string | null;
      }
    >(sql`
      ${selectRuns(sql`, e.data as "eventData", r.error ->> 'stack' as "errorStack",
        ${iso(sql`to_timestamp(e.ts_ms / 1000.0)`)} as "happenedAt"`)}
      where r.id = ${id}::uuid and ${inScope(scope, orgOfEngineEvent)}`);
    if (row === undefined) throw new AppError("not_found", "There is no such run.");
    const steps = await tx.execute<RunDetail["steps"][number]>(sql`
      select name, op as kind, ${iso(sql`started_at`)} as "startedAt", ${iso(sql`finished_at`)} as "finishedAt",
        attempt + 1 as attempts, concat_ws(': ', memo -> 'error' ->> 'name', memo -> 'error' ->> 'message') as error
      from inngest_step where run_id = ${id}::uuid order by finished_at, step_hash`);
    const open = await tx.execute<RunDetail["open"][number]>(sql`
      select kind, step_name as name, ${iso(sql`run_at`)} as "dueAt", attempt as failures,
        lease_token is not null as "isRunning", last_error as "lastError"
      from inngest_job where run_id = ${id}::uuid order by run_at, job_key`);
    return {
      ...toRun(row),
      errorStack: row.errorStack,
      eventData: row.eventData,
      happenedAt: row.happenedAt,
      steps: steps.map((step) => ({ ...step, error: step.error === "" ? null : step.error })),
      open: [...open],
    };
  });
}

function toRun({
  id,
  functionId,
  functionName,
  state,
  eventId,
  eventName,
  startedAt,
  endedAt,
  error,
}: RunRow): Run {
  const event = { id: eventId, name: eventName };
  return { id, functionId, functionName, state, event, startedAt, endedAt, error };
}
