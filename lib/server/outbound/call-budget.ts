import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/** A bound on the calls to a service within a period named by `periodOf`. */
export interface CallLimit {
  /** "2026-11" for a calendar month, "2026-11-22" for a day, UTC; any other text for a longer life. */
  readonly periodOf: (nowMs: number) => string;
  readonly callsMax: number;
}

export interface CallBudget {
  /** Counts one call about to be made; false when it would be one too many, and then it must not be made. */
  take(provider: string, nowMs: number): Promise<boolean>;
}

/** The UTC calendar month of a moment, "2026-11". */
export function monthUtc(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 7);
}

/** The UTC day of a moment, "2026-11-22". */
export function dayUtc(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}

/**
 * A budget kept in PostgreSQL, so that neither a restart nor a second process gets fresh calls. A call counts
 * before it is made and therefore also when it fails.
 *
 * @param limits per provider; a provider that is not named here is not counted.
 */
export function createCallBudget(
  db: Database,
  limits: Readonly<Record<string, readonly CallLimit[] | undefined>>,
): CallBudget {
  return {
    async take(provider, nowMs) {
      const limited = limits[provider] ?? [];
      if (limited.length === 0) return true;
      try {
        await db.transaction(async (tx) => {
          for (const { periodOf, callsMax } of limited) {
            const taken = await tx.execute(takeOne(provider, periodOf(nowMs), callsMax));
            // Thrown, so that the other periods get their call back.
            if (taken.length === 0) throw new BudgetSpent();
          }
        });
        return true;
      } catch (error) {
        if (error instanceof BudgetSpent) return false;
        throw error;
      }
    },
  };
}

class BudgetSpent extends Error {}

function takeOne(provider: string, period: string, callsMax: number) {
  return sql`
    insert into provider_call_budgets as budget (provider, period, calls)
    select ${provider}, ${period}, 1 where ${callsMax}::bigint >= 1
    on conflict (provider, period) do update set calls = budget.calls + 1
    where budget.calls < ${callsMax}
    returning calls`;
}
