import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "../mining/calculate";
import { marketFixture } from "../mining/calculation.fixture";
import { flatProjection } from "../projection/flat-projection";
import { machineInputs } from "./machine-inputs";
import type { PortfolioMachine } from "./portfolio";
import { portfolioCalculator } from "./portfolio-calculator";

/** 100 x S21 at 200 TH/s and 3,550 W, as in the vectors of the calculator. */
const fleet: PortfolioMachine = {
  id: "fleet",
  hashrateThs: 200,
  powerWatts: 3550,
  quantity: 100,
  electricityUsdPerKwh: 0.06,
  poolFeeRatio: 0.025,
  uptimeRatio: 1,
  hashrateDecayRatioPerMonth: 0,
  capexUsd: 200_000,
};

/** The calculator's own answer; ageing makes the flat path one that was asked for. */
function calculated(machine: PortfolioMachine, market = marketFixture) {
  const { hashrateDecayRatioPerMonth } = machine;
  return calculate({
    ...machineInputs(machine, market),
    projection: { ...flatProjection, hashrateDecayRatioPerMonth },
  });
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const anyMachine: fc.Arbitrary<PortfolioMachine> = fc.record({
  id: fc.uuid(),
  hashrateThs: between(50, 500),
  powerWatts: between(1_000, 6_000),
  quantity: fc.integer({ min: 1, max: 500 }),
  electricityUsdPerKwh: between(0, 0.15),
  poolFeeRatio: between(0, 0.05),
  uptimeRatio: between(0, 1),
  hashrateDecayRatioPerMonth: between(0, 0.03),
  capexUsd: fc.option(between(0, 2_000_000), { nil: null }),
});

describe("a row of machines", () => {
  it("earns what the calculator's vectors say: 312.07 USD a day, break-even at 0.09663 USD/kWh and 49,674.90 USD/BTC", () => {
    const { rows } = portfolioCalculator(marketFixture)([fleet]);
    const estimate = rows[0]?.estimate;
    expect(estimate?.dailyProfitUsdEstimate).toBeCloseTo(312.07, 2);
    expect(estimate?.btcPerDayNetEstimate).toBeCloseTo(0.0102909112, 10);
    expect(estimate?.breakevenElectricityUsdPerKwhEstimate).toBeCloseTo(0.09663, 5);
    expect(estimate?.breakevenBtcPriceUsdEstimate).toBeCloseTo(49_674.9, 1);
    expect(estimate?.dailyProfitBtcEstimate).toBeCloseTo(312.07 / 80_000, 6);
  });

  it("has the calculator's own figures, whatever the machines", () => {
    const calculator = portfolioCalculator(marketFixture);
    fc.assert(
      fc.property(anyMachine, (machine) => {
        const own = calculator([machine]).rows[0]?.estimate;
        const { daily, breakeven, payback, production } = calculated(machine);
        expect(own).toMatchObject({
          btcPerDayNetEstimate: production.difficultyMethod.btcPerDayNet,
          dailyRevenueUsdEstimate: daily.revenueUsd,
          dailyPoolFeeUsdEstimate: daily.poolFeeUsd,
          dailyEnergyKwhEstimate: daily.energyKwh,
          dailyPowerCostUsdEstimate: daily.energyCostUsd,
          dailyProfitUsdEstimate: daily.profitUsd,
          breakevenElectricityUsdPerKwhEstimate: breakeven.electricityUsdPerKwh,
          breakevenBtcPriceUsdEstimate: breakeven.btcPriceUsd,
          paybackReason: payback.reason,
        });
        if (payback.months !== null) expect(own?.paybackMonthsEstimate).toBeCloseTo(payback.months, 6);
      }),
    );
  });

  it("has no income in dollars and no payback without a price, and says why", () => {
    const { rows, totals } = portfolioCalculator({ ...marketFixture, btcPriceUsd: null })([fleet]);
    for (const estimate of [rows[0]?.estimate, totals]) {
      expect(estimate).toMatchObject({
        dailyRevenueUsdEstimate: null,
        dailyProfitUsdEstimate: null,
        dailyProfitBtcEstimate: null,
        breakevenElectricityReason: "No BTC price is known.",
        paybackMonthsEstimate: null,
      });
      expect(estimate?.paybackReason).toMatch(/price/);
      expect(estimate?.btcPerDayNetEstimate).toBeGreaterThan(0);
    }
  });
});

describe("all machines together", () => {
  it("are the sum of their rows, whatever their order", () => {
    const calculator = portfolioCalculator(marketFixture);
    fc.assert(
      fc.property(fc.array(anyMachine, { minLength: 1, maxLength: 8 }), (machines) => {
        const { rows, totals } = calculator(machines);
        const reversed = calculator(machines.toReversed()).totals;
        const sum = rows.reduce((all, { estimate }) => all + (estimate.dailyProfitUsdEstimate ?? 0), 0);
        const scale = rows.reduce((all, { estimate }) => all + (estimate.dailyRevenueUsdEstimate ?? 0), 1);
        expect(Math.abs((totals.dailyProfitUsdEstimate ?? 0) - sum) / scale).toBeLessThan(1e-12);
        expect(reversed.dailyProfitUsdEstimate).toBeCloseTo(totals.dailyProfitUsdEstimate ?? Number.NaN, 6);
        expect(totals.machines).toBe(machines.reduce((all, { quantity }) => all + quantity, 0));
      }),
    );
  });

  it("pay back when one row split in two does", () => {
    const half = { ...fleet, quantity: 50, capexUsd: 100_000 };
    const calculator = portfolioCalculator(marketFixture);
    const whole = calculator([fleet]);
    const split = calculator([half, { ...half, id: "other half" }]);
    expect(whole.rows[0]?.estimate.paybackMonthsEstimate).toBeCloseTo(
      whole.totals.paybackMonthsEstimate ?? Number.NaN,
      9,
    );
    expect(split.totals.paybackMonthsEstimate).toBeCloseTo(
      whole.totals.paybackMonthsEstimate ?? Number.NaN,
      9,
    );
  });

  it("have no payback while what was paid is unknown for some, and say for how many", () => {
    const gift = { ...fleet, id: "gift", quantity: 3, capexUsd: null };
    const { totals } = portfolioCalculator(marketFixture)([fleet, gift]);
    expect(totals).toMatchObject({
      capexUsd: null,
      machinesWithoutCapex: 3,
      paybackMonthsEstimate: null,
      paybackReason: "what was paid is not known for 3 of 103 machines",
    });
  });

  it("count the machines that lose money, and say that they never pay back", () => {
    const costly = { ...fleet, id: "costly", quantity: 7, electricityUsdPerKwh: 0.2 };
    const { totals, rows } = portfolioCalculator(marketFixture)([fleet, costly]);
    expect(totals.machinesAtLoss).toBe(7);
    expect(rows[1]?.estimate.paybackReason).toMatch(/^never/);
  });
});
