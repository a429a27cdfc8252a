import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { companies } from "./auth";
import { instant } from "./columns";

/** A mining site of a company: what site managers and operators are given. */
export const sites = pgTable(
  "sites",
  {
    id: uuid("id").primaryKey(),
    orgId: uuid("org_id")
      .notNull()
      .references(() => companies.id),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (table) => [index("sites_org_idx").on(table.orgId)],
);
