import { sql } from "drizzle-orm";
import { storeEvents } from "./accept-events";
import { nextSlot } from "./cron/next-slot";
import type { EngineEvent } from "./engine-event";
import { engineTransaction, type Statements } from "./engine-transaction";
import type { Registry } from "./registry";
import { startRuns } from "./start-runs";

const batch = 100;

/** Writes down when each schedule is due next; those that are there stay as they are. */
export function ensureSchedules(registry: Registry): Promise<void> {
  return engineTransaction(async (tx) => {
    const [clock] = await tx.execute<{ now_ms: number }>(sql`
      select (extract(epoch from app_now()) * 1000)::float8 as now_ms`);
    for (const { id, crons } of registry.functions.values()) {
      for (const cron of crons) {
        const fireAt = new Date(nextSlot(cron, clock?.now_ms ?? 0)).toISOString();
        await tx.execute(sql`
          insert into inngest_cron (fn_id, cron, fire_at) values (${id}, ${cron}, ${fireAt}::timestamptz)
          on conflict do nothing`);
      }
    }
  });
}

/**
 * What time alone brings: leases that ended without a word are taken back, functions whose events calmed down start, and so
 * do those whose schedule is due.
 *
 * @returns whether something is due at once.
 */
export function maintain(registry: Registry): Promise<boolean> {
  return engineTransaction(async (tx) => {
    const [due] = await tx.execute<{
      is_lost: boolean;
      is_calm: boolean;
      is_slot: boolean;
      now_ms: number;
    }>(sql`
      select exists (select from inngest_job where lease_token is not null and lease_until <= app_now()) as is_lost,
        exists (select from inngest_debounce where run_at <= app_now()) as is_calm,
        exists (select from inngest_cron where fire_at <= app_now()) as is_slot,
        (extract(epoch from app_now()) * 1000)::float8 as now_ms`);
    if (due === undefined) return false;
    const lost = due.is_lost ? await takeBack(tx) : 0;
    const calm = due.is_calm ? await startCalm(tx, registry) : 0;
    const slots = due.is_slot ? await startScheduled(tx, registry, due.now_ms) : 0;
    return lost + calm + slots > 0;
  });
}

async function takeBack(tx: Statements): Promise<number> {
  const rows = await tx.execute(sql`
    update inngest_job set lease_token = null, lease_until = null, losses = losses + 1 where job_key in (
      select job_key from inngest_job where lease_token is not null and lease_until <= app_now()
      limit ${batch} for update skip locked)
    returning 1`);
  return rows.length;
}

async function startCalm(tx: Statements, registry: Registry): Promise<number> {
  const rows = await tx.execute<{ fn_id: string } & Record<keyof EngineEvent, unknown>>(sql`
    with calm as (
      delete from inngest_debounce where (fn_id, key) in (
        select fn_id, key from inngest_debounce
        where run_at <= app_now()
          and fn_id in (select jsonb_array_elements_text(${JSON.stringify([...registry.functions.keys()])}::jsonb))
        order by run_at limit ${batch} for update skip locked)
      returning fn_id, event_id)
    select calm.fn_id, e.id, e.name, e.data, e.ts_ms as ts from calm join inngest_event e on e.id = calm.event_id`);
  const starts = rows.flatMap(({ fn_id, id, name, data, ts }) => {
    const fn = registry.functions.get(fn_id);
    const event = { id: String(id), name: String(name), data: data as EngineEvent["data"], ts: Number(ts) };
    return fn === undefined ? [] : [{ fn, event }];
  });
  return startRuns(tx, starts);
}

/** After a time away one slot that was missed is made up for, not all. What somebody paused waits with its slot. */
async function startScheduled(tx: Statements, registry: Registry, nowMs: number): Promise<number> {
  const rows = await tx.execute<{ fn_id: string; cron: string; fire_ms: number }>(sql`
    select fn_id, cron, (extract(epoch from fire_at) * 1000)::float8 as fire_ms from inngest_cron c
    where fire_at <= app_now() and not exists (select from engine_function_pauses p where p.fn_id = c.fn_id)
    order by fn_id, cron for update skip locked`);
  let started = 0;
  for (const { fn_id, cron, fire_ms } of rows) {
    const fn = registry.functions.get(fn_id);
    if (fn === undefined || !fn.crons.includes(cron)) continue;
    const next = new Date(nextSlot(cron, nowMs)).toISOString();
    await tx.execute(sql`
      update inngest_cron set fire_at = ${next}::timestamptz where fn_id = ${fn_id} and cron = ${cron}`);
    const slot = new Date(fire_ms).toISOString();
    const event: EngineEvent = {
      id: `cron:${fn_id}:${slot}`,
      name: "inngest/scheduled.timer",
      data: { cron, scheduledAt: slot, fireAt: slot },
      ts: fire_ms,
    };
    await storeEvents(tx, [event]);
    started += await startRuns(tx, [{ fn, event }]);
  }
  return started;
}
