import { sql } from "drizzle-orm";
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { DailyEstimate, PortfolioMarket, PortfolioTotals } from "../../lib/domain/portfolio/portfolio";
import { companies, users } from "./auth";
import { minerModels } from "./calculator";
import { instant } from "./columns";

/**
 * Somebody's own machines in one company, as a whole: every change locks this row first and raises its version, and the
 * recalculation writes down from which version and which market its figures are.
 */
export const userPortfolios = pgTable(
  "user_portfolios",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    orgId: uuid("org_id")
      .notNull()
      .references(() => companies.id),
    version: integer("version").notNull().default(0),
    changedAt: instant("changed_at").notNull().defaultNow(),
    /** The version that the figures are of; while it is behind `version` they are being calculated anew. */
    calculatedVersion: integer("calculated_version").notNull().default(0),
    calculatedAt: instant("calculated_at"),
    market: jsonb("market").$type<PortfolioMarket>(),
    totals: jsonb("totals").$type<PortfolioTotals>(),
    /** Why nothing could be calculated; null when it could. */
    missingReason: text("missing_reason"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.orgId] })],
);

/** Machines of one kind at one price, of one person. */
export const userMiners = pgTable(
  "user_miners",
  {
    id: uuid("id").primaryKey(),
    orgId: uuid("org_id").notNull(),
    userId: uuid("user_id").notNull(),
    /** What the person calls them; "" when nothing. */
    name: text("name").notNull().default(""),
    /** Where they stand, in the person's words; "" when nothing. */
    site: text("site").notNull().default(""),
    modelSlug: text("model_slug").references(() => minerModels.slug),
    /** Of one machine; null takes the figure of the model. */
    hashrateThs: numeric("hashrate_ths", { mode: "number" }),
    /** Of one machine; null takes the figure of the model. */
    powerWatts: numeric("power_watts", { mode: "number" }),
    quantity: integer("quantity").notNull(),
    electricityUsdPerKwh: numeric("electricity_usd_per_kwh").notNull(),
    poolFeeRatio: numeric("pool_fee_ratio", { mode: "number" }).notNull().default(0),
    uptimeRatio: numeric("uptime_ratio", { mode: "number" }).notNull().default(1),
    hashrateDecayRatioPerMonth: numeric("hashrate_decay_ratio_per_month", { mode: "number" })
      .notNull()
      .default(0),
    /** Paid for all machines of the row. */
    capexUsd: numeric("capex_usd"),
    purchasedOn: date("purchased_on"),
    addedAt: instant("added_at").notNull().defaultNow(),
    version: integer("version").notNull().default(1),
  },
  (table) => [
    index("user_miners_portfolio_idx").on(table.userId, table.orgId),
    foreignKey({
      columns: [table.userId, table.orgId],
      foreignColumns: [userPortfolios.userId, userPortfolios.orgId],
      name: "user_miners_portfolio_fk",
    }),
    check(
      "user_miners_machine_known",
      sql`${table.modelSlug} is not null or (${table.hashrateThs} is not null and ${table.powerWatts} is not null)`,
    ),
    check("user_miners_hashrate_sane", sql`${table.hashrateThs} > 0 and ${table.hashrateThs} <= 1e9`),
    check("user_miners_power_sane", sql`${table.powerWatts} >= 0 and ${table.powerWatts} <= 1e9`),
    check("user_miners_quantity_sane", sql`${table.quantity} between 1 and 10000000`),
    check("user_miners_electricity_sane", sql`${table.electricityUsdPerKwh} between 0 and 100`),
    check(
      "user_miners_ratios_sane",
      sql`${table.poolFeeRatio} between 0 and 1 and ${table.uptimeRatio} between 0 and 1
        and ${table.hashrateDecayRatioPerMonth} between 0 and 0.5`,
    ),
    check("user_miners_capex_sane", sql`${table.capexUsd} between 0 and 1e15`),
  ],
);

/** The latest figures of each row of machines; written by the recalculation alone. */
export const portfolioResults = pgTable(
  "portfolio_results",
  {
    minerId: uuid("miner_id")
      .primaryKey()
      .references(() => userMiners.id, { onDelete: "cascade" }),
    orgId: uuid("org_id").notNull(),
    userId: uuid("user_id").notNull(),
    /** Version of the row of machines that the figures are of. */
    minerVersion: integer("miner_version").notNull(),
    calculatedAt: instant("calculated_at").notNull(),
    estimate: jsonb("estimate").$type<DailyEstimate>().notNull(),
  },
  (table) => [index("portfolio_results_portfolio_idx").on(table.userId, table.orgId)],
);

/** What a portfolio earned a day as last calculated on that UTC day; a day without a calculation has no row. */
export const portfolioHistory = pgTable(
  "portfolio_history",
  {
    userId: uuid("user_id").notNull(),
    orgId: uuid("org_id").notNull(),
    dayUtc: date("day_utc").notNull(),
    machines: integer("machines").notNull(),
    hashrateThs: doublePrecision("hashrate_ths").notNull(),
    btcPerDayNetEstimate: doublePrecision("btc_per_day_net_estimate").notNull(),
    /** Null, like all income in USD, where no BTC price was known. */
    dailyRevenueUsdEstimate: doublePrecision("daily_revenue_usd_estimate"),
    dailyPowerCostUsdEstimate: doublePrecision("daily_power_cost_usd_estimate").notNull(),
    dailyProfitUsdEstimate: doublePrecision("daily_profit_usd_estimate"),
    dailyProfitBtcEstimate: doublePrecision("daily_profit_btc_estimate"),
    btcPriceUsd: numeric("btc_price_usd", { mode: "number" }),
    difficulty: numeric("difficulty", { mode: "number" }).notNull(),
    calculatedAt: instant("calculated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.orgId, table.dayUtc] }),
    foreignKey({
      columns: [table.userId, table.orgId],
      foreignColumns: [userPortfolios.userId, userPortfolios.orgId],
      name: "portfolio_history_portfolio_fk",
    }),
  ],
);
