import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CalculationInputs } from "../mining/calculation";
import { inputsFixture, projectionFixture } from "../mining/calculation.fixture";
import { project } from "../projection/project";
import { distributionOf } from "./distribution";
import type { MarketViews } from "./market-views";
import { quantileOfSorted } from "./quantile";
import { summarizePaths, type UncertaintySummary } from "./summarize-paths";

const calm: MarketViews = {
  priceGrowthRatioPerMonth: 0.01,
  priceVolatilityPerMonth: 0.05,
  difficultyGrowthRatioPerRetarget: 0.01,
  difficultyVolatilityPerRetarget: 0.02,
  correlation: 0.2,
  priceGrowthStandardError: 0,
  difficultyGrowthStandardError: 0,
};
const fleet: CalculationInputs = {
  ...inputsFixture,
  capexUsd: 200_000,
  projection: { ...projectionFixture, resaleRatioOfCapex: 0.1 },
};

function summaryOf(views: MarketViews, inputs = fleet, seed = 1, paths = 1000): UncertaintySummary {
  const answer = summarizePaths(inputs, views, { paths, seed });
  if (answer.kind === "missing") throw new Error(answer.reason);
  return answer;
}

const anyViews: fc.Arbitrary<MarketViews> = fc.record({
  priceGrowthRatioPerMonth: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
  priceVolatilityPerMonth: fc.double({ min: 0, max: 0.4, noNaN: true }),
  difficultyGrowthRatioPerRetarget: fc.double({ min: -0.02, max: 0.04, noNaN: true }),
  difficultyVolatilityPerRetarget: fc.double({ min: 0, max: 0.2, noNaN: true }),
  correlation: fc.double({ min: -1, max: 1, noNaN: true }),
  priceGrowthStandardError: fc.double({ min: 0, max: 0.05, noNaN: true }),
  difficultyGrowthStandardError: fc.double({ min: 0, max: 0.01, noNaN: true }),
});

describe("quantileOfSorted", () => {
  it("is that of R and NumPy", () => {
    // numpy.quantile([1, 2, 4, 8], [0, .1, .5, .9, 1])
    const values = Float64Array.of(1, 2, 4, 8);
    expect([0, 0.1, 0.5, 0.9, 1].map((ratio) => quantileOfSorted(values, ratio))).toEqual([
      1,
      expect.closeTo(1.3, 12),
      3,
      expect.closeTo(6.8, 12),
      8,
    ]);
  });

  it("takes a single value for all, infinite neighbours as they are, and refuses other ratios", () => {
    expect(quantileOfSorted(Float64Array.of(5), 0.9)).toBe(5);
    expect(quantileOfSorted(Float64Array.of(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY), 0.5)).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(quantileOfSorted(new Float64Array(0), 0.5)).toBeNaN();
    expect(() => quantileOfSorted(Float64Array.of(1), 1.1)).toThrow("ratio");
  });
});

describe("the summary of many paths", () => {
  it("has ordered quantiles, payback odds that never fall, and shares that sum to one", () => {
    fc.assert(
      fc.property(anyViews, fc.integer({ min: 0, max: 99 }), (views, seed) => {
        const { cumulativeUsd, paidBack, npvUsd, mineOrBuy } = summaryOf(views, fleet, seed, 100);
        const { p10, p25, p50, p75, p90 } = cumulativeUsd;
        expect(p10).toHaveLength(36);
        for (const month of p10.keys()) {
          const ends = [p10, p25, p50, p75, p90].map((line) => line[month] ?? Number.NaN);
          expect(ends).toEqual(ends.toSorted((a, b) => a - b));
        }
        for (const [index, share] of (paidBack ?? []).entries()) {
          expect(share).toBeGreaterThanOrEqual(paidBack?.[index - 1] ?? 0);
          expect(share).toBeLessThanOrEqual(1);
        }
        const shares = npvUsd?.bins.reduce((sum, { share }) => sum + share, 0);
        expect(shares).toBeCloseTo(1, 10);
        expect(npvUsd?.p10).toBeLessThanOrEqual(npvUsd?.p90 ?? Number.NaN);
        // Bins never mix gain and loss: what stands above zero is what lies in bins from zero on.
        const gains = npvUsd?.bins.reduce((sum, { from, share }) => (from >= 0 ? sum + share : sum), 0);
        expect(gains).toBeCloseTo(npvUsd?.aboveZero ?? Number.NaN, 10);
        expect(mineOrBuy?.btc.p10).toBeLessThanOrEqual(mineOrBuy?.btc.p50 ?? Number.NaN);
      }),
      { numRuns: 60 },
    );
  });

  it("gives the one loss among a hundred gains a bar below zero, and the one gain among losses one above", () => {
    const gains = Float64Array.from({ length: 100 }, (_, index) => (index === 0 ? -1 : 1000 + index));
    const shareBelow = (bins: readonly { readonly to: number; readonly share: number }[]) =>
      bins.reduce((sum, { to, share }) => (to <= 0 ? sum + share : sum), 0);
    expect(shareBelow(distributionOf(gains, 20).bins)).toBeCloseTo(0.01, 12);
    const losses = gains.map((value) => -value);
    expect(shareBelow(distributionOf(losses, 20).bins)).toBeCloseTo(0.99, 12);
    expect(distributionOf(gains, 20).bins.length).toBeLessThan(30);
  });

  it("widens with volatility", () => {
    const widths = [0.02, 0.1, 0.3].map((priceVolatilityPerMonth) => {
      const { p10, p90 } = summaryOf({ ...calm, priceVolatilityPerMonth }).cumulativeUsd;
      return (p90.at(-1) ?? 0) - (p10.at(-1) ?? 0);
    });
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect((widths[2] ?? 0) / (widths[0] ?? 1)).toBeGreaterThan(4);
  });

  it("widens when the growth itself is not known", () => {
    const { p10, p90 } = summaryOf(calm).cumulativeUsd;
    const unsure = summaryOf({ ...calm, priceGrowthStandardError: 0.03 }).cumulativeUsd;
    expect((unsure.p90.at(-1) ?? 0) - (unsure.p10.at(-1) ?? 0)).toBeGreaterThan(
      1.5 * ((p90.at(-1) ?? 0) - (p10.at(-1) ?? 0)),
    );
  });

  it("without variance has the projection as its median and certainty as its odds", () => {
    const { priceGrowthRatioPerMonth, difficultyGrowthRatio } = fleet.projection ?? projectionFixture;
    const known: MarketViews = {
      ...calm,
      priceGrowthRatioPerMonth,
      difficultyGrowthRatioPerRetarget: difficultyGrowthRatio,
      priceVolatilityPerMonth: 0,
      difficultyVolatilityPerRetarget: 0,
    };
    const inputs = { ...fleet, capexUsd: 60_000 };
    const summary = summaryOf(known, inputs, 1, 50);
    const expected = project(inputs);
    for (const month of expected.chart?.months ?? []) {
      for (const line of Object.values(summary.cumulativeUsd))
        expect(line[month.month - 1]).toBeCloseTo(month.cumulativeUsd, 5);
    }
    const payback = expected.payback.months ?? Number.NaN;
    expect(summary.paidBack).toEqual(
      Array.from({ length: 36 }, (_, index) => (index + 1 >= payback ? 1 : 0)),
    );
    expect(summary.npvUsd).toMatchObject({
      p50: expect.closeTo(expected.npvUsd ?? 0, 5),
      aboveZero: (expected.npvUsd ?? 0) > 0 ? 1 : 0,
    });
    expect(summary.mineOrBuy?.btc).toMatchObject({
      medianMined: expect.closeTo(expected.mineVersusBuy?.btcMined ?? 0, 9),
      medianBought: expect.closeTo(expected.mineVersusBuy?.btcBought ?? 0, 9),
      mineAhead: expected.mineVersusBuy?.better === "mine" ? 1 : 0,
    });
  });

  it("leaves out what a missing capital cost or discount rate makes meaningless", () => {
    expect(summaryOf(calm, { ...fleet, capexUsd: null })).toMatchObject({
      capexUsd: null,
      paidBack: null,
      npvUsd: null,
      mineOrBuy: null,
    });
    const noRate = { ...projectionFixture, discountRatioPerYear: null };
    expect(summaryOf(calm, { ...fleet, projection: noRate })).toMatchObject({ npvUsd: null });
    expect(summaryOf(calm, { ...fleet, projection: null }).months).toBe(60);
  });

  it("in dollars compares coins sold by the month with coins held", () => {
    // No energy, no costs, price doubling each month: who holds ends with more dollars than who sells, coin for coin.
    const free = { ...fleet, electricityUsdPerKwh: 0, projection: { ...projectionFixture, months: 6 } };
    const soaring = { ...calm, priceGrowthRatioPerMonth: 1, priceVolatilityPerMonth: 0 };
    const { mineOrBuy } = summaryOf(soaring, free);
    // 200,000 USD buy 2.5 BTC at 80,000, worth 80,000 x 2^5 each in month 6.
    expect(mineOrBuy?.btc.medianBought).toBeCloseTo(2.5, 10);
    expect(mineOrBuy?.usd.medianBought).toBeCloseTo(2.5 * 80_000 * 32, 4);
    expect(mineOrBuy?.usd.medianMined).toBeLessThan((mineOrBuy?.btc.medianMined ?? 0) * 80_000 * 32);
  });
});

describe("distributionOf", () => {
  it("keeps far tails in its outermost bins", () => {
    const values = Float64Array.from({ length: 1000 }, (_, index) => (index === 999 ? 1e9 : index - 500));
    const { bins, aboveZero, mean } = distributionOf(values, 20);
    expect(bins.at(-1)?.to).toBeLessThan(1000);
    expect(bins.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(bins.some(({ from }) => from === 0)).toBe(true);
    expect(aboveZero).toBe(0.499);
    expect(mean).toBeGreaterThan(900_000);
  });

  it("puts equal values into one bin", () => {
    expect(distributionOf(new Float64Array(10).fill(-1234), 20)).toMatchObject({
      aboveZero: 0,
      p10: -1234,
      p90: -1234,
      bins: [{ share: 1 }],
    });
  });
});
