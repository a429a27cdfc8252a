import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { PortfolioMachine, PortfolioMarket } from "@/lib/domain/portfolio/portfolio";

/** A portfolio under a lock, with the market of its last calculation. */
export interface HeldPortfolio {
  readonly userId: string;
  readonly orgId: string;
  readonly market: PortfolioMarket | null;
}

/** A row of machines as it is calculated. */
export type HeldMachine = PortfolioMachine & { readonly version: number };

export const portfolioKey = ({ userId, orgId }: { readonly userId: string; readonly orgId: string }) =>
  `${userId}@${orgId}`;

interface PortfolioRow extends Record<string, unknown> {
  readonly user_id: string;
  readonly org_id: string;
  readonly market: PortfolioMarket | null;
}

/** Locks somebody's portfolio; null when they have none. */
export async function holdPortfolio(
  tx: Transaction,
  userId: string,
  orgId: string,
): Promise<HeldPortfolio | null> {
  const [held] = await hold(tx, sql`user_id = ${userId} and org_id = ${orgId}`, 1);
  return held ?? null;
}

/** Locks the next portfolios that have machines, in the order of their keys, after the one given. */
export function holdNextPortfolios(
  tx: Transaction,
  after: HeldPortfolio | null,
  count: number,
): Promise<HeldPortfolio[]> {
  const isLater =
    after === null ? sql`true` : sql`(user_id, org_id) > (${after.userId}::uuid, ${after.orgId}::uuid)`;
  return hold(
    tx,
    sql`${isLater} and exists (
      select from user_miners m where m.user_id = p.user_id and m.org_id = p.org_id)`,
    count,
  );
}

async function hold(tx: Transaction, which: SQL, count: number): Promise<HeldPortfolio[]> {
  const rows = await tx.execute<PortfolioRow>(sql`
    select p.user_id, p.org_id, p.market from user_portfolios p where ${which}
    order by p.user_id, p.org_id limit ${count} for update`);
  return rows.map((row) => ({ userId: row.user_id, orgId: row.org_id, market: row.market }));
}

interface MachineRow extends Record<string, unknown> {
  readonly id: string;
  readonly user_id: string;
  readonly org_id: string;
  readonly version: number;
  readonly hashrate_ths: number;
  readonly power_watts: number;
  readonly quantity: number;
  readonly electricity: number;
  readonly pool_fee: number;
  readonly uptime: number;
  readonly decay: number;
  readonly capex: number | null;
}

/** The machines of portfolios, by `portfolioKey`; the model's figures stand where the person gave none. */
export async function machinesOf(
  tx: Transaction,
  portfolios: readonly HeldPortfolio[],
): Promise<ReadonlyMap<string, readonly HeldMachine[]>> {
  const owners = JSON.stringify(portfolios.map(({ userId, orgId }) => ({ user_id: userId, org_id: orgId })));
  const rows = await tx.execute<MachineRow>(sql`
    select m.id, m.user_id, m.org_id, m.version, m.quantity,
      coalesce(m.hashrate_ths, model.hashrate_ths)::float8 as hashrate_ths,
      coalesce(m.power_watts, model.power_watts)::float8 as power_watts,
      m.electricity_usd_per_kwh::float8 as electricity, m.pool_fee_ratio::float8 as pool_fee,
      m.uptime_ratio::float8 as uptime, m.hashrate_decay_ratio_per_month::float8 as decay,
      m.capex_usd::float8 as capex
    from jsonb_to_recordset(${owners}::text::jsonb) as owner (user_id uuid, org_id uuid)
    join user_miners m on m.user_id = owner.user_id and m.org_id = owner.org_id
    left join miner_models model on model.slug = m.model_slug
    order by m.added_at, m.id`);
  const machines = new Map<string, HeldMachine[]>();
  for (const row of rows) {
    const key = portfolioKey({ userId: row.user_id, orgId: row.org_id });
    const own = machines.get(key) ?? [];
    own.push({
      id: row.id,
      version: row.version,
      hashrateThs: row.hashrate_ths,
      powerWatts: row.power_watts,
      quantity: row.quantity,
      electricityUsdPerKwh: row.electricity,
      poolFeeRatio: row.pool_fee,
      uptimeRatio: row.uptime,
      hashrateDecayRatioPerMonth: row.decay,
      capexUsd: row.capex,
    });
    machines.set(key, own);
  }
  return machines;
}
