import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Receipt } from "@/lib/server/live/contracts";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor, UserViewer } from "@/lib/server/viewer";

const recorder: Actor = { kind: "system", name: "live receipts" };
const keptDays = 7;
const batch = 1000;

/**
 * Keeps when changes arrived at somebody's browser. The database's clock says when that was, as it said when the change
 * was made: now, less the milliseconds since.
 *
 * @returns how many were kept; a change older than 15 minutes or yet to come is none that a stream told of.
 */
export function recordReceipts({ orgId }: UserViewer, receipts: readonly Receipt[]): Promise<number> {
  const rows = receipts.map(({ topic, committedAt, elapsedMs }) => ({
    id: uuidV7(),
    topic,
    committed_at: committedAt,
    elapsed_ms: elapsedMs,
  }));
  return withTransaction(recorder, async (tx) => {
    const kept = await tx.execute(sql`
      insert into live_receipts (id, topic, org_id, committed_at, received_at)
      select id, topic, ${orgId}::uuid, committed_at, received_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
          as receipt (id uuid, topic text, committed_at timestamptz, elapsed_ms double precision),
        lateral (select now() - elapsed_ms * interval '1 millisecond' as received_at) as arrival
      where received_at >= committed_at and received_at < committed_at + interval '15 minutes'
      returning 1`);
    return kept.length;
  });
}

/** Deletes a batch of receipts that are more than seven days old. @returns how many. */
export function purgeLiveReceipts(): Promise<number> {
  return withTransaction(recorder, async (tx) => {
    const rows = await tx.execute(sql`
      delete from live_receipts where id in (
        select id from live_receipts where received_at < app_now() - make_interval(days => ${keptDays})
        limit ${batch} for update skip locked)
      returning 1`);
    return rows.length;
  });
}
