import { sql } from "drizzle-orm";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import type { Statements } from "../engine-transaction";
import type { ClaimedJob, Op } from "../job";
import type { ApplyOptions } from "./apply-options";
import { continueRun, type Progress } from "./continue-run";
import { endRun, jsonOf } from "./end-run";
import { type FinishedStep, finishSteps } from "./finish-step";
import { isFinished, type LockedRun } from "./locked-run";
import { planOps } from "./plan-ops";

const stepsMax = 1000;
const stepBytesMax = 4 * 1024 * 1024;

/** Ops that plan something; what `planOps` does not know of ends the run with a sentence that says so. */
const planned: ReadonlySet<string> = new Set(["StepPlanned", "Sleep", "WaitForEvent", "InvokeFunction"]);
const finished: ReadonlySet<string> = new Set(["StepRun", "StepFailed"]);

/** Writes down what a call reports: steps that ran within it, and what is to be done next. */
export async function applyOps(
  tx: Statements,
  job: ClaimedJob,
  run: LockedRun,
  ops: readonly Op[],
  progress: Progress,
  options: ApplyOptions,
): Promise<boolean> {
  const complete = ops.find(({ op }) => op === "RunComplete");
  if (complete !== undefined) {
    await endRun(tx, options.registry, job, run, { status: "completed", output: complete.data });
    return true;
  }
  const fail = async (message: string): Promise<boolean> => {
    const failure = { name: "UnsupportedError", message };
    await endRun(tx, options.registry, job, run, { status: "failed", failure });
    return true;
  };
  const unknown = ops.find(({ op }) => !planned.has(op) && !finished.has(op) && op !== "DiscoveryRequest");
  if (unknown !== undefined) return fail(`step "${unknown.displayName}": ${unknown.op} is not supported`);
  // What was found while a step had no memo yet, and has one now, must not happen again.
  const fresh = ops.filter(({ id, op }) => op !== "DiscoveryRequest" && !isFinished(run, id));
  if (run.stack.length + fresh.length > stepsMax) return fail(`more than ${stepsMax} steps in one run`);
  const ran = fresh.filter(({ op }) => finished.has(op)).map(stepOf);
  const tooLarge = ran.find(({ memo }) => Buffer.byteLength(JSON.stringify(memo)) > stepBytesMax);
  if (tooLarge !== undefined) return fail(`step "${tooLarge.name}" gave more than ${stepBytesMax} bytes`);

  const isAsked = ran.length > 0 || ops.every(({ op }) => op === "DiscoveryRequest");
  if (job.kind === "discover" && !run.forcePlan && ops.length === 1 && ran.length === 1) {
    await Promise.all([
      finishSteps(tx, job, run, ran, progress.reqVersion),
      discoverNext(tx, job, progress.maxAttempts),
    ]);
    return true;
  }
  if (ran.length > 0) await finishSteps(tx, job, run, ran, progress.reqVersion);
  await tx.execute(sql`delete from inngest_job where job_key = ${job.key}`);
  const problem = await planOps(tx, job, run, fresh, progress, options);
  if (problem !== null) return fail(problem);
  return continueRun(tx, job, run, { ...progress, isAsked });
}

function stepOf({ id, op, displayName, data, error }: Op): FinishedStep {
  const memo: JsonValue =
    op === "StepFailed"
      ? { error: error === null ? { name: "Error", message: "the step failed" } : jsonOf(error) }
      : { data };
  return { hash: id, op: "StepRun", name: displayName, memo };
}

/** The usual walk, one step after the other: the same row becomes the next discovery. */
function discoverNext(tx: Statements, { key }: ClaimedJob, maxAttempts: number): PromiseLike<unknown> {
  return tx.execute(sql`
    update inngest_job set attempt = 0, max_attempts = ${maxAttempts}, run_at = app_now(), lease_token = null,
      lease_until = null, losses = 0, last_error = null
    where job_key = ${key}`);
}
