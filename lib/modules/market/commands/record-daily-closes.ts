import "server-only";
import { marketAnalytics } from "@/db/schema/market";
import type { FieldProblem } from "@/lib/server/errors";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { requireSystem, throwIfAny, withinLimits } from "./observation-limits";

export interface ObservedClose {
  readonly dayUtc: string;
  readonly closeUsd: number;
  readonly source: string;
}

const dayMs = 86_400_000;

/**
 * Adds closes of days that nobody has supplied yet; a known day keeps its close.
 *
 * @returns how many days were added.
 * @throws AppError `forbidden` unless the system acts, `invalid` for a day that is not over or a price outside its limits.
 */
export async function recordDailyCloses(
  actor: Actor,
  closes: readonly ObservedClose[],
  nowMs: number = Date.now(),
): Promise<number> {
  requireSystem(actor);
  const problems = closes.flatMap(({ dayUtc, closeUsd }): FieldProblem[] => {
    if (!(Date.parse(dayUtc) + dayMs <= nowMs)) {
      return [{ field: "dayUtc", value: dayUtc, message: `${dayUtc} must be a UTC day that is over` }];
    }
    return withinLimits("closeUsd", closeUsd, { least: 0, most: 1e8 });
  });
  throwIfAny(problems, "These daily closes cannot be kept");
  if (closes.length === 0) return 0;
  const rows = closes.map(({ dayUtc, closeUsd, source }) => ({
    dayUtc,
    closeUsd,
    source,
    sourceCount: 1,
    origin: "provider" as const,
  }));
  const added = await withTransaction(actor, (tx) =>
    tx
      .insert(marketAnalytics)
      .values(rows)
      .onConflictDoNothing()
      .returning({ dayUtc: marketAnalytics.dayUtc }),
  );
  return added.length;
}
