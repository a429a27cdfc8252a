import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculateDaily } from "../mining/calculate-daily";
import { inputsFixture, marketFixture, projectionFixture } from "../mining/calculation.fixture";
import { project } from "../projection/project";
import { attributeChange, shapleyValues } from "./attribute-change";

const projected = { ...inputsFixture, capexUsd: 400_000, projection: projectionFixture };

function attributed(...args: Parameters<typeof attributeChange>) {
  const answer = attributeChange(...args);
  if (answer.kind !== "attributed") throw new Error(answer.reason);
  return answer.attribution;
}

function centsOf(attribution: ReturnType<typeof attributed>, key: string): number | undefined {
  return attribution.parts.find((part) => part.key === key)?.contributionCents;
}

describe("shapleyValues", () => {
  it("answers the glove game: two left gloves, one right, a pair is worth 1 -> 1/6, 1/6, 4/6", () => {
    // https://en.wikipedia.org/wiki/Shapley_value#Glove_game, players 0 and 1 hold left gloves, 2 the right one.
    const pairs = [0, 0, 0, 0, 0, 1, 1, 1];
    const shares = shapleyValues(pairs, 3);
    expect(shares[0]).toBeCloseTo(1 / 6, 12);
    expect(shares[1]).toBeCloseTo(1 / 6, 12);
    expect(shares[2]).toBeCloseTo(4 / 6, 12);
  });
});

describe("attributeChange", () => {
  it("gives separable changes their own effect: electricity and fixed costs", () => {
    const after = { ...inputsFixture, electricityUsdPerKwh: 0.07, fixedCostUsdPerMonth: 3043.75 };
    const change = attributed(inputsFixture, after, "dailyProfitUsd");
    // 8,520 kWh a day x $0.01; $3,043.75 a month of 30.4375 days is $100 a day.
    expect(centsOf(change, "electricityUsdPerKwh")).toBe(-8520);
    expect(centsOf(change, "fixedCostUsdPerMonth")).toBe(-10_000);
    expect(change.differenceCents).toBe(-18_520);
  });

  it("halves the joint effect of two changes that multiply: price and machines", () => {
    const after = { ...inputsFixture, quantity: 150, market: { ...marketFixture, btcPriceUsd: 100_000 } };
    const change = attributed(inputsFixture, after, "dailyProfitUsd");
    // Profit = n (a P - b): a P = 8.232729 a machine and day at $80,000, b = 5.112. Midpoints of the other factor:
    // price 125 machines x 8.232729 / 4; machines 50 x (mean of 3.120729 and 5.178911).
    expect(centsOf(change, "market.btcPriceUsd")).toBeCloseTo(125 * (8.232729 / 4) * 100, -1);
    expect(centsOf(change, "quantity")).toBeCloseTo(50 * 4.14982 * 100, -1);
  });

  it("counts a group as one change", () => {
    const after = { ...inputsFixture, hashrateThs: 234, powerWatts: 3510, electricityUsdPerKwh: 0.05 };
    const groups = [{ key: "machine", paths: ["hashrateThs", "powerWatts", "capexUsd"] }];
    const change = attributed(inputsFixture, after, "dailyProfitUsd", groups);
    expect(change.parts.map(({ key }) => key).sort()).toEqual(["electricityUsdPerKwh", "machine"]);
    const machine = change.parts.find(({ key }) => key === "machine");
    expect(machine?.differences.map(({ path }) => path)).toEqual(["hashrateThs", "powerWatts"]);
  });

  it("answers nothing changed with no parts and no difference", () => {
    expect(attributed(inputsFixture, inputsFixture, "dailyProfitUsd")).toMatchObject({
      differenceCents: 0,
      parts: [],
    });
  });

  it("attributes present value across market and projection and sums to the calculator's own difference", () => {
    const after = {
      ...projected,
      market: { ...marketFixture, btcPriceUsd: 95_000, difficulty: 130e12 },
      projection: { ...projectionFixture, difficultyGrowthRatio: 0.03, months: 48 },
    };
    const change = attributed(projected, after, "npvUsd");
    expect(change.parts).toHaveLength(4);
    expect(change.beforeCents / 100).toBeCloseTo(project(projected).npvUsd ?? Number.NaN, 2);
    expect(change.afterCents / 100).toBeCloseTo(project(after).npvUsd ?? Number.NaN, 2);
    expect(change.parts.reduce((sum, part) => sum + part.contributionCents, 0)).toBe(change.differenceCents);
  });

  it("says why where the metric is missing on the way", () => {
    const after = { ...inputsFixture, market: { ...marketFixture, btcPriceUsd: null } };
    expect(attributeChange(inputsFixture, after, "dailyProfitUsd")).toEqual({
      kind: "unknown",
      reason: "no BTC price is known",
    });
    expect(attributeChange(projected, inputsFixture, "npvUsd")).toMatchObject({ kind: "unknown" });
  });

  it("merges more than ten changes into families and still sums exactly", () => {
    const after = {
      ...projected,
      hashrateThs: 150,
      powerWatts: 3000,
      quantity: 90,
      electricityUsdPerKwh: 0.05,
      poolFeeRatio: 0.02,
      uptimeRatio: 0.97,
      fixedCostUsdPerMonth: 100,
      capexUsd: 300_000,
      market: { ...marketFixture, btcPriceUsd: 90_000, difficulty: 125e12 },
      projection: { ...projectionFixture, months: 24, discountRatioPerYear: 0.12 },
    };
    const change = attributed(projected, after, "npvUsd");
    expect(change.parts.map(({ key }) => key).sort()).toEqual(["fleet", "market", "projection"]);
    expect(change.parts.reduce((sum, part) => sum + part.contributionCents, 0)).toBe(change.differenceCents);
  });

  it("sums to the cent, whatever changes", () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    const inputs = fc.record({
      price: number(1000, 1e6),
      difficulty: number(1e12, 1e15),
      electricity: number(0, 0.5),
      fee: number(0, 0.1),
      uptime: number(0, 1),
      quantity: fc.integer({ min: 1, max: 100_000 }),
    });
    const built = inputs.map(({ price, difficulty, electricity, fee, uptime, quantity }) => ({
      ...inputsFixture,
      quantity,
      electricityUsdPerKwh: electricity,
      poolFeeRatio: fee,
      uptimeRatio: uptime,
      market: { ...marketFixture, btcPriceUsd: price, difficulty },
    }));
    fc.assert(
      fc.property(built, built, (before, after) => {
        const change = attributed(before, after, "dailyProfitUsd");
        const sum = change.parts.reduce((total, part) => total + part.contributionCents, 0);
        expect(sum).toBe(change.afterCents - change.beforeCents);
        const profit = calculateDaily(after).profitUsd ?? Number.NaN;
        expect(Math.abs(change.afterCents - profit * 100)).toBeLessThanOrEqual(0.5 + Math.abs(profit) * 1e-9);
      }),
      { numRuns: 200 },
    );
  });
});
