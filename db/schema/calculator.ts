import { sql } from "drizzle-orm";
import { check, date, integer, numeric, pgTable, text } from "drizzle-orm/pg-core";

/** The catalogue of mining machines, one row a model and bin; J/TH is computed from power and hashrate and never stored. */
export const minerModels = pgTable(
  "miner_models",
  {
    slug: text("slug").primaryKey(),
    /** Unique, because people and batch files name machines by it; a second bin carries its bin in the name. */
    name: text("name").notNull().unique(),
    maker: text("maker").notNull(),
    bin: text("bin").notNull(),
    hashrateThs: numeric("hashrate_ths", { mode: "number" }).notNull(),
    powerWatts: numeric("power_watts", { mode: "number" }).notNull(),
    cooling: text("cooling", { enum: ["air", "hydro", "immersion"] }).notNull(),
    /** "2024-06" or "2024", as exact as it is known; null when it is not. */
    releasedOn: text("released_on"),
    sourceTitle: text("source_title").notNull(),
    /** Null only while unconfirmed. */
    sourceUrl: text("source_url"),
    sourceCheckedOn: date("source_checked_on").notNull(),
    status: text("status", { enum: ["confirmed", "unconfirmed"] }).notNull(),
    revision: integer("revision").notNull(),
    /** Null where nobody named a price. */
    referencePriceUsd: numeric("reference_price_usd", { mode: "number" }),
    /** "2025" or more exact; null without a price. */
    priceAsOf: text("price_as_of"),
    /** Null when there is nothing to say about the row. */
    note: text("note"),
    aliases: text("aliases").array().notNull().default(sql`'{}'::text[]`),
  },
  (table) => [
    check("miner_models_hashrate_positive", sql`${table.hashrateThs} > 0 and ${table.hashrateThs} < 1e6`),
    check("miner_models_power_positive", sql`${table.powerWatts} > 0 and ${table.powerWatts} < 1e6`),
    check("miner_models_cooling_known", sql`${table.cooling} in ('air', 'hydro', 'immersion')`),
    check("miner_models_status_known", sql`${table.status} in ('confirmed', 'unconfirmed')`),
    check(
      "miner_models_confirmed_has_source",
      sql`${table.status} <> 'confirmed' or ${table.sourceUrl} is not null`,
    ),
    check(
      "miner_models_price_has_moment",
      sql`(${table.referencePriceUsd} is null) = (${table.priceAsOf} is null)`,
    ),
  ],
);
