import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "../mining/calculate";
import type { CalculationInputs } from "../mining/calculation";
import { marketFixture } from "../mining/calculation.fixture";
import { flatProjection } from "../projection/flat-projection";
import { batchCalculator } from "./batch-calculator";
import type { BatchMarket, BatchRow } from "./batch-row";

/** 100 x S21 on the round figures of 2025. */
const fleet: BatchRow = {
  minerModel: null,
  hashrateThs: 200,
  powerWatts: 3550,
  quantity: 100,
  electricityUsdPerKwh: 0.06,
  poolFeeRatio: 0.025,
  uptimeRatio: 1,
  hashrateDecayRatioPerMonth: 0,
  capexUsd: 400_000,
  label: "",
};

/** The calculator's own answer; decay makes the flat path one that was asked for. */
function calculated(row: BatchRow, market: BatchMarket) {
  const inputs: CalculationInputs = {
    hashrateThs: row.hashrateThs,
    powerWatts: row.powerWatts,
    quantity: row.quantity,
    electricityUsdPerKwh: row.electricityUsdPerKwh,
    clientElectricityUsdPerKwh: null,
    poolFeeRatio: row.poolFeeRatio,
    payoutScheme: "fpps",
    poolShareRatio: null,
    uptimeRatio: row.uptimeRatio,
    curtailmentRatio: 0,
    fixedCostUsdPerMonth: 0,
    capexUsd: row.capexUsd,
    market,
    projection:
      row.hashrateDecayRatioPerMonth === 0
        ? null
        : { ...flatProjection, hashrateDecayRatioPerMonth: row.hashrateDecayRatioPerMonth },
  };
  return calculate(inputs);
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Half of the rows are such as people have, whose payback lies months ahead; the other half is anything. */
const anyRow = fc.oneof(
  fc.record<BatchRow>({
    minerModel: fc.constant("Antminer S21"),
    hashrateThs: between(90, 500),
    powerWatts: between(2_000, 6_000),
    quantity: fc.constant(10),
    electricityUsdPerKwh: between(0.01, 0.08),
    poolFeeRatio: between(0, 0.05),
    uptimeRatio: between(0.8, 1),
    hashrateDecayRatioPerMonth: between(0, 0.03),
    capexUsd: between(5_000, 60_000),
    label: fc.constant(""),
  }),
  fc.record<BatchRow>({
    minerModel: fc.constant(null),
    hashrateThs: between(1, 2_000),
    powerWatts: between(0, 20_000),
    quantity: fc.integer({ min: 1, max: 10_000 }),
    electricityUsdPerKwh: between(0, 0.2),
    poolFeeRatio: between(0, 1),
    uptimeRatio: fc.oneof(between(0, 1), fc.constant(1)),
    hashrateDecayRatioPerMonth: fc.oneof(fc.constant(0), between(0, 0.5)),
    capexUsd: fc.oneof(fc.constantFrom(null, 0), between(1, 1e7)),
    label: fc.string(),
  }),
);
const anyMarket = fc.record<BatchMarket>({
  btcPriceUsd: fc.oneof({ weight: 9, arbitrary: between(50_000, 200_000) }, fc.constant(null)),
  difficulty: fc.oneof(between(80e12, 200e12), between(1e12, 1e15)),
  networkHashrateThs: fc.constantFrom(null, 900e6),
  networkHashrateStale: fc.boolean(),
  subsidyBtc: fc.constantFrom(3.125, 1.5625, 6.25),
  feesBtcPerBlock: fc.oneof(fc.constant(null), between(0, 1)),
  blockHeight: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 840_000, max: 1_300_000 }) },
    fc.constant(null),
  ),
});

describe("batchCalculator", () => {
  it("answers the calculator's vectors: 100 x S21, not 12,441,600 times as much", () => {
    const result = batchCalculator(marketFixture)(fleet, 7);
    // modules.md's vectors: 0.0102909112 BTC net, 312.07 USD, break-even 0.09663 USD/kWh.
    expect(result.index).toBe(7);
    expect(result.btcPerDayNet).toBeCloseTo(0.0102909112, 10);
    expect(result.dailyRevenueUsd).toBeCloseTo(0.0105547807 * 80_000, 4);
    expect(result.dailyProfitUsd).toBeCloseTo(312.07, 2);
    expect(result.dailyEnergyCostUsd).toBeCloseTo(511.2, 9);
    expect(result.strikeUsdPerKwh).toBeCloseTo(0.09663, 5);
    expect(result.efficiencyJoulesPerTh).toBe(17.75);
    expect(result.monthlyProfitUsd).toBeCloseTo(312.07 * 30.4375, 0);
  });

  it("sees the halving: the original showed 42.02 months where the money never comes back", () => {
    expect(batchCalculator(marketFixture)(fleet, 0)).toMatchObject({
      paybackMonths: null,
      paybackReason: calculated(fleet, marketFixture).payback.reason,
    });
    const cheap = batchCalculator(marketFixture)({ ...fleet, capexUsd: 100_000 }, 0);
    // 100,000 USD at 312.07 USD a day, before the halving.
    expect(cheap.paybackMonths).toBeCloseTo(100_000 / 312.07 / 30.4375, 3);
  });

  it("warns when later losses eat the recovered capital again", () => {
    const row = { ...fleet, capexUsd: 320_000 };
    const { payback } = calculated(row, marketFixture);
    expect(payback.warning).toContain("below the capital cost again");
    expect(batchCalculator(marketFixture)(row, 0).paybackWarning).toBe(payback.warning);
  });

  it("agrees with calculate() for every row and market", () => {
    fc.assert(
      fc.property(anyRow, anyMarket, (row, market) => {
        const result = batchCalculator(market)(row, 0);
        const whole = calculated(row, market);
        expect(result.btcPerDayNet).toBe(whole.production.difficultyMethod.btcPerDayNet);
        expect(result.dailyRevenueUsd).toBe(whole.daily.revenueUsd);
        expect(result.dailyPoolFeeUsd).toBe(whole.daily.poolFeeUsd);
        expect(result.dailyEnergyKwh).toBe(whole.daily.energyKwh);
        expect(result.dailyEnergyCostUsd).toBe(whole.daily.energyCostUsd);
        expect(result.dailyProfitUsd).toBe(whole.daily.profitUsd);
        expect(result.monthlyProfitUsd).toBe(whole.monthly.profitUsd);
        expect(result.strikeUsdPerKwh).toBe(whole.strikeUsdPerKwh);
        expect(result.paybackReason === null).toBe(whole.payback.reason === null);
        expect(result.paybackReason?.split(" (")[0]).toBe(whole.payback.reason?.split(" (")[0]);
        if (result.paybackMonths === null || whole.payback.months === null) {
          expect(result.paybackMonths).toBe(whole.payback.months);
        } else {
          expect(result.paybackMonths / whole.payback.months).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never earns more by a higher power price or more decay", () => {
    const more = fc.double({ min: 0, max: 0.1, noNaN: true });
    fc.assert(
      fc.property(anyRow, more, more, (row, addedUsd, addedDecay) => {
        const calculateRow = batchCalculator({ ...marketFixture, feesBtcPerBlock: 0.03 });
        const before = calculateRow(row, 0);
        const after = calculateRow(
          {
            ...row,
            electricityUsdPerKwh: row.electricityUsdPerKwh + addedUsd,
            hashrateDecayRatioPerMonth: Math.min(0.5, row.hashrateDecayRatioPerMonth + addedDecay),
          },
          0,
        );
        expect(after.dailyProfitUsd ?? 0).toBeLessThanOrEqual(before.dailyProfitUsd ?? 0);
        if (after.paybackMonths === null) return;
        expect(before.paybackMonths ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(
          after.paybackMonths * (1 + 1e-12),
        );
      }),
    );
  });

  it("does not let one row show in another", () => {
    const calculateRow = batchCalculator(marketFixture);
    const alone = calculateRow(fleet, 0);
    calculateRow({ ...fleet, hashrateDecayRatioPerMonth: 0.5, capexUsd: 1e12 }, 1);
    expect(calculateRow(fleet, 0)).toEqual(alone);
  });

  it.each([
    ["hashrateThs", 0],
    ["quantity", 1.5],
    ["poolFeeRatio", 2.5],
    ["hashrateDecayRatioPerMonth", 0.6],
    ["capexUsd", -1],
  ] as const)("throws on %s = %d, naming it", (field, value) => {
    expect(() => batchCalculator(marketFixture)({ ...fleet, [field]: value }, 0)).toThrow(field);
  });
});
