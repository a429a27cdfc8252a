import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { PortfolioMarket } from "@/lib/domain/portfolio/portfolio";
import type { PortfolioOutcome } from "./portfolio-outcome";

/** Writes figures of rows, of portfolios and of the UTC day: a handful of statements, however many portfolios. */
export async function writeCalculated(tx: Transaction, outcomes: readonly PortfolioOutcome[]): Promise<void> {
  await writeResults(tx, outcomes);
  await writePortfolios(tx, outcomes);
  await writeDays(tx, outcomes);
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::text::jsonb`;

const owner = ({ userId, orgId }: PortfolioOutcome) => ({ user_id: userId, org_id: orgId });

async function writeResults(tx: Transaction, outcomes: readonly PortfolioOutcome[]): Promise<void> {
  const rows = outcomes.flatMap((outcome) =>
    (outcome.calculated?.rows ?? []).map(({ estimate }, place) => ({
      ...owner(outcome),
      miner_id: outcome.machines[place]?.id,
      miner_version: outcome.machines[place]?.version,
      estimate,
    })),
  );
  if (rows.length > 0) {
    await tx.execute(sql`
      insert into portfolio_results (miner_id, org_id, user_id, miner_version, calculated_at, estimate)
      select r.miner_id, r.org_id, r.user_id, r.miner_version, app_now(), r.estimate
      from jsonb_to_recordset(${json(rows)}) as r
        (miner_id uuid, org_id uuid, user_id uuid, miner_version int, estimate jsonb)
      on conflict (miner_id) do update set miner_version = excluded.miner_version,
        calculated_at = excluded.calculated_at, estimate = excluded.estimate`);
  }
  // Figures that could not be renewed would pass for those of today.
  const withoutFigures = outcomes.filter(({ missingReason }) => missingReason !== null);
  if (withoutFigures.length === 0) return;
  await tx.execute(sql`
    delete from portfolio_results r using jsonb_to_recordset(${json(withoutFigures.map(owner))}) as o (user_id uuid, org_id uuid)
    where r.user_id = o.user_id and r.org_id = o.org_id`);
}

async function writePortfolios(tx: Transaction, outcomes: readonly PortfolioOutcome[]): Promise<void> {
  // Nearly all share one market, which is written once into the statement and not once for each.
  const markets: PortfolioMarket[] = [...new Set(outcomes.map(({ market }) => market))];
  const rows = outcomes.map((outcome) => ({
    ...owner(outcome),
    market: markets.indexOf(outcome.market),
    totals: outcome.calculated?.totals ?? null,
    missing_reason: outcome.missingReason,
  }));
  await tx.execute(sql`
    update user_portfolios p set calculated_version = p.version, calculated_at = app_now(),
      market = markets.list -> r.market, totals = nullif(r.totals, 'null'::jsonb), missing_reason = r.missing_reason
    from jsonb_to_recordset(${json(rows)}) as r
      (user_id uuid, org_id uuid, market int, totals jsonb, missing_reason text),
      (select ${json(markets)} as list) as markets
    where p.user_id = r.user_id and p.org_id = r.org_id`);
}

/** The day's row is what was calculated last on it; a portfolio without figures has none. */
async function writeDays(tx: Transaction, outcomes: readonly PortfolioOutcome[]): Promise<void> {
  const rows = outcomes.flatMap((outcome) => {
    const { calculated, market } = outcome;
    if (calculated === null) return [];
    const { totals } = calculated;
    return [
      {
        ...owner(outcome),
        machines: totals.machines,
        hashrate_ths: totals.hashrateThs,
        btc: totals.btcPerDayNetEstimate,
        revenue: totals.dailyRevenueUsdEstimate,
        power_cost: totals.dailyPowerCostUsdEstimate,
        profit_usd: totals.dailyProfitUsdEstimate,
        profit_btc: totals.dailyProfitBtcEstimate,
        price: market.figures.btcPriceUsd.value,
        difficulty: market.figures.difficulty.value,
      },
    ];
  });
  if (rows.length > 0) {
    await tx.execute(sql`
      insert into portfolio_history (user_id, org_id, day_utc, machines, hashrate_ths, btc_per_day_net_estimate,
        daily_revenue_usd_estimate, daily_power_cost_usd_estimate, daily_profit_usd_estimate,
        daily_profit_btc_estimate, btc_price_usd, difficulty, calculated_at)
      select r.user_id, r.org_id, (app_now() at time zone 'UTC')::date, r.machines, r.hashrate_ths, r.btc, r.revenue,
        r.power_cost, r.profit_usd, r.profit_btc, r.price, r.difficulty, app_now()
      from jsonb_to_recordset(${json(rows)}) as r (user_id uuid, org_id uuid, machines int, hashrate_ths float8,
        btc float8, revenue float8, power_cost float8, profit_usd float8, profit_btc float8, price numeric,
        difficulty numeric)
      on conflict (user_id, org_id, day_utc) do update set machines = excluded.machines,
        hashrate_ths = excluded.hashrate_ths, btc_per_day_net_estimate = excluded.btc_per_day_net_estimate,
        daily_revenue_usd_estimate = excluded.daily_revenue_usd_estimate,
        daily_power_cost_usd_estimate = excluded.daily_power_cost_usd_estimate,
        daily_profit_usd_estimate = excluded.daily_profit_usd_estimate,
        daily_profit_btc_estimate = excluded.daily_profit_btc_estimate, btc_price_usd = excluded.btc_price_usd,
        difficulty = excluded.difficulty, calculated_at = excluded.calculated_at`);
  }
  const empty = outcomes.filter(({ machines }) => machines.length === 0);
  if (empty.length === 0) return;
  await tx.execute(sql`
    delete from portfolio_history h using jsonb_to_recordset(${json(empty.map(owner))}) as o (user_id uuid, org_id uuid)
    where h.user_id = o.user_id and h.org_id = o.org_id and h.day_utc = (app_now() at time zone 'UTC')::date`);
}
