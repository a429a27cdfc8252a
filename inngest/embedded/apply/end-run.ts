import { sql } from "drizzle-orm";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { acceptEvents } from "../accept-events";
import type { EngineEvent } from "../engine-event";
import type { Statements } from "../engine-transaction";
import type { ClaimedJob, Failure } from "../job";
import type { Registry } from "../registry";
import type { LockedRun } from "./locked-run";

export type Ending =
  | { readonly status: "completed"; readonly output: JsonValue }
  | { readonly status: "failed"; readonly failure: Failure }
  | { readonly status: "cancelled" };

const failedEvent = "inngest/function.failed";
const finishedEvent = "inngest/function.finished";
const cancelledEvent = "inngest/function.cancelled";

/** Ends a run: what was planned for it is dropped, whoever invoked it learns of it, and so do the functions that ask for it. */
export async function endRun(
  tx: Statements,
  registry: Registry,
  job: ClaimedJob,
  run: LockedRun,
  ending: Ending,
): Promise<void> {
  const output = ending.status === "completed" ? JSON.stringify(ending.output) : null;
  const error = ending.status === "failed" ? JSON.stringify(ending.failure) : null;
  await Promise.all([
    tx.execute(sql`
      update inngest_run set status = ${ending.status}, output = ${output}::jsonb, error = ${error}::jsonb,
        ended_at = app_now() where id = ${run.id}`),
    tx.execute(sql`delete from inngest_job where run_id = ${run.id}`),
    tx.execute(sql`delete from inngest_pause where run_id = ${run.id}`),
    ...(run.parentRunId === null ? [] : [tellParent(tx, run)]),
  ]);
  const events = eventsOf(job, run, ending).filter(({ name }) => registry.wants(name));
  if (events.length > 0) await acceptEvents(tx, registry, events);
}

/** As a job of the parent's, so that no two runs are locked at once. */
function tellParent(tx: Statements, run: LockedRun): PromiseLike<unknown> {
  return tx.execute(sql`
    insert into inngest_job
      (job_key, run_id, fn_id, kind, step_hash, step_name, subject, run_at, max_attempts, created_at)
    select id || '-' || ${run.parentStep}::text || '-resume', id, fn_id, 'resume', ${run.parentStep}::text, null,
      ${run.id}::text, app_now(), 1, app_now()
    from inngest_run where id = ${run.parentRunId} and status = 'running'
    on conflict do nothing`);
}

/** A run that the end of another started says nothing of its own end: it could go on for ever. */
function eventsOf({ run: { event } }: ClaimedJob, run: LockedRun, ending: Ending): readonly EngineEvent[] {
  if (event.name === failedEvent || event.name === finishedEvent || event.name === cancelledEvent) return [];
  const seen: JsonValue = { ...event };
  const about = { function_id: run.fnId, run_id: run.id, event: seen, events: [seen] };
  const ts = Math.floor(run.nowMs);
  const made = (id: string, name: string, data: JsonValue): EngineEvent => ({ id, name, data, ts });
  switch (ending.status) {
    case "completed":
      return [made(`${run.id}:finished`, finishedEvent, { ...about, result: ending.output })];
    case "failed": {
      const data = { ...about, error: jsonOf(ending.failure) };
      return [made(`${run.id}:finished`, finishedEvent, data), made(run.id, failedEvent, data)];
    }
    case "cancelled":
      return [
        made(`${run.id}:finished`, finishedEvent, about),
        made(`${run.id}:cancelled`, cancelledEvent, about),
      ];
  }
}

/** An error as JSON: what is not there is left out. */
export function jsonOf({ name, message, stack }: Failure): JsonValue {
  return stack === undefined ? { name, message } : { name, message, stack };
}
