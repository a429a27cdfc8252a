import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { formulas } from "@/lib/domain/mining/formulas";
import type { DailyEstimate, PortfolioMarket, PortfolioTotals } from "@/lib/domain/portfolio/portfolio";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";
import type { HistoryDay, Machine, Portfolio } from "./schema";

/** The viewer's own machines in the company they act for, with the figures of the last calculation. */
export async function getPortfolio(viewer: Viewer): Promise<Portfolio> {
  const user = authorizeUser(viewer, "calculator:save");
  const owner = { userId: user.userId, orgId: companyOf(user) };
  return await readAs(user, async (tx) => {
    const [row] = await tx.execute<PortfolioRow>(sql`
      select version, ${iso("changed_at")} as changed_at, calculated_version, ${iso("calculated_at")} as calculated_at,
        market, totals, missing_reason
      from user_portfolios where user_id = ${owner.userId} and org_id = ${owner.orgId}`);
    return {
      version: row?.version ?? 0,
      changedAt: row?.changed_at ?? null,
      isRecalculating: row !== undefined && row.calculated_version < row.version,
      calculatedAt: row?.calculated_at ?? null,
      missingReason: row?.missing_reason ?? null,
      machines: row === undefined ? [] : await machinesOf(tx, owner),
      totals: row?.totals ?? null,
      market: row?.market ?? null,
      formulas: portfolioFormulas,
    };
  });
}

/** What the viewer's machines earned a day, oldest day first; days on which nothing was calculated are not there. */
export async function getPortfolioHistory(
  viewer: Viewer,
  { days }: { readonly days: number },
): Promise<{ days: HistoryDay[] }> {
  const user = authorizeUser(viewer, "calculator:save");
  const orgId = companyOf(user);
  return await readAs(user, async (tx) => {
    const rows = await tx.execute<HistoryRow>(sql`
      select to_char(day_utc, 'YYYY-MM-DD') as "dayUtc", machines, hashrate_ths as "hashrateThs",
        btc_per_day_net_estimate as "btcPerDayNetEstimate", daily_revenue_usd_estimate as "dailyRevenueUsdEstimate",
        daily_power_cost_usd_estimate as "dailyPowerCostUsdEstimate",
        daily_profit_usd_estimate as "dailyProfitUsdEstimate", daily_profit_btc_estimate as "dailyProfitBtcEstimate",
        btc_price_usd::float8 as "btcPriceUsd", difficulty::float8 as difficulty, ${iso("calculated_at")} as "calculatedAt"
      from portfolio_history
      where user_id = ${user.userId} and org_id = ${orgId}
        and day_utc > (app_now() at time zone 'UTC')::date - ${days}::int
      order by day_utc`);
    return { days: [...rows] };
  });
}

/** How each figure is made, in words: those of the calculator, which it is made by. */
const portfolioFormulas: Portfolio["formulas"] = {
  btcPerDayNetEstimate: `${formulas.difficultyMethod}; x (1 - pool fee)`,
  dailyRevenueUsdEstimate: "BTC/day before pool fee x BTC price",
  dailyPowerCostUsdEstimate: `kWh/day x USD/kWh; ${formulas.energy.replace(" x (1 - curtailment)", "")}`,
  dailyProfitUsdEstimate: "revenue (before pool fee) - pool fee - power cost",
  dailyProfitBtcEstimate: "profit in USD / BTC price",
  breakevenElectricityUsdPerKwhEstimate: "(revenue - pool fee) / kWh",
  breakevenBtcPriceUsdEstimate: "power cost / BTC after pool fee",
  paybackMonthsEstimate: `${formulas.payback}; halvings by block height and ageing, everything else unchanged from now on`,
};

const iso = (column: string) =>
  sql`to_char(${sql.identifier(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

interface PortfolioRow extends Record<string, unknown> {
  readonly version: number;
  readonly changed_at: string;
  readonly calculated_version: number;
  readonly calculated_at: string | null;
  readonly market: PortfolioMarket | null;
  readonly totals: PortfolioTotals | null;
  readonly missing_reason: string | null;
}

type HistoryRow = HistoryDay & Record<string, unknown>;

interface MachineRow extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly site: string;
  readonly model_slug: string | null;
  readonly model_name: string | null;
  readonly model_source: string | null;
  readonly own_hashrate: number | null;
  readonly own_power: number | null;
  readonly hashrate: number;
  readonly power: number;
  readonly quantity: number;
  readonly electricity: string;
  readonly pool_fee: number;
  readonly uptime: number;
  readonly decay: number;
  readonly capex: string | null;
  readonly purchased_on: string | null;
  readonly added_at: string;
  readonly estimate: DailyEstimate | null;
  readonly miner_version: number | null;
}

async function machinesOf(
  tx: Transaction,
  { userId, orgId }: { readonly userId: string; readonly orgId: string },
): Promise<Machine[]> {
  const rows = await tx.execute<MachineRow>(sql`
    select m.id, m.version, m.name, m.site, m.model_slug, model.name as model_name,
      model.source_title as model_source, m.hashrate_ths::float8 as own_hashrate, m.power_watts::float8 as own_power,
      coalesce(m.hashrate_ths, model.hashrate_ths)::float8 as hashrate,
      coalesce(m.power_watts, model.power_watts)::float8 as power, m.quantity,
      m.electricity_usd_per_kwh::text as electricity, m.pool_fee_ratio::float8 as pool_fee,
      m.uptime_ratio::float8 as uptime, m.hashrate_decay_ratio_per_month::float8 as decay,
      m.capex_usd::text as capex, to_char(m.purchased_on, 'YYYY-MM-DD') as purchased_on,
      to_char(m.added_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as added_at, r.estimate, r.miner_version
    from user_miners m
    left join miner_models model on model.slug = m.model_slug
    left join portfolio_results r on r.miner_id = m.id
    where m.user_id = ${userId} and m.org_id = ${orgId}
    order by m.added_at, m.id`);
  return rows.map(machineOf);
}

function machineOf(row: MachineRow): Machine {
  const plate = (own: number | null, value: number) => ({
    value,
    source: own === null ? `catalogue: ${row.model_source}` : "your own figure",
    isOwn: own !== null,
  });
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    site: row.site,
    minerModel:
      row.model_slug === null || row.model_name === null
        ? null
        : { slug: row.model_slug, name: row.model_name },
    quantity: row.quantity,
    hashrateThs: plate(row.own_hashrate, row.hashrate),
    powerWatts: plate(row.own_power, row.power),
    electricityUsdPerKwh: row.electricity,
    poolFeeRatio: row.pool_fee,
    uptimeRatio: row.uptime,
    hashrateDecayRatioPerMonth: row.decay,
    capexUsd: row.capex,
    purchasedOn: row.purchased_on,
    addedAt: row.added_at,
    estimate: row.estimate,
    isEstimateCurrent: row.miner_version === row.version,
  };
}
