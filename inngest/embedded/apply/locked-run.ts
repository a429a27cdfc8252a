import { sql } from "drizzle-orm";
import type { Statements } from "../engine-transaction";
import type { ClaimedJob } from "../job";

/** A run as it stands while nobody else can change it. */
export interface LockedRun {
  readonly id: string;
  readonly fnId: string;
  readonly isRunning: boolean;
  readonly reqVersion: number;
  readonly forcePlan: boolean;
  readonly stack: readonly string[];
  readonly discoverAgain: boolean;
  readonly slots: readonly string[] | null;
  readonly parentRunId: string | null;
  readonly parentStep: string | null;
  /** The database's clock, in milliseconds since 1970. */
  readonly nowMs: number;
}

/** Locks a job's run, so that its answers are applied one after the other. */
export async function lockRun(tx: Statements, { runId }: ClaimedJob): Promise<LockedRun | null> {
  const [row] = await tx.execute<{
    fn_id: string;
    status: string;
    req_version: number;
    force_plan: boolean;
    stack: string[];
    discover_again: boolean;
    slots: string[] | null;
    parent_run_id: string | null;
    parent_step: string | null;
    now_ms: number;
  }>(sql`
    select fn_id, status, req_version, force_plan, stack, discover_again, slots, parent_run_id, parent_step,
      (extract(epoch from app_now()) * 1000)::float8 as now_ms
    from inngest_run where id = ${runId} for update`);
  if (row === undefined) return null;
  return {
    id: runId,
    fnId: row.fn_id,
    isRunning: row.status === "running",
    reqVersion: row.req_version,
    forcePlan: row.force_plan,
    stack: row.stack,
    discoverAgain: row.discover_again,
    slots: row.slots,
    parentRunId: row.parent_run_id,
    parentStep: row.parent_step,
    nowMs: row.now_ms,
  };
}

/**
 * Whether a job is still ours, and nobody else's until the transaction ends. Whoever took it over holds another token, and
 * whoever settled it left no row.
 */
export async function holdsFence(tx: Statements, { key, token }: ClaimedJob): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from inngest_job where job_key = ${key} and lease_token = ${token} for update`);
  return rows.length === 1;
}

/** Whether a step has its memo: what is planned or asked for once more after that would be looked for in vain, for ten seconds. */
export function isFinished({ stack }: Pick<LockedRun, "stack">, stepHash: string): boolean {
  return stack.includes(stepHash);
}
