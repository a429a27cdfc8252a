import "server-only";
import { desc, sql } from "drizzle-orm";
import { difficultyRetargets, marketAnalytics } from "@/db/schema/market";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/**
 * Days without a close from the end of the shipped history to yesterday (`YYYY-MM-DD`, UTC), oldest first; none where
 * no history was shipped.
 */
export function daysToFill(viewer: Viewer, nowMs: number): Promise<string[]> {
  const today = new Date(nowMs).toISOString().slice(0, 10);
  return readAs(viewer, async (tx) => {
    const rows = await tx.execute<{ day: string }>(sql`
      select day::date::text as day
      from generate_series(
        (select max(${marketAnalytics.dayUtc}) + 1 from ${marketAnalytics} where ${marketAnalytics.origin} = 'shipped'),
        ${today}::date - 1, interval '1 day') as day
      where not exists (select from ${marketAnalytics} where ${marketAnalytics.dayUtc} = day::date)
      order by day`);
    return rows.map(({ day }) => day);
  });
}

/** The retarget of the greatest height, or `null` when none is known. */
export function newestRetarget(
  viewer: Viewer,
): Promise<{ readonly height: number; readonly dayUtc: string } | null> {
  return readAs(viewer, async (tx) => {
    const { height, dayUtc } = difficultyRetargets;
    const [newest] = await tx
      .select({ height, dayUtc })
      .from(difficultyRetargets)
      .orderBy(desc(height))
      .limit(1);
    return newest ?? null;
  });
}
