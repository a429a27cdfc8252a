import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { keyAt, matchFor } from "./condition";
import type { EngineEvent } from "./engine-event";
import type { Statements } from "./engine-transaction";
import type { RegisteredFunction } from "./registry";

/** A function that is to run for an event, which is stored already. */
export interface RunStart {
  readonly fn: RegisteredFunction;
  readonly event: EngineEvent;
  /** Who waits for its result. Such a run is started whatever the function's settings of flow control. */
  readonly parent?: { readonly runId: string; readonly stepHash: string };
}

/** How long an `idempotency` key keeps a function from running again. */
const idempotencyHours = 24;

/**
 * Starts runs, each with its first job. One run per function and event: what was started before is not started again.
 *
 * @returns how many runs are new.
 */
export async function startRuns(tx: Statements, starts: readonly RunStart[]): Promise<number> {
  const allowed = await withoutRepeatedKeys(tx, starts);
  if (allowed.length === 0) return 0;
  const runs = allowed.map((start) => ({ start, row: rowOf(start) }));
  const inserted = await tx.execute<{ run_id: string }>(sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(runs.map(({ row }) => row))}::jsonb) as g(id uuid, fn_id text,
        event_id text, slots text[], singleton_key text, parent_run_id uuid, parent_step text, max_attempts int)),
    run as (
      insert into inngest_run (id, fn_id, event_id, status, slots, singleton_key, parent_run_id, parent_step, created_at)
      select id, fn_id, event_id, 'running', slots, singleton_key, parent_run_id, parent_step, app_now() from given
      on conflict do nothing returning id)
    insert into inngest_job (job_key, run_id, fn_id, kind, run_at, max_attempts, slots, created_at)
    select g.id || '-start', g.id, g.fn_id, 'discover', app_now(), g.max_attempts, g.slots, app_now()
    from given g join run using (id)
    returning run_id`);
  const isNew = new Set(inserted.map(({ run_id }) => run_id));
  await insertCancelPauses(
    tx,
    runs.filter(({ row }) => isNew.has(row.id)),
  );
  return isNew.size;
}

function rowOf({ fn, event, parent }: RunStart) {
  const seen: JsonValue = { ...event };
  return {
    id: uuidV7(),
    fn_id: fn.id,
    event_id: event.id,
    slots:
      fn.concurrency.length === 0
        ? null
        : fn.concurrency.map(({ key }, index) => `${fn.id}:${index}:${key === null ? "" : keyAt(key, seen)}`),
    singleton_key:
      fn.singleton === null || parent !== undefined
        ? null
        : fn.singleton.key === null
          ? ""
          : keyAt(fn.singleton.key, seen),
    parent_run_id: parent?.runId ?? null,
    parent_step: parent?.stepHash ?? null,
    max_attempts: fn.maxAttempts,
  };
}

/** Leaves out what a function's `idempotency` says ran within a day; notes down the rest. */
async function withoutRepeatedKeys(
  tx: Statements,
  starts: readonly RunStart[],
): Promise<readonly RunStart[]> {
  const keyOf = ({ fn, event, parent }: RunStart): string | null =>
    fn.idempotency === null || parent !== undefined
      ? null
      : `${fn.id}\n${keyAt(fn.idempotency, { ...event })}`;
  const firsts = new Map<string, RunStart>();
  for (const start of starts) {
    const key = keyOf(start);
    if (key !== null && !firsts.has(key)) firsts.set(key, start);
  }
  if (firsts.size === 0) return starts;
  const given = [...firsts.keys()].map((key) => {
    const [fnId, ...rest] = key.split("\n");
    return { fn_id: fnId, key: rest.join("\n") };
  });
  const fresh = await tx.execute<{ fn_id: string; key: string }>(sql`
    insert into inngest_dedupe (fn_id, key, expires_at)
    select fn_id, key, app_now() + make_interval(hours => ${idempotencyHours})
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g(fn_id text, key text) order by fn_id, key
    on conflict (fn_id, key) do update set expires_at = excluded.expires_at
    where inngest_dedupe.expires_at <= app_now()
    returning fn_id, key`);
  const allowed = new Set(fresh.map(({ fn_id, key }) => `${fn_id}\n${key}`));
  return starts.filter((start) => {
    const key = keyOf(start);
    return key === null || (allowed.has(key) && firsts.get(key) === start);
  });
}

async function insertCancelPauses(
  tx: Statements,
  runs: readonly { readonly start: RunStart; readonly row: { readonly id: string } }[],
): Promise<void> {
  const pauses = runs.flatMap(({ start: { fn, event }, row }) =>
    fn.cancelOn.flatMap(({ event: name, condition, timeoutMs }, index) => {
      const match = matchFor(condition, { ...event });
      if (match === null) return [];
      const { contains, value } = match;
      return [
        { run_id: row.id, number: String(index), name, match: contains, value, seconds: timeoutMs / 1000 },
      ];
    }),
  );
  if (pauses.length === 0) return;
  await tx.execute(sql`
    insert into inngest_pause
      (run_id, step_hash, kind, step_name, event_name, match, match_value, created_at, expires_at)
    select run_id, number, 'cancel', 'cancel', name, match, value, app_now(), app_now() + make_interval(secs => seconds)
    from jsonb_to_recordset(${JSON.stringify(pauses)}::jsonb)
      as g(run_id uuid, number text, name text, match jsonb, value text, seconds float8)
    on conflict do nothing`);
}
