import type { StoredPart } from "@/lib/modules/auth/privacy/stored-part";

const counted = "Counts changes of the row.";

/** What is kept of somebody's own machines; figures and days go before the rows that they hang on. */
export const portfolioParts: readonly StoredPart[] = [
  {
    part: "portfolioFigures",
    table: "portfolio_results",
    by: ["user_id"],
    columns: ["miner_id", "org_id", "calculated_at", "estimate"],
    withheld: { miner_version: counted },
    erasure: "deleted",
  },
  {
    part: "portfolioMachines",
    table: "user_miners",
    by: ["user_id"],
    columns: [
      "id",
      "org_id",
      "name",
      "site",
      "model_slug",
      "hashrate_ths",
      "power_watts",
      "quantity",
      "electricity_usd_per_kwh",
      "pool_fee_ratio",
      "uptime_ratio",
      "hashrate_decay_ratio_per_month",
      "capex_usd",
      "purchased_on",
      "added_at",
    ],
    withheld: { version: counted },
    erasure: "deleted",
  },
  {
    part: "portfolioDays",
    table: "portfolio_history",
    by: ["user_id"],
    columns: [
      "org_id",
      "day_utc",
      "machines",
      "hashrate_ths",
      "btc_per_day_net_estimate",
      "daily_revenue_usd_estimate",
      "daily_power_cost_usd_estimate",
      "daily_profit_usd_estimate",
      "daily_profit_btc_estimate",
      "btc_price_usd",
      "difficulty",
      "calculated_at",
    ],
    withheld: {},
    erasure: "deleted",
  },
  {
    part: "portfolios",
    table: "user_portfolios",
    by: ["user_id"],
    columns: ["org_id", "changed_at", "calculated_at", "market", "totals", "missing_reason"],
    withheld: { version: counted, calculated_version: counted },
    erasure: "deleted",
  },
];
