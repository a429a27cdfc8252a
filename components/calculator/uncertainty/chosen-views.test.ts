import { describe, expect, it } from "vitest";
import { startState } from "@/components/calculator/calculator-state";
import type { MarketViews } from "@/lib/domain/uncertainty/market-views";
import { chosenViews, projectedGrowths } from "./chosen-views";

const measured: MarketViews = {
  priceGrowthRatioPerMonth: 0.012,
  priceVolatilityPerMonth: 0.15,
  difficultyGrowthRatioPerRetarget: 0.014,
  difficultyVolatilityPerRetarget: 0.045,
  correlation: 0.13,
  priceGrowthStandardError: 0.02,
  difficultyGrowthStandardError: 0.004,
};

describe("chosenViews", () => {
  it("are those of history until the person has their own", () => {
    expect(chosenViews(startState, measured)).toEqual({ kind: "chosen", views: measured, own: [] });
  });

  it("take a growth of one's own as certain and leave the rest", () => {
    expect(chosenViews({ ...startState, viewPriceGrowth: 0, viewCorrelation: 0.9 }, measured)).toEqual({
      kind: "chosen",
      own: ["viewPriceGrowth", "viewCorrelation"],
      views: { ...measured, priceGrowthRatioPerMonth: 0, priceGrowthStandardError: 0, correlation: 0.9 },
    });
  });

  it("name what is missing without history, and need none once all is typed", () => {
    const some = { ...startState, viewPriceGrowth: 0.01, viewPriceVolatility: 0.2 };
    expect(chosenViews(some, null)).toEqual({
      kind: "incomplete",
      missing: ["Median difficulty growth", "Difficulty volatility", "Correlation of the two"],
    });
    const all = { ...some, viewDifficultyGrowth: 0.01, viewDifficultyVolatility: 0.03, viewCorrelation: 0 };
    expect(chosenViews(all, null)).toMatchObject({
      kind: "chosen",
      views: { priceVolatilityPerMonth: 0.2, priceGrowthStandardError: 0, difficultyGrowthStandardError: 0 },
    });
  });
});

describe("projectedGrowths", () => {
  it("turn a monthly growth of difficulty into one per retarget", () => {
    expect(projectedGrowths(startState)).toEqual({ viewPriceGrowth: 0, viewDifficultyGrowth: 0.01 });
    const monthly = projectedGrowths({
      ...startState,
      difficultyGrowthPer: "month",
      difficultyGrowthRatio: 0.05,
    });
    // 1.05^(2016 / 4383) - 1
    expect(monthly?.viewDifficultyGrowth).toBeCloseTo(0.0226952, 7);
    expect(projectedGrowths({ ...startState, difficultyGrowthRatio: null })).toBeNull();
  });
});
