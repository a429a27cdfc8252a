import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculateDaily } from "../mining/calculate-daily";
import type { CalculationInputs, ProjectionInputs, ProjectionMonth } from "../mining/calculation";
import { inputsFixture, marketFixture, projectionFixture } from "../mining/calculation.fixture";
import { monthStepper } from "./month-stepper";

function months(inputs: CalculationInputs, projection: ProjectionInputs, count: number): ProjectionMonth[] {
  const { btcPriceUsd, blockHeight } = inputs.market;
  if (btcPriceUsd === null || blockHeight === null) throw new Error("no price or height");
  const next = monthStepper({ inputs, projection, btcPriceUsd, blockHeight });
  return Array.from({ length: count }, next);
}

const flat: ProjectionInputs = {
  ...projectionFixture,
  difficultyGrowthRatio: 0,
  difficultyGrowthPer: "month",
};

/**
 * The plain reference: one block after another, one difficulty and subsidy each, no segments and no closed form.
 * Block number h pays 50 >> floor((h - 1) / 210,000): the change is in force once the chain has reached the height.
 */
function blockByBlockBtc(inputs: CalculationInputs, projection: ProjectionInputs, count: number): number[] {
  const start = inputs.market.blockHeight ?? Number.NaN;
  const ths = inputs.hashrateThs * inputs.quantity * inputs.uptimeRatio * (1 - inputs.curtailmentRatio);
  const result: number[] = [];
  let growth = 1;
  for (let month = 0; month < count; month += 1) {
    let btc = 0;
    const hashesPerBlock = ths * (1 - projection.hashrateDecayRatioPerMonth) ** month * 1e12 * 600;
    for (let reached = start + month * 4383; reached < start + (month + 1) * 4383; reached += 1) {
      if (projection.difficultyGrowthPer === "retarget" && reached > start && reached % 2016 === 0) {
        growth *= 1 + projection.difficultyGrowthRatio;
      }
      const subsidy = 50 / 2 ** Math.floor(reached / 210_000);
      const share = projection.feeShareRatio;
      const fees = share === null ? (inputs.market.feesBtcPerBlock ?? 0) : (subsidy * share) / (1 - share);
      btc += (hashesPerBlock * (subsidy + fees)) / (inputs.market.difficulty * growth * 2 ** 32);
    }
    if (projection.difficultyGrowthPer === "month") growth *= 1 + projection.difficultyGrowthRatio;
    result.push(btc);
  }
  return result;
}

describe("monthStepper", () => {
  it("begins with a month of today's days when nothing changes", () => {
    const [first] = months(inputsFixture, flat, 1);
    const day = calculateDaily(inputsFixture);
    expect(first?.btcGross).toBeCloseTo(day.btcPerDayGross * 30.4375, 12);
    expect(first?.profitUsd).toBeCloseTo((day.profitUsd ?? 0) * 30.4375, 6);
    expect(first?.endHeight).toBe(890_000 + 4383);
  });

  it("equals a block-by-block reference over 60 months", () => {
    const projection = fc.record({
      difficultyGrowthRatio: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
      difficultyGrowthPer: fc.constantFrom("retarget" as const, "month" as const),
      hashrateDecayRatioPerMonth: fc.double({ min: 0, max: 0.02, noNaN: true }),
      feeShareRatio: fc.option(fc.double({ min: 0, max: 0.3, noNaN: true })),
    });
    const height = fc.integer({ min: 840_000, max: 1_060_000 });
    fc.assert(
      fc.property(projection, height, (change, blockHeight) => {
        const subsidyBtc = 50 / 2 ** Math.floor(blockHeight / 210_000);
        const market = { ...marketFixture, blockHeight, subsidyBtc, feesBtcPerBlock: 0.05 };
        const inputs = { ...inputsFixture, uptimeRatio: 0.95, curtailmentRatio: 0.1, market };
        const path = { ...flat, ...change };
        const expected = blockByBlockBtc(inputs, path, 60);
        for (const [index, month] of months(inputs, path, 60).entries()) {
          expect(Math.abs(month.btcGross / (expected[index] ?? Number.NaN) - 1)).toBeLessThan(1e-9);
        }
      }),
      // A run walks a quarter of a million blocks: no shrinking.
      { numRuns: 5, endOnFailure: true },
    );
  });

  it("splits the month of a halving by its exact days", () => {
    // Ten days of 144 blocks before 1,050,000, 20.4375 days after it.
    const market = { ...marketFixture, blockHeight: 1_050_000 - 1440 };
    const [first, second] = months({ ...inputsFixture, market }, flat, 2);
    const perDay = calculateDaily(inputsFixture).btcPerDayGross;
    expect(first?.btcGross).toBeCloseTo(perDay * 10 + (perDay / 2) * 20.4375, 12);
    expect(second?.btcGross).toBeCloseTo((perDay / 2) * 30.4375, 12);
    expect(second?.rewardBtcPerBlock).toBe(1.5625);
  });

  it("steps difficulty at each retarget height, counted from the height it starts at", () => {
    // 2,016 x 442 = 891,072: 1,008 blocks ahead; the next ones at +3,024 and beyond the month's 4,383 blocks.
    const market = { ...marketFixture, blockHeight: 891_072 - 1008 };
    const path = { ...flat, difficultyGrowthRatio: 0.1, difficultyGrowthPer: "retarget" as const };
    const [first] = months({ ...inputsFixture, market }, path, 1);
    const mean = (1008 * 1 + 2016 * 1.1 + (4383 - 3024) * 1.21) / 4383;
    expect(first?.difficulty).toBeCloseTo(119.12e12 * mean, -2);
  });

  it("does not grow at once when it starts on a retarget height", () => {
    const market = { ...marketFixture, blockHeight: 891_072 };
    const path = { ...flat, difficultyGrowthRatio: 0.1, difficultyGrowthPer: "retarget" as const };
    const [first] = months({ ...inputsFixture, market }, path, 1);
    expect(first?.difficulty).toBeCloseTo((119.12e12 * (2016 + 2016 * 1.1 + 351 * 1.21)) / 4383, -2);
  });

  it("steps price monthly and electricity at each anniversary", () => {
    const path = { ...flat, priceGrowthRatioPerMonth: 0.01, electricityEscalatorRatioPerYear: 0.05 };
    const all = months(inputsFixture, path, 25);
    expect(all[0]?.btcPriceUsd).toBe(80_000);
    expect(all[24]?.btcPriceUsd).toBeCloseTo(80_000 * 1.01 ** 24, 6);
    expect(all.map((month) => month.electricityUsdPerKwh / 0.06)).toEqual([
      ...Array(12).fill(1),
      ...Array(12).fill(1.05),
      expect.closeTo(1.1025, 12),
    ]);
  });

  it("shrinks hashrate with age, but neither power nor fixed costs", () => {
    const all = months(
      { ...inputsFixture, fixedCostUsdPerMonth: 700 },
      { ...flat, hashrateDecayRatioPerMonth: 0.01 },
      13,
    );
    expect(all[12]?.hashrateThs).toBeCloseTo(20_000 * 0.99 ** 12, 8);
    expect(all[12]?.energyKwh).toBe(all[0]?.energyKwh);
    expect(all.every((month) => month.fixedCostUsd === 700)).toBe(true);
  });

  it("halves a typed-in subsidy at the halving too", () => {
    const market = { ...marketFixture, subsidyBtc: 4, blockHeight: 1_050_000 - 4383 };
    const rewards = months({ ...inputsFixture, market }, flat, 2).map((month) => month.rewardBtcPerBlock);
    expect(rewards).toEqual([4, 2]);
  });

  it("keeps fees constant in BTC across a halving, or their share when one is given", () => {
    const market = { ...marketFixture, feesBtcPerBlock: 0.1, blockHeight: 1_050_000 - 4383 };
    const inputs = { ...inputsFixture, market };
    const kept = months(inputs, flat, 2).map((month) => month.rewardBtcPerBlock);
    expect(kept).toEqual([expect.closeTo(3.225, 12), expect.closeTo(1.6625, 12)]);
    const shared = months(inputs, { ...flat, feeShareRatio: 0.2 }, 2).map((month) => month.rewardBtcPerBlock);
    expect(shared).toEqual([expect.closeTo(3.125 / 0.8, 12), expect.closeTo(1.5625 / 0.8, 12)]);
  });
});
