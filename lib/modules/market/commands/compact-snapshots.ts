import "server-only";
import { sql } from "drizzle-orm";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { requireSystem } from "./observation-limits";

const slotsPerDay = 10;
const slotSeconds = 86_400 / slotsPerDay;

/**
 * Leaves at most ten snapshots of each UTC day that is over: of each tenth of the day the one nearest to its middle,
 * among those that hold the most figures, so that fees and hashrate outlive a night in which the price came alone.
 *
 * @returns how many were deleted; run again until it is 0, as one run takes a month at most.
 * @throws AppError `forbidden` unless the system acts.
 */
export async function compactSnapshots(actor: Actor): Promise<number> {
  requireSystem(actor);
  return await withTransaction(actor, async (tx) => {
    const deleted = await tx.execute(sql`
      with crowded as (
        select date_trunc('day', observed_at, 'UTC') as day
        from network_snapshots
        where observed_at < date_trunc('day', app_now(), 'UTC')
        group by 1 having count(*) > ${slotsPerDay}
        order by 1 limit 31
      ), placed as (
        select s.id, c.day, extract(epoch from s.observed_at - c.day) as second,
          floor(extract(epoch from s.observed_at - c.day) / ${slotSeconds}) as slot,
          num_nonnulls(btc_price_usd, difficulty, block_height, observed_hashrate_ths, fees_btc_per_block) as figures
        from crowded c
        join network_snapshots s on s.observed_at >= c.day and s.observed_at < c.day + interval '1 day'
      ), kept as (
        select distinct on (day, slot) id from placed
        order by day, slot, figures desc, abs(second - (slot + 0.5) * ${slotSeconds}), second
      )
      delete from network_snapshots
      where id in (select id from placed) and id not in (select id from kept)
      returning 1`);
    return deleted.length;
  });
}
