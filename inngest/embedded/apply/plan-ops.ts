import { sql } from "drizzle-orm";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { storeEvents } from "../accept-events";
import { type Match, matchFor, parseCondition } from "../condition";
import { type EngineEvent, reservedPrefix } from "../engine-event";
import type { Statements } from "../engine-transaction";
import type { ClaimedJob, Op } from "../job";
import { startRuns } from "../start-runs";
import { waitMs } from "../time-string";
import type { ApplyOptions } from "./apply-options";
import type { Progress } from "./continue-run";
import type { LockedRun } from "./locked-run";

interface PlannedJob {
  readonly suffix: string;
  readonly kind: "step" | "timer" | "wait_timeout";
  readonly hash: string;
  readonly name: string;
  readonly race: boolean;
  readonly seconds: number;
}

interface PlannedPause {
  readonly hash: string;
  readonly kind: "wait" | "invoke";
  readonly name: string;
  readonly event_name: string | null;
  readonly match: JsonValue;
  readonly value: string | null;
  readonly seconds: number;
}

interface Plan {
  readonly jobs: PlannedJob[];
  readonly pauses: PlannedPause[];
  readonly children: { readonly fnId: string; readonly hash: string; readonly data: JsonValue }[];
}

/** No event contains that; the wait ends by its timeout. */
const matchesNothing: Match = { contains: { "": "" }, value: "" };
const yearMs = 365 * 86_400_000;

/**
 * Plans what a function wants next. What stands already stays as it is: a discovery repeats all that is open, and a wait
 * that is repeated must not start anew.
 *
 * @returns why it cannot be planned; null when it is.
 */
export async function planOps(
  tx: Statements,
  job: ClaimedJob,
  run: LockedRun,
  ops: readonly Op[],
  { maxAttempts }: Progress,
  { registry }: ApplyOptions,
): Promise<string | null> {
  const plan: Plan = { jobs: [], pauses: [], children: [] };
  for (const op of ops) {
    try {
      planOne(plan, op, job.run.event, run.nowMs);
    } catch (error) {
      if (error instanceof RangeError) return `step "${op.displayName}": ${error.message}`;
      throw error;
    }
  }
  const unknown = plan.children.find(({ fnId }) => !registry.functions.has(fnId));
  if (unknown !== undefined) return `there is no function "${unknown.fnId}" to invoke`;
  await Promise.all([insertJobs(tx, run, plan.jobs, maxAttempts), insertPauses(tx, run, plan.pauses)]);
  for (const { fnId, hash, data } of plan.children) {
    const fn = registry.functions.get(fnId);
    const correlation = `${run.id}.${hash}`;
    const invoked = { fn_id: fnId, correlation_id: correlation };
    const event: EngineEvent = {
      // Of its making: an answer that is applied twice starts one child.
      id: `invoke:${correlation}`,
      name: "inngest/function.invoked",
      data: { ...objectOf(data), _inngest: invoked },
      ts: Math.floor(run.nowMs),
    };
    await storeEvents(tx, [event]);
    if (fn !== undefined) await startRuns(tx, [{ fn, event, parent: { runId: run.id, stepHash: hash } }]);
  }
  return null;
}

/** @throws RangeError that says what is not supported about it. */
function planOne({ jobs, pauses, children }: Plan, op: Op, event: EngineEvent, nowMs: number): void {
  const { id: hash, name, displayName, opts } = op;
  const about = { hash, name: displayName };
  const addJob = (kind: PlannedJob["kind"], suffix: string, ms: number, race = false): void => {
    jobs.push({ ...about, kind, suffix: `${hash}-${suffix}`, race, seconds: ms / 1000 });
  };
  const timeout = typeof opts.timeout === "string" ? opts.timeout : null;
  switch (op.op) {
    case "StepPlanned":
      addJob("step", "plan", 0, opts.parallelMode === "race");
      break;
    case "Sleep":
      addJob("timer", "sleep", waitMs(name, nowMs));
      break;
    case "WaitForEvent": {
      if (name.startsWith(reservedPrefix)) throw new RangeError(`"${name}" is an event of the engine`);
      const condition = typeof opts.if === "string" ? parseCondition(opts.if) : [];
      const { contains, value } = matchFor(condition, { ...event }) ?? matchesNothing;
      const ms = timeout === null ? yearMs : waitMs(timeout, nowMs);
      const seconds = ms / 1000;
      pauses.push({ ...about, kind: "wait", event_name: name, match: contains, value, seconds });
      addJob("wait_timeout", "timeout", ms);
      break;
    }
    case "InvokeFunction": {
      const { function_id: fnId, payload } = opts;
      if (typeof fnId !== "string") throw new RangeError("no function to invoke is named");
      const ms = timeout === null ? yearMs : waitMs(timeout, nowMs);
      pauses.push({ ...about, kind: "invoke", event_name: null, match: {}, value: null, seconds: ms / 1000 });
      addJob("wait_timeout", "timeout", ms);
      children.push({ fnId, hash, data: objectOf(payload ?? null).data ?? {} });
      break;
    }
  }
}

function objectOf(value: JsonValue): { readonly [key: string]: JsonValue } {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return {};
  return value as { readonly [key: string]: JsonValue };
}

async function insertJobs(
  tx: Statements,
  run: LockedRun,
  jobs: readonly PlannedJob[],
  maxAttempts: number,
): Promise<void> {
  if (jobs.length === 0) return;
  const slots = run.slots === null ? null : JSON.stringify(run.slots);
  await tx.execute(sql`
    insert into inngest_job
      (job_key, run_id, fn_id, kind, step_hash, step_name, is_race, run_at, max_attempts, slots, created_at)
    select ${run.id}::text || '-' || suffix, ${run.id}::uuid, ${run.fnId}, kind, hash, name, race,
      app_now() + make_interval(secs => seconds), ${maxAttempts},
      case kind when 'step' then (select array_agg(slot) from jsonb_array_elements_text(${slots}::jsonb) as slot) end,
      app_now()
    from jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb)
      as g(suffix text, kind text, hash text, name text, race boolean, seconds float8)
    on conflict do nothing`);
}

async function insertPauses(tx: Statements, run: LockedRun, pauses: readonly PlannedPause[]): Promise<void> {
  if (pauses.length === 0) return;
  await tx.execute(sql`
    insert into inngest_pause
      (run_id, step_hash, kind, step_name, event_name, match, match_value, created_at, expires_at)
    select ${run.id}::uuid, hash, kind, name, event_name, match, value, app_now(),
      app_now() + make_interval(secs => seconds)
    from jsonb_to_recordset(${JSON.stringify(pauses)}::jsonb)
      as g(hash text, kind text, name text, event_name text, match jsonb, value text, seconds float8)
    on conflict do nothing`);
}
