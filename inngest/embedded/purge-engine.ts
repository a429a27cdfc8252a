import "server-only";
import { sql } from "drizzle-orm";
import { relayActor } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** How long runs that are over, and events that no run is about, stay readable. Longer than any event may be repeated. */
const keptDays = 7;
/** Small, so that no deletion holds locks or fills the log for long. */
const batch = 500;

/**
 * Deletes a batch of runs that ended more than seven days ago, with their steps, of events that old which no run is about,
 * and of keys that expired.
 *
 * @returns how many rows were deleted; a full batch means that there may be more.
 */
export function purgeEngine(): Promise<number> {
  return withTransaction(relayActor, async (tx) => {
    const runs = await tx.execute(sql`
      with gone as (
        delete from inngest_run where id in (
          select id from inngest_run
          where status <> 'running' and ended_at < app_now() - make_interval(days => ${keptDays})
          order by ended_at limit ${batch} for update skip locked)
        returning id),
      steps as (delete from inngest_step where run_id in (select id from gone))
      select 1 from gone`);
    const events = await tx.execute(sql`
      delete from inngest_event where id in (
        select e.id from inngest_event e
        where e.received_at < app_now() - make_interval(days => ${keptDays})
          and not exists (select from inngest_run r where r.event_id = e.id)
          and not exists (select from inngest_debounce d where d.event_id = e.id)
          and not exists (select from inngest_job j where j.subject = e.id)
        order by e.received_at limit ${batch} for update skip locked)
      returning 1`);
    const keys = await tx.execute(sql`
      delete from inngest_dedupe where (fn_id, key) in (
        select fn_id, key from inngest_dedupe where expires_at <= app_now() limit ${batch} for update skip locked)
      returning 1`);
    return runs.length + events.length + keys.length;
  });
}
