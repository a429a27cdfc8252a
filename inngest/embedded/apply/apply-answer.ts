import { sql } from "drizzle-orm";
import { log } from "@/lib/server/log";
import { engineTransaction, type Statements } from "../engine-transaction";
import type { Answer, ClaimedJob, Failure } from "../job";
import type { Registry } from "../registry";
import { retryWaitMs } from "../retry-wait";
import { applyNews } from "./apply-news";
import { applyOps } from "./apply-ops";
import type { ApplyOptions } from "./apply-options";
import { continueRun } from "./continue-run";
import { endRun, jsonOf } from "./end-run";
import { finishSteps } from "./finish-step";
import { holdsFence, isFinished, type LockedRun, lockRun } from "./locked-run";

/** What became of an answer: written down, with or without something due at once, or somebody else's by now. */
export type Applied = "due" | "quiet" | "fenced";

/** How long a call that the handler refused waits; nothing about the function will make the next one better. */
const refusedSeconds = 30;

/** Writes down what came of a job: all of it in one transaction, or nothing when the job is not ours any more. */
export function applyAnswer(job: ClaimedJob, answer: Answer, options: ApplyOptions): Promise<Applied> {
  return engineTransaction(async (tx) => {
    const [run, isOurs] = await Promise.all([lockRun(tx, job), holdsFence(tx, job)]);
    if (!isOurs || run === null) return "fenced";
    if (!run.isRunning) {
      await deleteJob(tx, job);
      return "quiet";
    }
    const isDue = await apply(tx, job, run, answer, options);
    await options.beforeCommit?.(job);
    return isDue ? "due" : "quiet";
  });
}

async function apply(
  tx: Statements,
  job: ClaimedJob,
  run: LockedRun,
  answer: Answer,
  options: ApplyOptions,
): Promise<boolean> {
  const { registry } = options;
  const reqVersion = answer.reqVersion ?? run.reqVersion;
  const progress = { isAsked: true, reqVersion, maxAttempts: maxAttemptsOf(registry, job) };
  switch (answer.kind) {
    case "completed":
      await endRun(tx, registry, job, run, { status: "completed", output: answer.output });
      return true;
    case "failed":
      await endRun(tx, registry, job, run, { status: "failed", failure: answer.failure });
      return true;
    case "retry":
      return retry(tx, job, run, answer, options);
    case "misconfigured":
      log.error({ runId: run.id, fnId: run.fnId, failure: answer.failure }, "engine: a call was refused");
      await putBack(tx, job, refusedSeconds, job.attempt, answer.failure);
      return false;
    case "stale":
      await deleteJob(tx, job);
      // As after a step: the others that are open go first.
      return continueRun(tx, job, run, progress);
    case "news":
      return applyNews(tx, job, run, progress, options);
    case "ops": {
      const failed = answer.ops.find(({ op }) => op === "StepError");
      if (failed === undefined) return applyOps(tx, job, run, answer.ops, progress, options);
      const failure = failed.error ?? { name: "Error", message: "the step failed" };
      if (job.attempt + 1 < job.maxAttempts) {
        return retry(tx, job, run, { failure, retryAfter: answer.retryAfter }, options);
      }
      return applyOps(tx, job, run, [{ ...failed, op: "StepFailed", error: failure }], progress, options);
    }
  }
}

/** Tries the same job again later; when it has no try left, a planned step has failed, and without one the run has. */
async function retry(
  tx: Statements,
  job: ClaimedJob,
  run: LockedRun,
  { failure, retryAfter }: { readonly failure: Failure; readonly retryAfter: string | null },
  { registry, retryBaseMs, random }: ApplyOptions,
): Promise<boolean> {
  if (job.attempt + 1 < job.maxAttempts) {
    const waitMs = retryWaitMs({ attempt: job.attempt, retryAfter, nowMs: run.nowMs }, retryBaseMs, random);
    await putBack(tx, job, waitMs / 1000, job.attempt + 1, failure);
    return false;
  }
  if (job.kind === "step" && job.stepHash !== null && !isFinished(run, job.stepHash)) {
    const memo = { error: jsonOf(failure) };
    const step = { hash: job.stepHash, op: "StepRun", name: job.stepName ?? "", memo };
    await finishSteps(tx, job, run, [step], run.reqVersion);
    await deleteJob(tx, job);
    const maxAttempts = maxAttemptsOf(registry, job);
    return continueRun(tx, job, run, { isAsked: true, reqVersion: run.reqVersion, maxAttempts });
  }
  await endRun(tx, registry, job, run, { status: "failed", failure });
  return true;
}

async function putBack(
  tx: Statements,
  { key }: ClaimedJob,
  waitSeconds: number,
  attempt: number,
  { name, message }: Failure,
): Promise<void> {
  await tx.execute(sql`
    update inngest_job set attempt = ${attempt}, run_at = app_now() + make_interval(secs => ${waitSeconds}),
      lease_token = null, lease_until = null, losses = 0, last_error = ${`${name}: ${message}`.slice(0, 2000)}
    where job_key = ${key}`);
}

async function deleteJob(tx: Statements, { key }: ClaimedJob): Promise<void> {
  await tx.execute(sql`delete from inngest_job where job_key = ${key}`);
}

/** Of the function as it is now: it may have changed since the job was planned. */
function maxAttemptsOf(registry: Registry, job: ClaimedJob): number {
  return registry.functions.get(job.fnId)?.maxAttempts ?? job.maxAttempts;
}
