import { z } from "zod";
import { defineEvent } from "@/lib/server/outbox/outbox";

/**
 * Somebody's own machines were added, changed or removed. Says whose and no more: whoever hears of it reads them anew, so
 * that of several in a row the last is enough.
 */
export const portfolioUpdated = defineEvent({
  type: "miner.portfolio_updated",
  aggregateType: "portfolio",
  coalesce: true,
  payload: z.strictObject({
    orgId: z.uuid(),
    userId: z.uuid(),
    change: z.enum(["added", "changed", "removed"]),
  }),
});

/** One person has a portfolio in each of their companies. */
export const portfolioAggregateId = (userId: string, orgId: string): string => `${userId}@${orgId}`;
