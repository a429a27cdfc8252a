import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { type DifficultyEstimateInputs, estimateDifficulty } from "./difficulty-estimate";

const seconds = (iso: string): number => Date.parse(iso) / 1000;

const base: DifficultyEstimateInputs = {
  epochStartSeconds: 1_000_000,
  quarterEpochStartSeconds: null,
  nowSeconds: 1_000_000 + 600 * 1001,
  blockHeight: 2016 * 400 + 1000,
  lastBlockSeconds: null,
  previousChangeRatio: 0,
};

describe("estimateDifficulty", () => {
  // mempool/mempool backend/src/__tests__/api/difficulty-adjustment.test.ts
  it("meets mempool.space's vector of 2024-02-11, past the first quarter", () => {
    const estimate = estimateDifficulty({
      epochStartSeconds: seconds("2024-02-02T15:42:06Z"),
      quarterEpochStartSeconds: seconds("2024-02-08T14:43:05Z") - 30 * 86_400,
      nowSeconds: seconds("2024-02-11T22:43:01Z"),
      blockHeight: 830_027,
      lastBlockSeconds: null,
      previousChangeRatio: 0.07333505241141637,
    });
    expect(Math.abs(estimate.changeRatio * 100 - 8.512745140778843)).toBeLessThan(1e-9);
    expect(estimate).toMatchObject({
      remainingBlocks: 565,
      nextRetargetHeight: 830_592,
      meanBlockMs: 553_311,
    });
    expect(estimate.progressRatio).toBeCloseTo(0.7197, 4);
  });

  it("meets mempool.space's vector of 2022-08-19, in the first quarter", () => {
    const now = seconds("2022-08-19T14:03:53Z");
    const estimate = estimateDifficulty({
      epochStartSeconds: seconds("2022-08-18T11:07:00Z"),
      quarterEpochStartSeconds: seconds("2022-08-16T03:16:54Z"),
      nowSeconds: now,
      blockHeight: 750_134,
      lastBlockSeconds: null,
      previousChangeRatio: 0.006280047707459726,
    });
    expect(Math.abs(estimate.changeRatio * 100 - 1.0420538959004633)).toBeLessThan(1e-9);
    expect(estimate).toMatchObject({
      remainingBlocks: 1834,
      nextRetargetHeight: 751_968,
      meanBlockMs: 533_038,
      adjustedBlockMs: 594_992,
      estimatedAtMs: now * 1000 + 1834 * 594_992,
    });
  });

  it("is 0 for blocks every 600 s and +20 % for blocks every 500 s", () => {
    expect(estimateDifficulty(base).changeRatio).toBeCloseTo(0, 12);
    const fast = { ...base, nowSeconds: base.epochStartSeconds + 500 * 1001 };
    expect(estimateDifficulty(fast).changeRatio).toBeCloseTo(0.2, 12);
  });

  it("stays within a quarter and four times", () => {
    const at = (nowSeconds: number): number => estimateDifficulty({ ...base, nowSeconds }).changeRatio;
    expect(at(base.epochStartSeconds + 1)).toBe(3);
    expect(at(base.epochStartSeconds + 1e8)).toBe(-0.75);
  });

  it("measures up to the last block, not the clock, at an epoch's last block", () => {
    const estimate = estimateDifficulty({
      ...base,
      blockHeight: 2016 * 400 + 2015,
      lastBlockSeconds: base.epochStartSeconds + 600 * 2016,
      nowSeconds: base.epochStartSeconds + 600 * 3000,
    });
    expect(estimate.changeRatio).toBeCloseTo(0, 12);
    expect(estimate.remainingBlocks).toBe(1);
  });

  it("has no mean block time at an epoch's first block, and takes a header time ahead of the clock", () => {
    const first = { ...base, blockHeight: 2016 * 400, nowSeconds: base.epochStartSeconds - 60 };
    const estimate = estimateDifficulty({
      ...first,
      quarterEpochStartSeconds: base.epochStartSeconds - 504 * 600,
    });
    expect(estimate.meanBlockMs).toBeNull();
    expect(estimate.changeRatio).toBeCloseTo(0, 12);
    expect(estimate.remainingBlocks).toBe(2016);
    expect(estimateDifficulty(first).adjustedBlockMs).toBe(600_000);
  });

  it.each([
    ["blockHeight", { blockHeight: -1 }],
    ["epochStartSeconds", { epochStartSeconds: Number.NaN }],
    ["nowSeconds", { nowSeconds: -1 }],
    ["previousChangeRatio", { previousChangeRatio: 7.3 }],
    ["quarterEpochStartSeconds", { quarterEpochStartSeconds: 1_000_001 }],
  ])("refuses a broken %s", (field, change) => {
    expect(() => estimateDifficulty({ ...base, ...change })).toThrow(DomainError);
    expect(() => estimateDifficulty({ ...base, ...change })).toThrow(new RegExp(`^${field} must be`));
  });
});
