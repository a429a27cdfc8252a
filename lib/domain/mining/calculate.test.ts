import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "./calculate";
import { calculateDaily } from "./calculate-daily";
import type { CalculationInputs } from "./calculation";
import { inputsFixture, marketFixture, projectionFixture } from "./calculation.fixture";

/** The smallest normal number; what lies below it is a whole multiple of 5e-324. */
const SMALLEST_WITH_ALL_DIGITS = 2 ** -1022;

const anyInputs: fc.Arbitrary<CalculationInputs> = fc
  .record({
    hashrateThs: fc.double({ min: 1, max: 1000, noNaN: true }),
    powerWatts: fc.double({ min: 10, max: 10_000, noNaN: true }),
    quantity: fc.integer({ min: 1, max: 5000 }),
    electricityUsdPerKwh: fc.double({ min: 0, max: 0.5, noNaN: true }),
    poolFeeRatio: fc.double({ min: 0, max: 0.1, noNaN: true }),
    uptimeRatio: fc.double({ min: 0.01, max: 1, noNaN: true }),
    curtailmentRatio: fc.double({ min: 0, max: 0.9, noNaN: true }),
    fixedCostUsdPerMonth: fc.integer({ min: 0, max: 100_000 }),
    btcPriceUsd: fc.double({ min: 1000, max: 1e6, noNaN: true }),
    difficulty: fc.double({ min: 1e12, max: 1e15, noNaN: true }),
    feesBtcPerBlock: fc.option(fc.double({ min: 0, max: 5, noNaN: true })),
  })
  .map(({ btcPriceUsd, difficulty, feesBtcPerBlock, ...own }) => ({
    ...inputsFixture,
    ...own,
    market: { ...marketFixture, blockHeight: null, btcPriceUsd, difficulty, feesBtcPerBlock },
  }));

function near(actual: number | null, expected: number | null, relative = 1e-9): void {
  if (actual === null || expected === null) throw new Error(`${actual} against ${expected}`);
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(relative * Math.max(1e-9, Math.abs(expected)));
}

describe("calculate on 100 x S21", () => {
  // Vectors of the former system's arithmetic: 200 TH/s, 3550 W, 0.06 USD/kWh, 80,000 USD, 119.12 T, fee 2.5 %.
  const result = calculate(inputsFixture);

  it("mines 0.0105547807 BTC a day before and 0.0102909112 after pool fee", () => {
    expect(result.production.difficultyMethod.btcPerDayGross).toBeCloseTo(0.0105547807, 10);
    expect(result.production.difficultyMethod.btcPerDayNet).toBeCloseTo(0.0102909112, 10);
  });

  it("mines 0.01 BTC a day by its share of 900 EH/s, on the same basis", () => {
    expect(result.production.hashrateMethod.btcPerDayGross).toBeCloseTo(0.01, 12);
    expect(result.production.hashrateMethod.btcPerDayNet).toBeCloseTo(0.00975, 12);
    expect(result.production.gapRatio).toBeCloseTo(0.01 / 0.0105547806894803 - 1, 12);
    expect(result.production.verdict).toBe("agree");
  });

  it("implies 852.694 EH/s", () => {
    expect(result.production.impliedNetworkHashrateThs / 1e6).toBeCloseTo(852.694, 3);
  });

  it("earns 312.07 USD a day", () => {
    expect(result.daily.profitUsd).toBeCloseTo(312.07, 2);
    expect(result.daily.energyKwh).toBeCloseTo(8520, 9);
    expect(result.daily.energyCostUsd).toBeCloseTo(511.2, 9);
  });

  it("breaks even at 0.09663 USD/kWh and 49,674.90 USD per BTC", () => {
    expect(result.breakeven.electricityUsdPerKwh).toBeCloseTo(0.09663, 5);
    expect(result.breakeven.btcPriceUsd).toBeCloseTo(49_674.9, 2);
  });

  it("runs 16,000 TH/s for 408.96 USD of electricity a day with 20 % curtailed", () => {
    const curtailed = calculate({ ...inputsFixture, curtailmentRatio: 0.2 });
    expect(curtailed.fleet.effectiveHashrateThs).toBeCloseTo(16_000, 9);
    expect(curtailed.daily.energyCostUsd).toBeCloseTo(408.96, 9);
  });

  it("counts a month as 365.25 / 12 days and a year as 365.25", () => {
    near(result.monthly.profitUsd, (result.daily.profitUsd ?? 0) * 30.4375);
    near(result.yearly.energyKwh, result.daily.energyKwh * 365.25);
  });
});

describe("calculate with parts missing", () => {
  it("answers BTC and energy without a price, and says why USD income is missing", () => {
    const result = calculate({
      ...inputsFixture,
      capexUsd: 1,
      market: { ...marketFixture, btcPriceUsd: null },
    });
    expect(result.production.difficultyMethod.btcPerDayNet).toBeGreaterThan(0);
    expect(result.daily.energyCostUsd).toBeCloseTo(511.2, 9);
    expect([result.daily.revenueUsd, result.daily.poolFeeUsd, result.daily.profitUsd]).toEqual([
      null,
      null,
      null,
    ]);
    expect(result.usdReason).toBe("no BTC price is known");
    expect(result.breakeven.btcPriceUsd).toBeCloseTo(49_674.9, 2);
    expect(result.breakeven.electricityUsdPerKwh).toBeNull();
    expect(result.payback).toMatchObject({ months: null, reason: "no BTC price is known" });
    expect(result.hashpriceUsdPerPhDay).toBeNull();
    expect(result.strikeReason).toBe("no BTC price is known");
  });

  it("computes on the subsidy when fees are unknown, and says so", () => {
    const without = calculate(inputsFixture).production;
    const none = calculate({ ...inputsFixture, market: { ...marketFixture, feesBtcPerBlock: 0 } }).production;
    expect(without.feesIncluded).toBe(false);
    expect(none.feesIncluded).toBe(true);
    expect(without.difficultyMethod).toEqual(none.difficultyMethod);
    const some = calculate({
      ...inputsFixture,
      market: { ...marketFixture, feesBtcPerBlock: 0.3125 },
    }).production;
    near(some.difficultyMethod.btcPerDayGross, without.difficultyMethod.btcPerDayGross * 1.1, 1e-12);
  });

  it("has no share result without an observed hashrate", () => {
    const { production } = calculate({
      ...inputsFixture,
      market: { ...marketFixture, networkHashrateThs: null },
    });
    expect(production.hashrateMethod).toEqual({ btcPerDayGross: null, btcPerDayNet: null });
    expect(production).toMatchObject({ gapRatio: null, verdict: "unknown" });
  });

  it("earns and costs nothing at uptime 0, apart from fixed costs", () => {
    const result = calculate({ ...inputsFixture, uptimeRatio: 0, fixedCostUsdPerMonth: 304.375 });
    expect(result.daily).toMatchObject({ revenueUsd: 0, energyKwh: 0 });
    expect(result.daily.profitUsd).toBeCloseTo(-10, 9);
    expect(Object.values(result.breakeven.reasons).every((reason) => reason !== null)).toBe(true);
  });

  it("has no strike price for machines that draw no power", () => {
    const result = calculate({ ...inputsFixture, powerWatts: 0 });
    expect(result.strikeUsdPerKwh).toBeNull();
    expect(result.strikeReason).toBe("the machines draw no power");
    expect(result.breakeven.reasons.difficulty).toContain("no running costs");
  });

  it("has no break-even electricity price when fixed costs exceed income", () => {
    const result = calculate({ ...inputsFixture, fixedCostUsdPerMonth: 1e6 });
    expect(result.breakeven.electricityUsdPerKwh).toBeNull();
    expect(result.breakeven.reasons.electricityUsdPerKwh).toContain("Fixed costs alone");
  });
});

describe("host and client view", () => {
  const own = calculate(inputsFixture);
  const hosted = calculate({ ...inputsFixture, clientElectricityUsdPerKwh: 0.075 });

  it("keeps the mining profit when a client price is set", () => {
    expect(hosted.daily).toEqual(own.daily);
    expect(hosted.hosting?.host.daily).toEqual(own.daily);
    expect(own.hosting).toBeNull();
  });

  it("gives the client the profit at the client's price", () => {
    const asClient = calculate({ ...inputsFixture, electricityUsdPerKwh: 0.075 });
    expect(hosted.hosting?.client.monthly).toEqual(asClient.monthly);
  });

  it("shows the mark-up as a line of its own that adds up", () => {
    expect(hosted.hosting?.markup.dailyUsd).toBeCloseTo(0.015 * 8520, 9);
    near(
      (hosted.hosting?.client.yearly.profitUsd ?? 0) + (hosted.hosting?.markup.yearlyUsd ?? 0),
      own.yearly.profitUsd,
    );
  });
});

describe("calculate in general", () => {
  it("balances revenue, pool fee, energy, fixed costs and profit", () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { daily } = calculate(inputs);
        const sum =
          (daily.revenueUsd ?? 0) - (daily.poolFeeUsd ?? 0) - daily.energyCostUsd - daily.fixedCostUsd;
        expect(daily.profitUsd).toBe(sum);
      }),
    );
  });

  it("never earns more on dearer electricity", () => {
    fc.assert(
      fc.property(anyInputs, fc.double({ min: 0, max: 1, noNaN: true }), (inputs, more) => {
        const dearer = { ...inputs, electricityUsdPerKwh: inputs.electricityUsdPerKwh + more };
        expect(calculateDaily(dearer).profitUsd).toBeLessThanOrEqual(
          calculateDaily(inputs).profitUsd ?? Number.NaN,
        );
      }),
    );
  });

  it("gives a fleet the sum of its parts", () => {
    fc.assert(
      fc.property(anyInputs, fc.integer({ min: 1, max: 5000 }), (inputs, extra) => {
        const part = (quantity: number, fixedCostUsdPerMonth: number) =>
          calculateDaily({ ...inputs, quantity, fixedCostUsdPerMonth });
        const whole = part(inputs.quantity + extra, inputs.fixedCostUsdPerMonth);
        const [a, b] = [part(inputs.quantity, inputs.fixedCostUsdPerMonth), part(extra, 0)];
        near(a.btcPerDayNet + b.btcPerDayNet, whole.btcPerDayNet);
        near(a.energyCostUsd + b.energyCostUsd, whole.energyCostUsd);
        const scale = (whole.revenueUsd ?? 0) + whole.energyCostUsd + whole.fixedCostUsd;
        expect(Math.abs((a.profitUsd ?? 0) + (b.profitUsd ?? 0) - (whole.profitUsd ?? 0))).toBeLessThan(
          1e-9 * scale,
        );
      }),
    );
  });

  it("earns nothing at each break-even", () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { breakeven, daily } = calculate(inputs);
        const costs = daily.energyCostUsd + daily.fixedCostUsd;
        const at = (change: Partial<CalculationInputs>): number =>
          Math.abs(calculateDaily({ ...inputs, ...change }).profitUsd ?? Number.NaN);
        const { electricityUsdPerKwh, btcPriceUsd, difficulty } = breakeven;
        if (electricityUsdPerKwh !== null && electricityUsdPerKwh <= 100) {
          expect(at({ electricityUsdPerKwh })).toBeLessThan(1e-9 * ((daily.revenueUsd ?? 0) + costs));
        }
        if (btcPriceUsd !== null && btcPriceUsd > 0 && btcPriceUsd <= 1e12) {
          // Electricity at 1e-323 USD/kWh has a break-even price too, but numbers that small have not nine digits.
          const exact = Math.max(1e-9 * costs, SMALLEST_WITH_ALL_DIGITS);
          expect(at({ market: { ...inputs.market, btcPriceUsd } })).toBeLessThanOrEqual(exact);
        }
        if (difficulty !== null && difficulty >= 1 && difficulty <= 1e30) {
          expect(at({ market: { ...inputs.market, difficulty } })).toBeLessThanOrEqual(1e-9 * costs);
        }
      }),
    );
  });

  it("breaks even to the last digit there is when electricity is all but free", () => {
    const inputs = { ...inputsFixture, powerWatts: 10, electricityUsdPerKwh: 2.5e-323 };
    const btcPriceUsd = calculate(inputs).breakeven.btcPriceUsd ?? Number.NaN;
    const day = calculateDaily({ ...inputs, market: { ...marketFixture, btcPriceUsd } });
    expect(Math.abs(day.profitUsd ?? Number.NaN)).toBeLessThan(SMALLEST_WITH_ALL_DIGITS);
  });

  it("answers the same day by the cheap path", () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const cheap = calculateDaily(inputs);
        const { daily, production } = calculate(inputs);
        expect(cheap.profitUsd).toBe(daily.profitUsd);
        expect(cheap.btcPerDayGross).toBe(production.difficultyMethod.btcPerDayGross);
      }),
    );
  });

  it("reaches the strike price where running just pays for its energy", () => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const strike = calculate(inputs).strikeUsdPerKwh;
        if (strike === null || strike > 100) return;
        const day = calculateDaily({ ...inputs, electricityUsdPerKwh: strike, fixedCostUsdPerMonth: 0 });
        expect(Math.abs(day.profitUsd ?? Number.NaN)).toBeLessThan(1e-9 * (day.revenueUsd ?? 0));
      }),
    );
  });

  it("never answers NaN or an infinity, even at the limits of its inputs", () => {
    const extreme = calculate({
      ...inputsFixture,
      hashrateThs: 1e9,
      quantity: 10_000_000,
      powerWatts: 1e9,
      electricityUsdPerKwh: 100,
      capexUsd: 1e15,
      market: { ...marketFixture, btcPriceUsd: 1e12, difficulty: 1, networkHashrateThs: 1e24 },
      projection: { ...projectionFixture, months: 60, difficultyGrowthRatio: 3, priceGrowthRatioPerMonth: 3 },
    });
    const numbers: number[] = [];
    JSON.stringify(extreme, (_, value) => {
      if (typeof value === "number") numbers.push(value);
      return value;
    });
    expect(numbers.length).toBeGreaterThan(500);
    expect(numbers.every(Number.isFinite)).toBe(true);
  });
});
