import { sql } from "drizzle-orm";
import { log } from "@/lib/server/log";
import type { Statements } from "../engine-transaction";
import type { ClaimedJob } from "../job";
import type { LockedRun } from "./locked-run";

/** Why the function might have to be asked what is next. */
export interface Progress {
  /** A discovery's answer says so by itself: a step ran within it, or it asked to be repeated. */
  readonly isAsked: boolean;
  readonly reqVersion: number;
  readonly maxAttempts: number;
}

/**
 * Sees to it that a run goes on once a job of it is done: at most one discovery is there at a time, and one that was under
 * way while a step finished is followed by another. While planned steps are open their discovery waits for the last of
 * them, unless they race; a branch beside a long sleep or wait moves nevertheless.
 *
 * @returns whether something is due at once.
 */
export async function continueRun(
  tx: Statements,
  job: ClaimedJob,
  run: LockedRun,
  { isAsked, reqVersion, maxAttempts }: Progress,
): Promise<boolean> {
  const [discoveries, [open]] = await Promise.all([
    // Locked: a claim that is about to take it either sees this step's memo or is seen here.
    tx.execute<{ is_leased: boolean }>(sql`
      select lease_token is not null as is_leased from inngest_job
      where run_id = ${run.id} and kind = 'discover' for update`),
    tx.execute<{ steps: number; timers: number; pauses: number }>(sql`
      select count(*) filter (where kind = 'step')::int as steps, count(*) filter (where kind = 'timer')::int as timers,
        (select count(*)::int from inngest_pause where run_id = ${run.id} and kind in ('wait', 'invoke')) as pauses
      from inngest_job where run_id = ${run.id}`),
  ]);
  const { steps = 0, timers = 0, pauses = 0 } = open ?? {};
  const isOpen = steps + timers + pauses > 0;
  const [discovery] = discoveries;
  const isDue =
    job.kind === "discover" ? isAsked || run.discoverAgain : job.isRace || reqVersion === 1 || steps === 0;
  // An answer without anything to do would leave a run that nothing ever touches again.
  const isStranded = !isDue && !isOpen && discovery === undefined;
  if (isStranded)
    log.warn({ runId: run.id, fnId: run.fnId }, "engine: a function asked for nothing; it is asked again");
  const needsNew = (isDue || isStranded) && discovery === undefined;
  const needsAgain = discovery?.is_leased === true && (isDue || run.discoverAgain);
  await Promise.all([
    tx.execute(sql`
      update inngest_run set force_plan = ${isOpen}, discover_again = ${needsAgain}, req_version = ${reqVersion}
      where id = ${run.id}`),
    ...(needsNew ? [insertDiscovery(tx, run, maxAttempts, isStranded ? 1 : 0)] : []),
  ]);
  return needsNew && !isStranded;
}

function insertDiscovery(
  tx: Statements,
  run: LockedRun,
  maxAttempts: number,
  delaySeconds: number,
): PromiseLike<unknown> {
  const slots = run.slots === null ? null : JSON.stringify(run.slots);
  return tx.execute(sql`
    insert into inngest_job (job_key, run_id, fn_id, kind, run_at, max_attempts, slots, created_at)
    values (${`${run.id}-discover`}, ${run.id}, ${run.fnId}, 'discover',
      app_now() + make_interval(secs => ${delaySeconds}), ${maxAttempts},
      (select array_agg(slot) from jsonb_array_elements_text(${slots}::jsonb) as slot), app_now())`);
}
