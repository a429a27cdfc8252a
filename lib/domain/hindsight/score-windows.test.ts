import { describe, expect, it } from "vitest";
import { utcDay } from "../network/utc-day";
import { fleetCostUsd, fleetProfitUsd, type TestedFleet } from "./fleet-profit";
import { isInsideBand, scoreWindows, type TestedWindow } from "./score-windows";

const fleet: TestedFleet = {
  hashrateThs: 200,
  powerWatts: 3500,
  quantity: 2,
  electricityUsdPerKwh: 0.06,
  poolFeeRatio: 0.02,
  uptimeRatio: 0.5,
  fixedCostUsdPerMonth: 10,
};

const window = (index: number, rankRatio: number | null, flat: number, happened: number): TestedWindow => ({
  dayUtc: utcDay(20_000 + 7 * index),
  medianUsdPerThs: 5,
  lowUsdPerThs: 4,
  highUsdPerThs: 6,
  flatUsdPerThs: flat,
  happenedUsdPerThs: happened,
  rankRatio,
});

describe("fleetProfitUsd", () => {
  it("is income after fee less energy and fixed costs, by hand", () => {
    // 2 x 3.5 kW x 50 % x 730.5 h x $0.06 = $153.405 a month, and $10.
    expect(fleetCostUsd(fleet, 2)).toBeCloseTo(2 * 163.405, 10);
    // 400 TH/s x 50 % x $3 x 98 % = $588.
    expect(fleetProfitUsd(fleet, 3, 2)).toBeCloseTo(588 - 326.81, 10);
  });
});

describe("isInsideBand", () => {
  it("counts the edges as inside", () => {
    expect([0.1, 0.5, 0.9].map((rank) => isInsideBand(rank, 0.8))).toEqual([true, true, true]);
    expect([0.0999, 0.9001].map((rank) => isInsideBand(rank, 0.8))).toEqual([false, false]);
  });
});

describe("scoreWindows", () => {
  const windows = [
    window(0, 0.05, 6, 4),
    window(1, 0.3, 6, 5),
    window(2, 0.5, 4, 5),
    window(3, 0.95, 6, 8),
    window(4, null, 6, 1),
  ];
  const score = scoreWindows(windows, fleet, 3);

  it("counts windows in, below and above the band, and leaves those with a missing day out", () => {
    expect(score).toMatchObject({ judged: 4, leftOut: 1, belowBand: 1, aboveBand: 1 });
    const held = Object.fromEntries((score?.coverage ?? []).map((one) => [one.nominalRatio, one.inside]));
    expect(held).toMatchObject({ 0.1: 1, 0.3: 1, 0.4: 2, 0.8: 2, 0.9: 4, 0.95: 4 });
    expect(score?.coverage.find(({ nominalRatio }) => nominalRatio === 0.8)?.observedRatio).toBe(0.5);
  });

  it("says how the flat figure missed, in dollars and of income", () => {
    // Flat minus happened per TH/s: +2, +1, -1, -2; x 200 TH/s running x 98 %: +392, +196, -196, -392.
    expect(score?.flat.medianMissUsd).toBeCloseTo(294, 10);
    expect(score?.flat.biasUsd).toBeCloseTo(0, 10);
    // Of income: +0.5, +0.2, -0.2, -0.25.
    expect(score?.flat.medianMissRatioOfIncome).toBeCloseTo(0.225, 12);
    expect(score?.flat.optimisticRatio).toBe(0.5);
    // Median 5 against 4, 5, 5, 8.
    expect(score?.median.optimisticRatio).toBe(0.25);
  });

  it("counts the windows that fit side by side", () => {
    // Starts 21 days apart, windows of 91.3125 days.
    expect(score?.independentWindows).toBeCloseTo(1 + 21 / 91.3125, 12);
  });

  it("has no score where nothing can be judged", () => {
    expect(scoreWindows([window(0, null, 1, 1)], fleet, 3)).toBeNull();
    expect(scoreWindows([], fleet, 3)).toBeNull();
  });
});
