import { sql } from "drizzle-orm";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import type { Statements } from "../engine-transaction";
import type { ClaimedJob } from "../job";
import type { ApplyOptions } from "./apply-options";
import { continueRun, type Progress } from "./continue-run";
import { endRun } from "./end-run";
import { finishSteps } from "./finish-step";
import { isFinished, type LockedRun } from "./locked-run";

/** Lets a job have its effect that calls nothing: a sleep or wait is over, an event or a result arrived, the run is cancelled. */
export async function applyNews(
  tx: Statements,
  job: ClaimedJob,
  run: LockedRun,
  progress: Progress,
  { registry }: ApplyOptions,
): Promise<boolean> {
  if (job.kind === "cancel") {
    await endRun(tx, registry, job, run, { status: "cancelled" });
    return true;
  }
  const { stepHash } = job;
  const news = stepHash === null || isFinished(run, stepHash) ? null : await read(tx, job, stepHash);
  if (stepHash !== null && news !== null) {
    const step = { hash: stepHash, op: news.op, name: job.stepName ?? news.name, memo: news.memo };
    await finishSteps(tx, job, run, [step], progress.reqVersion);
    await tx.execute(sql`
      delete from inngest_pause where run_id = ${run.id} and step_hash = ${stepHash} and kind in ('wait', 'invoke')`);
    await tx.execute(sql`
      delete from inngest_job where run_id = ${run.id} and step_hash = ${stepHash}`);
  } else {
    await tx.execute(sql`delete from inngest_job where job_key = ${job.key}`);
  }
  return continueRun(tx, job, run, progress);
}

interface News {
  readonly op: string;
  readonly name: string;
  readonly memo: JsonValue;
}

/** @returns what the step gave; null when something else ends it. */
async function read(tx: Statements, job: ClaimedJob, stepHash: string): Promise<News | null> {
  if (job.kind === "timer") return { op: "Sleep", name: "", memo: { data: null } };
  const [pause] = await tx.execute<{ kind: string; step_name: string; is_answered: boolean }>(sql`
    select kind, step_name, exists (
      select from inngest_job j where j.run_id = p.run_id and j.step_hash = p.step_hash
        and j.kind in ('event', 'resume')) as is_answered
    from inngest_pause p where run_id = ${job.runId} and step_hash = ${stepHash} and kind in ('wait', 'invoke')`);
  if (pause === undefined) return null;
  const name = pause.step_name;
  switch (job.kind) {
    case "event":
      return { op: "WaitForEvent", name, memo: { data: await eventOf(tx, job.subject) } };
    case "resume":
      return { op: "InvokeFunction", name, memo: await resultOf(tx, job.subject) };
    case "wait_timeout":
      // What came in time wins, however late it is looked at.
      if (pause.is_answered) return null;
      return pause.kind === "wait"
        ? { op: "WaitForEvent", name, memo: { data: null } }
        : { op: "InvokeFunction", name, memo: { error: timedOut } };
    default:
      return null;
  }
}

const timedOut: JsonValue = {
  name: "InngestInvokeTimeoutError",
  message: "the invoked function did not end in time",
};

async function eventOf(tx: Statements, eventId: string | null): Promise<JsonValue> {
  const [event] = await tx.execute<{ id: string; name: string; data: JsonValue; ts_ms: string }>(sql`
    select id, name, data, ts_ms from inngest_event where id = ${eventId}`);
  if (event === undefined) throw new Error(`event ${eventId} that was waited for is not there`);
  const { id, name, data, ts_ms } = event;
  return { id, name, data, ts: Number(ts_ms) };
}

async function resultOf(tx: Statements, runId: string | null): Promise<JsonValue> {
  const [run] = await tx.execute<{ status: string; output: JsonValue; error: JsonValue }>(sql`
    select status, output, error from inngest_run where id = ${runId}`);
  if (run === undefined) throw new Error(`run ${runId} that was waited for is not there`);
  if (run.status === "completed") return { data: run.output };
  if (run.status === "failed") return { error: run.error };
  return { error: { name: "Error", message: "the invoked function was cancelled" } };
}
