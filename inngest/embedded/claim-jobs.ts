import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { engineTransaction, type Statements } from "./engine-transaction";
import type { ClaimedJob, JobKind } from "./job";
import type { Registry } from "./registry";

/** Serializes the claims of executors that have to count what is under way. */
const claimLock = 7_230_412_001;

/**
 * Makes up to `room` due jobs ours for `leaseSeconds`, the longest due first; a function's backlog holds up no other
 * function, and of each limit of concurrency no more are under way than it says, in all executors together.
 */
export function claimJobs(registry: Registry, room: number, leaseSeconds: number): Promise<ClaimedJob[]> {
  return engineTransaction(async (tx) => {
    const limits = limitsOf(registry);
    const busy = limits.size === 0 ? new Map<string, number>() : await countBusy(tx);
    const chosen = await choose(tx, registry, room, limits, busy);
    return chosen.length === 0 ? [] : lease(tx, chosen, leaseSeconds);
  });
}

/** Gives jobs back at once, for a worker that stops: the next one need not wait for the leases to end. */
export function releaseJobs(jobs: readonly ClaimedJob[]): Promise<void> {
  return engineTransaction(async (tx) => {
    await tx.execute(sql`
      update inngest_job set lease_token = null, lease_until = null where job_key in (
        select job_key from inngest_job where lease_token = any (${tokensOf(jobs)}::uuid[]) for update skip locked)`);
  });
}

/** Prolongs the leases of jobs that are still under way. */
export function prolongLeases(jobs: readonly ClaimedJob[], leaseSeconds: number): Promise<void> {
  return engineTransaction(async (tx) => {
    // Rows that somebody holds are being settled: waiting for them could be waiting for each other.
    await tx.execute(sql`
      update inngest_job set lease_until = app_now() + make_interval(secs => ${leaseSeconds}) where job_key in (
        select job_key from inngest_job where lease_token = any (${tokensOf(jobs)}::uuid[]) for update skip locked)`);
  });
}

const tokensOf = (jobs: readonly ClaimedJob[]): string => `{${jobs.map(({ token }) => token).join(",")}}`;

/** Per slot name without its key ("fn:0"): how many may be under way. */
function limitsOf(registry: Registry): ReadonlyMap<string, number> {
  const functions = [...registry.functions.values()];
  return new Map(
    functions.flatMap(({ id, concurrency }) =>
      concurrency.map(({ limit }, index): [string, number] => [`${id}:${index}`, limit]),
    ),
  );
}

async function countBusy(tx: Statements): Promise<Map<string, number>> {
  const [, rows] = await Promise.all([
    tx.execute(sql`select pg_advisory_xact_lock(${claimLock})`),
    tx.execute<{ slot: string; busy: number }>(sql`
      select slot, count(*)::int as busy from inngest_job, unnest(slots) as slot
      where lease_token is not null group by slot`),
  ]);
  return new Map(rows.map(({ slot, busy }) => [slot, busy]));
}

async function choose(
  tx: Statements,
  registry: Registry,
  room: number,
  limits: ReadonlyMap<string, number>,
  busy: Map<string, number>,
): Promise<readonly string[]> {
  const limitOf = (slot: string): number => {
    const [fnId, index] = slot.split(":");
    return limits.get(`${fnId}:${index}`) ?? Number.POSITIVE_INFINITY;
  };
  const full = [...busy].filter(([slot, count]) => count >= limitOf(slot)).map(([slot]) => slot);
  const candidates = await tx.execute<{ job_key: string; slots: string[] | null }>(sql`
    select found.job_key, found.slots
    from jsonb_array_elements_text(${JSON.stringify([...registry.functions.keys()])}::jsonb) as fn(id)
    cross join lateral (
      select job_key, slots, run_at from inngest_job j
      where j.fn_id = fn.id and j.lease_token is null and j.run_at <= app_now()
        and (j.slots is null or not j.slots && (select array(select jsonb_array_elements_text(${JSON.stringify(full)}::jsonb))))
      order by j.run_at, j.job_key limit ${room} for update skip locked) as found
    where not exists (select from engine_function_pauses p where p.fn_id = fn.id)
    order by found.run_at, found.job_key`);
  const chosen: string[] = [];
  for (const { job_key, slots } of candidates) {
    if (chosen.length === room) break;
    const wanted = slots ?? [];
    if (wanted.some((slot) => (busy.get(slot) ?? 0) >= limitOf(slot))) continue;
    for (const slot of wanted) busy.set(slot, (busy.get(slot) ?? 0) + 1);
    chosen.push(job_key);
  }
  return chosen;
}

type LeasedRow = Record<string, unknown> & {
  readonly job_key: string;
  readonly lease_token: string;
  readonly run_id: string;
  readonly fn_id: string;
  readonly kind: JobKind;
  readonly step_hash: string | null;
  readonly step_name: string | null;
  readonly subject: string | null;
  readonly is_race: boolean;
  readonly attempt: number;
  readonly max_attempts: number;
  readonly losses: number;
  readonly status: string;
  readonly req_version: number;
  readonly force_plan: boolean;
  readonly stack: string[];
  readonly memos: Record<string, JsonValue> | null;
  readonly event_id: string;
  readonly event_name: string;
  readonly data: JsonValue;
  readonly ts_ms: string;
};

/** A statement of its own, and thus with eyes of its own: it sees every step that finished before the rows were ours. */
async function lease(tx: Statements, keys: readonly string[], leaseSeconds: number): Promise<ClaimedJob[]> {
  const leases = keys.map((key) => ({ key, token: uuidV7() }));
  const rows = await tx.execute<LeasedRow>(sql`
    update inngest_job j set lease_token = l.token, leased_at = app_now(),
      lease_until = app_now() + make_interval(secs => ${leaseSeconds})
    from jsonb_to_recordset(${JSON.stringify(leases)}::jsonb) as l(key text, token uuid), inngest_run r, inngest_event e
    where j.job_key = l.key and r.id = j.run_id and e.id = r.event_id
    returning j.job_key, j.lease_token, j.run_id, j.fn_id, j.kind, j.step_hash, j.step_name, j.subject, j.is_race,
      j.attempt, j.max_attempts, j.losses, r.status, r.req_version, r.force_plan, r.stack,
      e.id as event_id, e.name as event_name, e.data, e.ts_ms,
      case when j.kind in ('discover', 'step') and r.stack <> '{}' then (
        select jsonb_object_agg(s.step_hash, s.memo) from inngest_step s
        where s.run_id = r.id and s.step_hash = any (r.stack)) end as memos`);
  return rows.map((row) => ({
    key: row.job_key,
    token: row.lease_token,
    runId: row.run_id,
    fnId: row.fn_id,
    kind: row.kind,
    stepHash: row.step_hash,
    stepName: row.step_name,
    subject: row.subject,
    isRace: row.is_race,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    losses: row.losses,
    run: {
      isRunning: row.status === "running",
      reqVersion: row.req_version,
      forcePlan: row.force_plan,
      stack: row.stack,
      memos: row.memos ?? {},
      event: { id: row.event_id, name: row.event_name, data: row.data, ts: Number(row.ts_ms) },
    },
  }));
}
