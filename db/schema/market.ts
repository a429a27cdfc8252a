import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

/**
 * What providers said about price and network in a minute; of days that are over at most ten rows are kept. A figure is
 * null when no provider supplied it then.
 */
export const networkSnapshots = pgTable(
  "network_snapshots",
  {
    id: uuid("id").primaryKey(),
    /** Start of the minute; unique, so that any number of collectors write one row. */
    slotStartsAt: timestamp("slot_starts_at", { withTimezone: true }).notNull().unique(),
    observedAt: timestamp("observed_at", { withTimezone: true }).notNull(),
    btcPriceUsd: numeric("btc_price_usd", { mode: "number" }),
    btcPriceSource: text("btc_price_source"),
    difficulty: numeric("difficulty", { mode: "number" }),
    difficultySource: text("difficulty_source"),
    blockHeight: integer("block_height"),
    blockHeightSource: text("block_height_source"),
    observedHashrateThs: numeric("observed_hashrate_ths", { mode: "number" }),
    observedHashrateSource: text("observed_hashrate_source"),
    feesBtcPerBlock: numeric("fees_btc_per_block", { mode: "number" }),
    feesSource: text("fees_source"),
  },
  (table) => [
    // "The newest row" is asked whenever no provider answers.
    index("network_snapshots_observed_at_idx").on(table.observedAt.desc()),
    // PostgreSQL sorts NaN above every number, so an upper bound keeps it out as well.
    check("network_snapshots_price_sane", sql`${table.btcPriceUsd} > 0 and ${table.btcPriceUsd} < 1e8`),
    check("network_snapshots_difficulty_sane", sql`${table.difficulty} >= 1 and ${table.difficulty} < 1e18`),
    check("network_snapshots_height_sane", sql`${table.blockHeight} >= 0`),
    check(
      "network_snapshots_hashrate_sane",
      sql`${table.observedHashrateThs} > 0 and ${table.observedHashrateThs} < 1e15`,
    ),
    check(
      "network_snapshots_fees_sane",
      sql`${table.feesBtcPerBlock} >= 0 and ${table.feesBtcPerBlock} <= 50`,
    ),
  ],
);

/** One bar a UTC day; a day that nobody supplied has no row. */
export const marketAnalytics = pgTable(
  "market_analytics",
  {
    dayUtc: date("day_utc").primaryKey(),
    closeUsd: numeric("close_usd", { mode: "number" }).notNull(),
    /** How many public sources the close is the median of. */
    sourceCount: smallint("source_count").notNull(),
    source: text("source").notNull(),
    /** Who wrote the row: the shipped file may correct its own rows, not those of a provider. */
    origin: text("origin", { enum: ["shipped", "provider"] }).notNull(),
  },
  (table) => [
    check("market_analytics_close_sane", sql`${table.closeUsd} > 0 and ${table.closeUsd} < 1e8`),
    check("market_analytics_source_count_positive", sql`${table.sourceCount} >= 1`),
    check("market_analytics_origin_known", sql`${table.origin} in ('shipped', 'provider')`),
  ],
);

/** Each change of difficulty: the first block that carried it, and the UTC day of that block. */
export const difficultyRetargets = pgTable(
  "difficulty_retargets",
  {
    height: integer("height").primaryKey(),
    dayUtc: date("day_utc").notNull(),
    difficulty: numeric("difficulty", { mode: "number" }).notNull(),
    /** How the day is known: "block header", "derived from the change" or "first seen". */
    dateSource: text("date_source").notNull(),
    /** Who wrote the row: the shipped file may correct its own rows, not those of a provider. */
    origin: text("origin", { enum: ["shipped", "provider"] }).notNull(),
  },
  (table) => [
    check("difficulty_retargets_height_is_boundary", sql`${table.height} % 2016 = 0`),
    check(
      "difficulty_retargets_difficulty_sane",
      sql`${table.difficulty} >= 1 and ${table.difficulty} < 1e18`,
    ),
    check("difficulty_retargets_origin_known", sql`${table.origin} in ('shipped', 'provider')`),
  ],
);

/** Calls made to an outside service in one budget period, kept here so that a restart gives no fresh calls. */
export const providerCallBudgets = pgTable(
  "provider_call_budgets",
  {
    provider: text("provider").notNull(),
    /** "2026-11" for a month, "2026-11-22" for a day, UTC; "key-" and eight hex digits for the life of a key. */
    period: text("period").notNull(),
    calls: bigint("calls", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.period] })],
);
