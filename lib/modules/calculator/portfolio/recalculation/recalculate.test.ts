import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { calculate } from "@/lib/domain/mining/calculate";
import { machineInputs } from "@/lib/domain/portfolio/machine-inputs";
import type { PortfolioMarket } from "@/lib/domain/portfolio/portfolio";
import { missingFigure } from "@/lib/domain/provenance/figure";
import { openPeopleWorld, type PeopleWorld } from "@/lib/modules/auth/people/people-world.fixture";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor, UserViewer } from "@/lib/server/viewer";
import { addMachines } from "../commands/add-machines";
import { changeMachine } from "../commands/change-machine";
import { removeMachines } from "../commands/remove-machines";
import { fleet, market2025, marketAt } from "../portfolio-world.fixture";
import { getPortfolio, getPortfolioHistory } from "../queries";
import { marketInputs } from "./portfolio-market";
import { recalculateAllPortfolios, recalculatePortfolio } from "./recalculate";

const system: Actor = { kind: "system", name: "test" };
const cause = { id: "00000000-0000-7000-8000-00000000e7e7", createdAt: new Date() };

let world: PeopleWorld;
let org: string;
let viewer: UserViewer;
let machineId: string;
beforeAll(async () => {
  world = await openPeopleWorld();
  org = await world.company("Nordlicht");
});
afterAll(() => world.close());
beforeEach(async () => {
  viewer = await world.person(org, { role: "customer" });
  const { ids } = await addMachines(viewer, { machines: [fleet()] });
  machineId = ids[0] ?? "";
});

const recalculate = (market: PortfolioMarket, { daysLater = 0 } = {}) =>
  withTransaction(system, async (tx) => {
    await tx.execute(sql`select set_config('hi.clock_offset', ${`${daysLater} days`}, true)`);
    await recalculatePortfolio(tx, { userId: viewer.userId, orgId: org }, market, cause);
  });

const profit = async () => (await getPortfolio(viewer)).totals?.dailyProfitUsdEstimate;

describe("a recalculation", () => {
  it("writes the calculator's own figures, and from which market they are", async () => {
    await recalculate(market2025);
    const { machines, totals, market, isRecalculating } = await getPortfolio(viewer);
    const machine = { ...fleet(), id: "", capexUsd: 200_000, electricityUsdPerKwh: 0.06 };
    const own = calculate(
      machineInputs({ ...machine, hashrateThs: 200, powerWatts: 3550 }, marketInputs(market2025)),
    );
    expect(machines[0]?.estimate).toMatchObject({
      dailyRevenueUsdEstimate: own.daily.revenueUsd,
      dailyPowerCostUsdEstimate: own.daily.energyCostUsd,
      dailyProfitUsdEstimate: own.daily.profitUsd,
      breakevenElectricityUsdPerKwhEstimate: own.breakeven.electricityUsdPerKwh,
      paybackReason: own.payback.reason,
    });
    expect(machines[0]?.estimate?.paybackMonthsEstimate).toBeCloseTo(own.payback.months ?? Number.NaN, 6);
    // The vector of the calculator: 100 x S21, 0.06 USD/kWh, 80,000 USD, 119.12 T.
    expect(totals?.dailyProfitUsdEstimate).toBeCloseTo(312.07, 2);
    expect(market).toEqual(market2025);
    expect({ isRecalculating, isCurrent: machines[0]?.isEstimateCurrent }).toEqual({
      isRecalculating: false,
      isCurrent: true,
    });
  });

  it("leaves figures of machines that changed since marked as not current until the next", async () => {
    await recalculate(market2025);
    await changeMachine(viewer, { id: machineId, version: 1, quantity: 50 });
    expect(await getPortfolio(viewer)).toMatchObject({
      isRecalculating: true,
      machines: [{ isEstimateCurrent: false }],
    });
    await recalculate(market2025);
    expect(await getPortfolio(viewer)).toMatchObject({
      isRecalculating: false,
      machines: [{ isEstimateCurrent: true }],
    });
    expect(await profit()).toBeCloseTo(312.07 / 2, 2);
  });

  it("ends in the same figures however often it runs, and in whatever order markets reach it", async () => {
    const older = marketAt(60_000, -10);
    const newer = marketAt(100_000, 10);
    for (const market of [older, newer, older, market2025, newer]) await recalculate(market);
    const { market, totals } = await getPortfolio(viewer);
    expect(market).toEqual(newer);
    await recalculate(older);
    expect((await getPortfolio(viewer)).totals).toEqual(totals);
    expect((await getPortfolioHistory(viewer, { days: 7 })).days).toMatchObject([{ btcPriceUsd: 100_000 }]);
  });

  it("keeps one row a UTC day, that of its last calculation, and none for days between", async () => {
    await recalculate(market2025);
    await recalculate(marketAt(90_000, 1));
    await recalculate(marketAt(70_000, 2), { daysLater: 3 });
    const rows = await world.rows<{ day: string; price: number }>(
      (tx) => tx`select (day_utc - (now() at time zone 'UTC')::date) as day, btc_price_usd::float8 as price
        from portfolio_history where user_id = ${viewer.userId} order by day_utc`,
    );
    expect(rows).toEqual([
      { day: 0, price: 90_000 },
      { day: 3, price: 70_000 },
    ]);
  });

  it("of a portfolio whose machines are gone leaves no figures and no row of the day", async () => {
    await recalculate(market2025);
    await removeMachines(viewer, { ids: [machineId] });
    await recalculate(market2025);
    expect(await getPortfolio(viewer)).toMatchObject({ totals: null, isRecalculating: false, machines: [] });
    expect((await getPortfolioHistory(viewer, { days: 7 })).days).toEqual([]);
  });

  it("says why there is nothing when nobody knows the difficulty, and shows no figures of before as those of now", async () => {
    const unknown = {
      ...market2025,
      figures: { ...market2025.figures, difficulty: missingFigure("", "no source") },
    };
    await recalculate(unknown);
    expect(await getPortfolio(viewer)).toMatchObject({
      missingReason: "No source has the difficulty now: no source",
      totals: null,
      isRecalculating: false,
      machines: [{ estimate: null }],
    });
    await recalculate(market2025);
    expect(await getPortfolio(viewer)).toMatchObject({ missingReason: null });
    await recalculate(unknown);
    expect((await getPortfolio(viewer)).market).toEqual(market2025);
  });

  it("of somebody who was erased meanwhile does nothing", async () => {
    await world.rows((tx) => tx`delete from user_miners where user_id = ${viewer.userId}`);
    await world.rows((tx) => tx`delete from user_portfolios where user_id = ${viewer.userId}`);
    await expect(recalculate(market2025)).resolves.toBeUndefined();
  });
});

describe("recalculating all portfolios", () => {
  it("reaches every one with machines, over the bounds of its batches, and is the product's to do alone", async () => {
    await world.rows(
      (tx) => tx`with people as (
          insert into users (id, name, email) select gen_random_uuid(), 'many', n || '@many.example' from generate_series(1, 600) n returning id),
        portfolios as (
          insert into user_portfolios (user_id, org_id, version) select id, ${org}::uuid, 1 from people returning user_id)
        insert into user_miners (id, user_id, org_id, hashrate_ths, power_watts, quantity, electricity_usd_per_kwh)
        select gen_random_uuid(), user_id, ${org}::uuid, 200, 3550, 1, 0.06 from portfolios`,
    );
    const [counted] = await world.rows<{ n: number }>(
      (tx) => tx`select count(distinct (user_id, org_id))::int as n from user_miners`,
    );
    expect(await recalculateAllPortfolios(system, marketAt(85_000, 60))).toBe(counted?.n);
    const [left] = await world.rows<{ n: number; prices: number[] }>(
      (tx) => tx`select count(*) filter (where calculated_version < version)::int as n,
        array_agg(distinct (market #>> '{figures,btcPriceUsd,value}')::float8) as prices
        from user_portfolios p where exists (select from user_miners m where m.user_id = p.user_id)`,
    );
    expect(left).toEqual({ n: 0, prices: [85_000] });
    await expect(recalculateAllPortfolios(viewer, market2025)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("gives each portfolio what it would have been given alone", async () => {
    await recalculate(market2025);
    const alone = (await getPortfolio(viewer)).totals;
    await recalculateAllPortfolios(system, marketAt(50_000, 120));
    expect((await getPortfolio(viewer)).totals).not.toEqual(alone);
    await recalculateAllPortfolios(system, marketAt(80_000, 130));
    expect((await getPortfolio(viewer)).totals).toEqual(alone);
  });
});
