import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/**
 * How long after its commit a change was known to a browser, as browsers report it; kept for a week. Says nothing of
 * who looked at what.
 */
export const liveReceipts = pgTable(
  "live_receipts",
  {
    id: uuid("id").primaryKey(),
    topic: text("topic").notNull(),
    /** Company of the person whose browser it was; null while in none. */
    orgId: uuid("org_id"),
    committedAt: instant("committed_at").notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [
    index("live_receipts_received_idx").on(table.receivedAt),
    index("live_receipts_org_idx").on(table.orgId, table.receivedAt),
    check("live_receipts_order", sql`${table.receivedAt} >= ${table.committedAt}`),
  ],
);
