import { createWakeUp } from "@/inngest/wake-up";
import { log } from "@/lib/server/log";
import { applyAnswer } from "./apply/apply-answer";
import type { ApplyOptions } from "./apply/apply-options";
import { isFinished } from "./apply/locked-run";
import { callFunction } from "./call-function";
import { claimJobs, prolongLeases, releaseJobs } from "./claim-jobs";
import type { Handler } from "./engine-event";
import type { Answer, ClaimedJob } from "./job";
import { ensureSchedules, maintain } from "./maintain";
import type { Registry } from "./registry";

/**
 * Where a test may end a job's way: after the claim, after the call, before its answer is committed, and after it was
 * written down or fenced off.
 */
export type Failpoint = "claimed" | "called" | "applying" | "applied" | "fenced";

export interface ExecutorOptions {
  readonly registry: Registry;
  readonly handler: Handler;
  /** Most calls at once. */
  readonly concurrency?: number;
  /** How long a job is ours without a sign of life; one is given every third of it. */
  readonly leaseSeconds?: number;
  /** First pause before a step is tried again; the later ones are multiples of it. */
  readonly retryBaseMs?: number;
  /** The poll is the guarantee; wake-ups only make it faster. */
  readonly pollMs?: number;
  /** After it a call counts as failed. */
  readonly timeoutMs?: number;
  /** How long a stop waits for calls under way. */
  readonly drainMs?: number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  /** For tests: a job for which it throws is forgotten on the spot, as if the process had died. */
  readonly failpoint?: (point: Failpoint, job: ClaimedJob) => void | Promise<void>;
}

export interface Executor {
  /** Looks for jobs now; when it is looking already, once more afterwards. */
  wake(): void;
  /** Claims nothing more, waits for the calls under way, gives the rest back. */
  stop(): Promise<void>;
}

const longestPauseMs = 5000;
/** A job whose lease ended so often without a word takes its process with it. */
const lossesMax = 20;

/**
 * Runs the functions of a registry: takes the jobs that are due, calls the handler for them and writes down what came of
 * it. Any number of executors may run, in any number of processes.
 */
export function startExecutor(options: ExecutorOptions): Executor {
  const { registry, handler, concurrency = 8, leaseSeconds = 30, pollMs = 250, timeoutMs = 10_000 } = options;
  const { drainMs = 5000, retryBaseMs = 15_000, random = Math.random, failpoint } = options;
  const beforeCommit = async (job: ClaimedJob) => failpoint?.("applying", job);
  const applyOptions: ApplyOptions = { registry, retryBaseMs, random, beforeCommit };
  const wakeUp = createWakeUp();
  const underWay = new Map<ClaimedJob, Promise<void>>();
  let isStopping = false;
  let isAway = false;
  let failedLooks = 0;
  let hasSchedules = false;
  let maintainedAt = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    try {
      if (!hasSchedules) await ensureSchedules(registry);
      hasSchedules = true;
      if (performance.now() - maintainedAt >= pollMs) {
        await maintain(registry);
        maintainedAt = performance.now();
      }
      const room = concurrency - underWay.size;
      const claimed = room > 0 ? await claimJobs(registry, room, leaseSeconds) : [];
      if (failedLooks > 0) log.info("engine: the database answers again");
      failedLooks = 0;
      for (const job of claimed) begin(job);
    } catch (error) {
      // Said once: while the database is away every look fails in the same way.
      if (failedLooks === 0) log.error({ err: error }, "engine: jobs cannot be claimed");
      failedLooks += 1;
    }
  }

  function begin(job: ClaimedJob): void {
    const end = work(job)
      .catch((error: unknown) => {
        // The lease ends, and the job is done again.
        log.error({ err: error, runId: job.runId, fnId: job.fnId }, "engine: could not write down an answer");
      })
      .finally(() => {
        underWay.delete(job);
        wakeUp.wake();
      });
    underWay.set(job, end);
  }

  async function work(job: ClaimedJob): Promise<void> {
    if (await isCut("claimed", job)) return;
    const answer = await answerFor(job);
    if (isAway || (await isCut("called", job))) return;
    const applied = await applyAnswer(job, answer, applyOptions);
    if (applied === "fenced") {
      log.warn({ runId: job.runId, fnId: job.fnId }, "engine: an answer came after its lease and is dropped");
    }
    await isCut(applied === "fenced" ? "fenced" : "applied", job);
  }

  async function isCut(point: Failpoint, job: ClaimedJob): Promise<boolean> {
    try {
      await failpoint?.(point, job);
      return false;
    } catch {
      return true;
    }
  }

  function answerFor(job: ClaimedJob): Answer | Promise<Answer> {
    const isCall = job.kind === "discover" || job.kind === "step";
    // What it was planned for is over already: the handler would look for the step in vain.
    const isOver = !job.run.isRunning || (job.stepHash !== null && isFinished(job.run, job.stepHash));
    if (!isCall) return { kind: "news", reqVersion: null };
    if (isOver) return { kind: "stale", reqVersion: null };
    if (job.losses >= lossesMax) {
      const message = `${job.losses} processes ended while they did it`;
      return { kind: "failed", failure: { name: "LostError", message }, reqVersion: null };
    }
    return callFunction(handler, job, timeoutMs);
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      await look();
      await wakeUp.sleep(failedLooks === 0 ? pollMs : Math.min(longestPauseMs, pollMs * 2 ** failedLooks));
    }
  }

  const heartbeat = setInterval(
    () => {
      const jobs = [...underWay.keys()];
      if (jobs.length === 0) return;
      prolongLeases(jobs, leaseSeconds).catch((error: unknown) => {
        log.warn({ err: error }, "engine: leases could not be prolonged");
      });
    },
    (leaseSeconds * 1000) / 3,
  );
  const running = run();
  return {
    wake: () => wakeUp.wake(),
    async stop() {
      isStopping = true;
      wakeUp.wake();
      await running;
      await within(Promise.all(underWay.values()), drainMs);
      clearInterval(heartbeat);
      // What still comes is not written down: the job is somebody else's from here on.
      isAway = true;
      const left = [...underWay.keys()];
      if (left.length > 0) await releaseJobs(left);
    },
  };
}

async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, tooLate]);
  clearTimeout(timer);
}
