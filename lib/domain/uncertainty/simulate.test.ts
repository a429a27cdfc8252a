import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CalculationInputs } from "../mining/calculation";
import { inputsFixture, marketFixture, projectionFixture } from "../mining/calculation.fixture";
import { project } from "../projection/project";
import type { MarketViews } from "./market-views";
import { simulate } from "./simulate";
import type { SimulatedPaths } from "./simulated-paths";
import type { SimulationSettings } from "./simulation-settings";

const still: MarketViews = {
  priceGrowthRatioPerMonth: 0,
  priceVolatilityPerMonth: 0,
  difficultyGrowthRatioPerRetarget: 0,
  difficultyVolatilityPerRetarget: 0,
  correlation: 0,
  priceGrowthStandardError: 0,
  difficultyGrowthStandardError: 0,
};
const lively: MarketViews = {
  priceGrowthRatioPerMonth: 0.01,
  priceVolatilityPerMonth: 0.15,
  difficultyGrowthRatioPerRetarget: 0.01,
  difficultyVolatilityPerRetarget: 0.04,
  correlation: 0.3,
  priceGrowthStandardError: 0.02,
  difficultyGrowthStandardError: 0.004,
};
const fleet: CalculationInputs = { ...inputsFixture, capexUsd: 300_000, projection: projectionFixture };

function pathsOf(
  inputs: CalculationInputs,
  views: MarketViews,
  settings: SimulationSettings = { paths: 200, seed: 1 },
): SimulatedPaths {
  const answer = simulate(inputs, views, settings);
  if (answer.kind === "missing") throw new Error(answer.reason);
  return answer.simulated;
}

/** Everything that the calculator lets a person set and that reaches the months ahead. */
const anyProjected: fc.Arbitrary<CalculationInputs> = fc
  .record({
    capexUsd: fc.double({ min: 1, max: 1e6, noNaN: true }),
    electricityUsdPerKwh: fc.double({ min: 0, max: 0.15, noNaN: true }),
    poolFeeRatio: fc.double({ min: 0, max: 0.1, noNaN: true }),
    uptimeRatio: fc.double({ min: 0.5, max: 1, noNaN: true }),
    curtailmentRatio: fc.double({ min: 0, max: 0.5, noNaN: true }),
    fixedCostUsdPerMonth: fc.double({ min: 0, max: 5000, noNaN: true }),
    feesBtcPerBlock: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    blockHeight: fc.integer({ min: 840_000, max: 1_049_999 }),
    months: fc.integer({ min: 6, max: 60 }),
    difficultyGrowthRatio: fc.double({ min: -0.03, max: 0.05, noNaN: true }),
    difficultyGrowthPer: fc.constantFrom("retarget" as const, "month" as const),
    priceGrowthRatioPerMonth: fc.double({ min: -0.05, max: 0.06, noNaN: true }),
    hashrateDecayRatioPerMonth: fc.double({ min: 0, max: 0.03, noNaN: true }),
    electricityEscalatorRatioPerYear: fc.double({ min: -0.1, max: 0.2, noNaN: true }),
    feeShareRatio: fc.option(fc.double({ min: 0, max: 0.3, noNaN: true })),
    discountRatioPerYear: fc.double({ min: 0, max: 0.5, noNaN: true }),
    resaleRatioOfCapex: fc.option(fc.double({ min: 0, max: 0.5, noNaN: true })),
  })
  .map(
    ({
      capexUsd,
      electricityUsdPerKwh,
      poolFeeRatio,
      uptimeRatio,
      curtailmentRatio,
      fixedCostUsdPerMonth,
      feesBtcPerBlock,
      blockHeight,
      ...path
    }) => ({
      ...inputsFixture,
      capexUsd,
      electricityUsdPerKwh,
      poolFeeRatio,
      uptimeRatio,
      curtailmentRatio,
      fixedCostUsdPerMonth,
      market: { ...marketFixture, feesBtcPerBlock, blockHeight },
      projection: { ...projectionFixture, ...path },
    }),
  );

/** The views that know the projection's growth and nothing else. Asked per month, 4,383 / 2,016 retargets make one. */
function viewsOf({ projection }: CalculationInputs): MarketViews {
  if (projection === null) throw new Error("no projection");
  const { difficultyGrowthRatio, difficultyGrowthPer, priceGrowthRatioPerMonth } = projection;
  return {
    ...still,
    priceGrowthRatioPerMonth,
    difficultyGrowthRatioPerRetarget:
      difficultyGrowthPer === "retarget"
        ? difficultyGrowthRatio
        : (1 + difficultyGrowthRatio) ** (2016 / 4383) - 1,
  };
}

describe("paths without variance", () => {
  it("equal the deterministic projection, each of them, month by month", () => {
    fc.assert(
      fc.property(anyProjected, fc.integer({ min: 0, max: 1000 }), (inputs, seed) => {
        const expected = project(inputs);
        const paths = pathsOf(inputs, viewsOf(inputs), { paths: 3, seed });
        let turnoverUsd = inputs.capexUsd ?? 0;
        for (const month of expected.chart?.months ?? []) {
          turnoverUsd += month.revenueUsd + month.energyCostUsd + month.fixedCostUsd;
          for (let path = 0; path < 3; path += 1) {
            const at = (month.month - 1) * 3 + path;
            expect(Math.abs((paths.btcPriceUsd[at] ?? 0) / month.btcPriceUsd - 1)).toBeLessThan(1e-12);
            expect(Math.abs((paths.difficulty[at] ?? 0) / month.difficulty - 1)).toBeLessThan(1e-11);
            expect(Math.abs((paths.cumulativeUsd[at] ?? 0) - month.cumulativeUsd)).toBeLessThan(
              1e-11 * turnoverUsd,
            );
          }
        }
        expect(Math.abs((paths.npvUsd?.[1] ?? 0) - (expected.npvUsd ?? 9e9))).toBeLessThan(
          1e-10 * turnoverUsd,
        );
        expect((paths.btcMined[1] ?? 0) / (expected.mineVersusBuy?.btcMined ?? 9)).toBeCloseTo(1, 10);
        expect((paths.btcBought[1] ?? 0) / (expected.mineVersusBuy?.btcBought ?? 9)).toBeCloseTo(1, 10);
        const months = expected.payback.months;
        if (months === null) expect(paths.paybackMonths[1]).toBe(Number.POSITIVE_INFINITY);
        else expect(paths.paybackMonths[1]).toBeCloseTo(months, 5);
      }),
      { numRuns: 200 },
    );
  });
});

describe("paths", () => {
  it("are the same for the same seed and others for the next", () => {
    expect(pathsOf(fleet, lively)).toEqual(pathsOf(fleet, lively));
    const other = pathsOf(fleet, lively, { paths: 200, seed: 2 });
    expect(other.cumulativeUsd).not.toEqual(pathsOf(fleet, lively).cumulativeUsd);
  });

  it("begin alike whatever the horizon, so that a longer one only adds months", () => {
    const short = pathsOf(fleet, lively);
    const long = pathsOf({ ...fleet, projection: { ...projectionFixture, months: 60 } }, lively);
    expect(long.cumulativeUsd.slice(0, short.cumulativeUsd.length)).toEqual(short.cumulativeUsd);
  });

  it("take the views' growth, not that of the projection", () => {
    const grown = { ...fleet, projection: { ...projectionFixture, priceGrowthRatioPerMonth: 0.2 } };
    expect(pathsOf(grown, lively).btcPriceUsd).toEqual(pathsOf(fleet, lively).btcPriceUsd);
  });

  it("keep every step of difficulty within a quarter and four times", () => {
    const wild = { ...lively, difficultyVolatilityPerRetarget: 2, priceVolatilityPerMonth: 0 };
    const market = { ...marketFixture, blockHeight: 2016 * 442 };
    const { difficulty, paths } = pathsOf({ ...fleet, market }, wild, { paths: 2000, seed: 3 });
    // Month 1 holds 2,016 blocks at today's difficulty, 2,016 one step on and 351 two steps on.
    const most = (2016 + 2016 * 4 + 351 * 16) / 4383;
    const least = (2016 + 2016 / 4 + 351 / 16) / 4383;
    const first = [...difficulty.subarray(0, paths)].map((value) => value / marketFixture.difficulty);
    expect(Math.max(...first)).toBeCloseTo(most, 10);
    expect(Math.min(...first)).toBeCloseTo(least, 10);
  });

  it("say what is missing, as the projection does", () => {
    const without = (market: Partial<typeof marketFixture>) =>
      simulate({ ...fleet, market: { ...marketFixture, ...market } }, lively, { paths: 1, seed: 1 });
    expect(without({ btcPriceUsd: null })).toEqual({ kind: "missing", reason: "no BTC price is known" });
    expect(without({ blockHeight: null })).toMatchObject({
      reason: expect.stringContaining("no block height"),
    });
    const noCapex = pathsOf({ ...fleet, capexUsd: null }, lively);
    expect(noCapex).toMatchObject({ capexUsd: null, npvUsd: null });
  });

  it.each([
    [{ correlation: 1.1 }, "views.correlation"],
    [{ priceVolatilityPerMonth: -0.1 }, "views.priceVolatilityPerMonth"],
    [{ priceGrowthRatioPerMonth: Number.NaN }, "views.priceGrowthRatioPerMonth"],
  ])("refuse the views %o", (wrong, field) => {
    expect(() => simulate(fleet, { ...lively, ...wrong }, { paths: 1, seed: 1 })).toThrow(field);
  });

  it.each([
    [{ paths: 0, seed: 1 }, "paths"],
    [{ paths: 10, seed: -1 }, "seed"],
  ])("refuse the settings %o", (settings, field) => {
    expect(() => simulate(fleet, lively, settings)).toThrow(field);
  });
});

/** Log changes of a series from month `from` on, all paths. */
function monthlyChanges(values: Float64Array, paths: number, from: number): number[] {
  return Array.from(values.subarray(from * paths), (value, index) =>
    Math.log(value / (values[(from - 1) * paths + index] ?? Number.NaN)),
  );
}

function moments(a: readonly number[], b: readonly number[]) {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  const spread = (values: readonly number[], middle: number) =>
    Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  const product = mean(a.map((value, index) => (value - meanA) * ((b[index] ?? Number.NaN) - meanB)));
  return { meanA, spreadA: spread(a, meanA), correlation: product / (spread(a, meanA) * spread(b, meanB)) };
}

describe("increments", () => {
  // Difficulty stepping with the month, so that both series move over the same blocks.
  const monthly = {
    ...fleet,
    projection: { ...projectionFixture, months: 24, difficultyGrowthPer: "month" as const },
  };

  /*
   * A month's price is that of its start moved by half of the month's noise e: from month to month its log changes by
   * the growth + e_before / 2 + e_now / 2, a spread of sigma / sqrt 2. Difficulty, stepping at the month's end, changes by
   * the noise of the month before alone: the two correlate with rho / sqrt 2.
   */
  it.each([-0.8, 0, 0.5, 1])("correlate as asked: %s", (correlation) => {
    const views = { ...lively, correlation, priceGrowthStandardError: 0, difficultyGrowthStandardError: 0 };
    const { btcPriceUsd, difficulty, paths } = pathsOf(monthly, views, { paths: 2000, seed: 5 });
    const price = monthlyChanges(btcPriceUsd, paths, 1);
    const made = moments(price, monthlyChanges(difficulty, paths, 1));
    // 46,000 pairs: standard error of a correlation at most 0.005.
    expect(Math.abs(made.correlation - correlation * Math.SQRT1_2)).toBeLessThan(0.02);
    expect(Math.abs(made.spreadA / (0.15 * Math.SQRT1_2) - 1)).toBeLessThan(0.02);
    expect(Math.abs(made.meanA - Math.log(1.01))).toBeLessThan(0.003);
  });

  it("spread as asked over the stretches between retargets too", () => {
    const views = { ...lively, priceGrowthStandardError: 0, difficultyGrowthStandardError: 0 };
    const long = { ...fleet, projection: { ...projectionFixture, months: 60 } };
    const { btcPriceUsd, difficulty, paths } = pathsOf(long, views, { paths: 4000, seed: 8 });
    const price = monthlyChanges(btcPriceUsd, paths, 1);
    expect(Math.abs(moments(price, price).spreadA / (0.15 * Math.SQRT1_2) - 1)).toBeLessThan(0.01);
    // The last month's mean difficulty has seen the noise of about 59.5 months of blocks.
    const last = Array.from(difficulty.subarray(59 * paths), (value) => Math.log(value));
    const expected = 0.04 * Math.sqrt((59.5 * 4383) / 2016);
    expect(Math.abs(moments(last, last).spreadA / expected - 1)).toBeLessThan(0.04);
  });

  it("reach the first month: its mean price has half of a month's spread around today's", () => {
    const views = { ...still, priceVolatilityPerMonth: 0.15 };
    const { btcPriceUsd, paths } = pathsOf(fleet, views, { paths: 20_000, seed: 9 });
    const todayUsd = fleet.market.btcPriceUsd ?? Number.NaN;
    const first = Array.from(btcPriceUsd.subarray(0, paths), (value) => Math.log(value / todayUsd));
    expect(Math.abs(moments(first, first).spreadA / 0.075 - 1)).toBeLessThan(0.02);
  });

  it("spread the growth itself by its standard error", () => {
    const views = {
      ...still,
      priceGrowthStandardError: 0.03,
      difficultyGrowthStandardError: 0.01,
      correlation: 0.6,
    };
    const { btcPriceUsd, difficulty, paths } = pathsOf(monthly, views, { paths: 4000, seed: 6 });
    const first = (values: Float64Array) => monthlyChanges(values.slice(0, 2 * paths), paths, 1);
    const made = moments(first(btcPriceUsd), first(difficulty));
    expect(Math.abs(made.spreadA / 0.03 - 1)).toBeLessThan(0.05);
    expect(Math.abs(made.correlation - 0.6)).toBeLessThan(0.04);
    // Drawn once a path: the second month moves exactly as the first.
    const second = monthlyChanges(btcPriceUsd.slice(0, 3 * paths), paths, 2);
    expect(second[7]).toBeCloseTo(first(btcPriceUsd)[7] ?? 9, 12);
  });
});
