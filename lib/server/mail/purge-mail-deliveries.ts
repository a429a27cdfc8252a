import "server-only";
import { sql } from "drizzle-orm";
import { withTransaction } from "@/lib/server/transaction";

/** As long as the event that asked for the mail can be repeated (lib/server/outbox/purge.ts). */
const keptDays = 30;
const batch = 1000;

/** Deletes a batch of what is known of mails that left more than thirty days ago. @returns how many. */
export function purgeMailDeliveries(): Promise<number> {
  return withTransaction({ kind: "system", name: "mail" }, async (tx) => {
    const rows = await tx.execute(sql`
      delete from mail_deliveries where event_id in (
        select d.event_id from mail_deliveries d
        where d.sent_at < app_now() - make_interval(days => ${keptDays})
          and not exists (select 1 from event_outbox o where o.event_id = d.event_id)
        limit ${batch} for update skip locked)
      returning 1`);
    return rows.length;
  });
}
