import "server-only";
import { sql } from "drizzle-orm";
import { relayActor } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** How long what was handed over stays readable. */
const keptDays = 7;
/** Longer than any event can wait to be repeated; the inbox row is what keeps a repetition from having an effect. */
const inboxKeptDays = 30;
/** Small, so that no deletion holds locks or fills the log for long. */
const batch = 1000;

/**
 * Deletes a batch of events that were handed over more than seven days ago, and of inbox rows older than thirty whose
 * event is gone. Those with an open dead letter stay until somebody resolves it.
 *
 * @returns how many rows were deleted; a full batch means that there may be more.
 */
export function purgeOutbox(): Promise<number> {
  return withTransaction(relayActor, async (tx) => {
    const events = await tx.execute(sql`
      delete from event_outbox where id in (
        select id from event_outbox o where state = 2 and done_at < app_now() - make_interval(days => ${keptDays})
          -- Whoever replays a dead letter reads the event here.
          and not exists (select 1 from event_dlq d where d.event_id = o.event_id and d.resolved_at is null)
        order by done_at limit ${batch} for update skip locked)
      returning 1`);
    const handled = await tx.execute(sql`
      delete from event_inbox where (consumer, event_id) in (
        select i.consumer, i.event_id from event_inbox i
        where i.processed_at < app_now() - make_interval(days => ${inboxKeptDays})
          and not exists (select 1 from event_outbox o where o.event_id = i.event_id)
          and not exists (select 1 from event_dlq d where d.event_id = i.event_id and d.resolved_at is null)
        limit ${batch} for update skip locked)
      returning 1`);
    return events.length + handled.length;
  });
}
