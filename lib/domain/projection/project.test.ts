import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculate } from "../mining/calculate";
import type { CalculationInputs, ProjectionInputs } from "../mining/calculation";
import { inputsFixture, marketFixture, projectionFixture } from "../mining/calculation.fixture";
import { project } from "./project";

const still: ProjectionInputs = { ...projectionFixture, difficultyGrowthRatio: 0 };

/** Profits that cannot be anything but rising or falling smoothly, with a capital cost near what they earn. */
const anyProjected: fc.Arbitrary<CalculationInputs> = fc
  .record({
    capexUsd: fc.double({ min: 1, max: 1e6, noNaN: true }),
    electricityUsdPerKwh: fc.double({ min: 0, max: 0.15, noNaN: true }),
    months: fc.integer({ min: 6, max: 60 }),
    difficultyGrowthRatio: fc.double({ min: -0.03, max: 0.05, noNaN: true }),
    priceGrowthRatioPerMonth: fc.double({ min: -0.05, max: 0.06, noNaN: true }),
    resaleRatioOfCapex: fc.option(fc.double({ min: 0, max: 0.5, noNaN: true })),
    blockHeight: fc.integer({ min: 840_000, max: 1_049_999 }),
  })
  .map(({ capexUsd, electricityUsdPerKwh, blockHeight, ...path }) => ({
    ...inputsFixture,
    capexUsd,
    electricityUsdPerKwh,
    market: { ...marketFixture, blockHeight },
    projection: { ...projectionFixture, ...path },
  }));

describe("payback", () => {
  it("of a 400,000 USD fleet under growing difficulty is never, not 42 months", () => {
    // The former system divided profit instead of revenue by the growth and showed 42.02 months for this fleet.
    const { payback, chart } = project({
      ...inputsFixture,
      capexUsd: 400_000,
      projection: projectionFixture,
    });
    expect(payback.months).toBeNull();
    expect(payback.reason).toMatch(/^never: loses money from month 12 /);
    expect(chart?.months[11]?.profitUsd).toBeLessThan(0);
    expect(chart?.months[10]?.profitUsd).toBeGreaterThan(0);
  });

  it("divides capital by a constant profit, linear within the month", () => {
    const { payback } = project({ ...inputsFixture, capexUsd: 100_000, projection: still });
    expect(payback).toMatchObject({ reason: null, warning: null, basis: "given" });
    expect(payback.months).toBeCloseTo(100_000 / 9498.71870441247, 9);
  });

  it("is null with a reason without capital cost, price or height", () => {
    const reasonOf = (change: Partial<CalculationInputs>): string | null =>
      project({ ...inputsFixture, capexUsd: 1, projection: still, ...change }).payback.reason;
    expect(reasonOf({ capexUsd: null })).toBe("no capital cost given");
    expect(reasonOf({ capexUsd: 0 })).toContain("nothing to pay back");
    expect(reasonOf({ market: { ...marketFixture, btcPriceUsd: null } })).toBe("no BTC price is known");
    expect(reasonOf({ market: { ...marketFixture, blockHeight: null } })).toContain(
      "no block height is known",
    );
  });

  it("is never when the fleet loses money from the first month", () => {
    const inputs = { ...inputsFixture, electricityUsdPerKwh: 0.2, capexUsd: 1000, projection: still };
    expect(project(inputs).payback.reason).toBe("never: loses money from month 1");
  });

  it("is never when a fleet stands still", () => {
    const inputs = { ...inputsFixture, uptimeRatio: 0, capexUsd: 1000, projection: still };
    expect(project(inputs).payback.reason).toBe("never: earns nothing");
  });

  it("is not within the horizon when it comes later", () => {
    // 9,498.72 USD a month, halving far away: 45 months.
    const market = { ...marketFixture, blockHeight: 845_000 };
    const inputs = { ...inputsFixture, market, capexUsd: 9498.71870441247 * 44.5, projection: still };
    expect(project(inputs).payback).toMatchObject({ months: null, reason: "not within 36 months" });
    expect(project({ ...inputs, projection: { ...still, months: 60 } }).payback.months).toBeCloseTo(44.5, 8);
  });

  it("is never when the horizon ends in profit but the halving after it ends all profit", () => {
    // Height 1,050,000 comes in month 37; halved income (412 USD a day) no longer pays 511 USD of energy.
    const market = { ...marketFixture, blockHeight: 1_050_000 - 36 * 4383 - 100 };
    const { payback, chart } = project({ ...inputsFixture, market, capexUsd: 500_000, projection: still });
    expect(chart?.months.every((month) => month.profitUsd > 0)).toBe(true);
    expect(payback.reason).toMatch(
      /^never: loses money from month 37 \(at most 341,954 of 500,000 USD earned back\)/,
    );
  });

  it("is not called never while a rising price may still turn the loss", () => {
    const path = { ...still, priceGrowthRatioPerMonth: 0.001 };
    const inputs = { ...inputsFixture, electricityUsdPerKwh: 0.1, capexUsd: 1e9, projection: path };
    expect(project(inputs).payback.reason).toBe("not within 36 months");
  });

  it("is never when a rising price is outrun by difficulty", () => {
    const path = { ...projectionFixture, priceGrowthRatioPerMonth: 0.01 };
    const { payback } = project({ ...inputsFixture, capexUsd: 400_000, projection: path });
    expect(payback.reason).toMatch(/^never: loses money from month \d+/);
  });

  it("warns when later losses eat the recovered capital", () => {
    const { payback } = project({ ...inputsFixture, capexUsd: 40_000, projection: projectionFixture });
    expect(payback.months).toBeGreaterThan(5);
    expect(payback.months).toBeLessThan(12);
    expect(payback.warning).toBe(
      "recovered, but below the capital cost again by month 36: loses money from month 12",
    );
  });

  it("is null if and only if cumulative profit never reaches the capital cost", () => {
    fc.assert(
      fc.property(anyProjected, (inputs) => {
        const { payback, chart } = project(inputs);
        const reached = chart?.months.findIndex((month) => month.cumulativeUsd >= 0) ?? -1;
        if (reached < 0) {
          expect(payback.months).toBeNull();
          expect(payback.reason).toMatch(/^(never: |not within )/);
        } else {
          expect(payback.months).toBeGreaterThan(reached);
          expect(payback.months).toBeLessThanOrEqual(reached + 1);
          expect(payback.reason).toBeNull();
        }
      }),
      { numRuns: 300 },
    );
  });

  it("never says never where a longer horizon pays back", () => {
    fc.assert(
      fc.property(anyProjected, (inputs) => {
        const { projection } = inputs;
        if (projection === null) throw new Error("no projection");
        const short = project({ ...inputs, projection: { ...projection, months: 6 } }).payback;
        const long = project({ ...inputs, projection: { ...projection, months: 60 } }).payback;
        if (short.reason?.startsWith("never") === true) expect(long.months).toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it("takes the flat path when no projection is asked for", () => {
    const result = project({ ...inputsFixture, capexUsd: 100_000 });
    expect(result.payback).toMatchObject({ reason: null, basis: "flat" });
    expect(result.payback.months).toBeCloseTo(100_000 / 9498.71870441247, 9);
    expect(result.chart).toMatchObject({ basis: "flat", resaleUsd: 0 });
    expect(result.chart?.months).toHaveLength(60);
    expect(result).toMatchObject({
      npvUsd: null,
      npvReason: "no projection given",
      irrReason: "no projection given",
    });
  });
});

describe("NPV and IRR of a projection", () => {
  it("equal a reference written out by hand", () => {
    fc.assert(
      fc.property(anyProjected, (inputs) => {
        const { npvUsd, irr, chart } = project(inputs);
        const capexUsd = inputs.capexUsd ?? 0;
        let expected = -capexUsd;
        let size = capexUsd;
        for (const month of chart?.months ?? []) {
          const resale =
            month.month === inputs.projection?.months
              ? (inputs.projection.resaleRatioOfCapex ?? 0) * capexUsd
              : 0;
          const value = (month.profitUsd + resale) / 1.1 ** (month.month / 12);
          expected += value;
          size += Math.abs(value);
        }
        expect(Math.abs((npvUsd ?? Number.NaN) - expected)).toBeLessThan(1e-9 * size);
        if (irr !== null && irr < 1e6 && irr > -0.999) {
          const path = { ...projectionFixture, ...inputs.projection, discountRatioPerYear: Math.max(0, irr) };
          const at = project({ ...inputs, projection: path });
          if (irr >= 0) expect(Math.abs(at.npvUsd ?? Number.NaN)).toBeLessThan(1e-8 * size);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("count a resale value given in USD or as a share of capital", () => {
    const base = { ...inputsFixture, capexUsd: 100_000 };
    const usd = project({ ...base, projection: { ...still, resaleUsd: 20_000 } });
    const share = project({ ...base, projection: { ...still, resaleRatioOfCapex: 0.2 } });
    const none = project({ ...base, projection: still });
    expect(usd.npvUsd).toBeCloseTo(share.npvUsd ?? 0, 6);
    expect((usd.npvUsd ?? 0) - (none.npvUsd ?? 0)).toBeCloseTo(20_000 / 1.1 ** 3, 6);
    expect(usd.payback.months).toBe(none.payback.months);
    expect(usd.chart?.resaleUsd).toBe(20_000);
  });

  it("leave NPV null without a discount rate, and IRR not", () => {
    const path = { ...still, discountRatioPerYear: null };
    const result = project({ ...inputsFixture, capexUsd: 100_000, projection: path });
    expect(result).toMatchObject({ npvUsd: null, npvReason: "no discount rate given", irrReason: null });
    expect(result.irr).toBeGreaterThan(1);
  });
});

describe("chart", () => {
  it("marks the halving at 1,050,000 with its months ahead", () => {
    const { chart } = project({ ...inputsFixture, projection: { ...still, months: 60 } });
    expect(chart?.halvings).toEqual([
      { height: 1_050_000, monthsAhead: 160_000 / 4383, subsidyBtcAfter: 1.5625 },
    ]);
  });

  it("adds up to the cumulative line", () => {
    const { chart } = project({ ...inputsFixture, capexUsd: 5000, projection: projectionFixture });
    let sum = -5000;
    for (const month of chart?.months ?? []) {
      sum += month.profitUsd;
      expect(month.cumulativeUsd).toBeCloseTo(sum, 6);
    }
  });
});

describe("mine versus buy", () => {
  it("spends the same dollars at the same times on BTC", () => {
    const { mineVersusBuy, chart } = project({ ...inputsFixture, capexUsd: 160_000, projection: still });
    // 2 BTC for the capital and 36 months of 15,559.65 USD energy at 80,000 USD.
    expect(mineVersusBuy?.btcBought).toBeCloseTo(2 + (36 * 15_559.65) / 80_000, 10);
    const mined = chart?.months.reduce((sum, month) => sum + month.btcNet, 0) ?? 0;
    expect(mineVersusBuy?.btcMined).toBeCloseTo(mined, 10);
    expect(mineVersusBuy?.better).toBe("mine");
  });

  it("prefers buying for a fleet that loses money", () => {
    const { mineVersusBuy } = project({ ...inputsFixture, capexUsd: 400_000, projection: projectionFixture });
    expect(mineVersusBuy?.better).toBe("buy");
  });
});

describe("calculate", () => {
  it("carries the projection's parts", () => {
    const inputs = { ...inputsFixture, capexUsd: 100_000, projection: projectionFixture };
    expect(calculate(inputs)).toMatchObject(project(inputs));
  });
});
