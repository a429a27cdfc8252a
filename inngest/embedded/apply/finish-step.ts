import { sql } from "drizzle-orm";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import type { Statements } from "../engine-transaction";
import type { ClaimedJob } from "../job";
import type { LockedRun } from "./locked-run";

export interface FinishedStep {
  readonly hash: string;
  /** "StepRun", "Sleep", "WaitForEvent" or "InvokeFunction". */
  readonly op: string;
  readonly name: string;
  /** {data} or {error}, always so wrapped: a bare value of that shape would be taken for a wrapper. */
  readonly memo: JsonValue;
}

/** Keeps what steps gave. The caller has seen under the run's lock that they have no memo yet. */
export async function finishSteps(
  tx: Statements,
  job: ClaimedJob,
  run: LockedRun,
  steps: readonly FinishedStep[],
  reqVersion: number,
): Promise<void> {
  const given = JSON.stringify(steps);
  const hashes = `{${steps.map(({ hash }) => hash).join(",")}}`;
  await Promise.all([
    tx.execute(sql`
      insert into inngest_step (run_id, step_hash, op, name, memo, attempt, started_at, finished_at)
      select ${run.id}, hash, op, name, memo, ${job.attempt},
        (select leased_at from inngest_job where job_key = ${job.key}), app_now()
      from jsonb_to_recordset(${given}::jsonb) as g(hash text, op text, name text, memo jsonb)`),
    tx.execute(sql`
      update inngest_run set stack = stack || ${hashes}::text[], req_version = ${reqVersion} where id = ${run.id}`),
  ]);
}
