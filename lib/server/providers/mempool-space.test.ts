import { describe, expect, it } from "vitest";
import { createMempoolSpace } from "./mempool-space";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

function mempool(answer: unknown, now = "2026-11-22T12:00:00Z") {
  const { options, requests } = benchFor({ answer, now });
  return { provider: createMempoolSpace(options), requests };
}

// The documentation's sample (https://mempool.space/docs/api/rest) with the times that the code really sends.
const adjustment = {
  progressPercent: 44.39,
  difficultyChange: 98.45,
  estimatedRetargetDate: 1_627_762_478_000,
  remainingBlocks: 1121,
  remainingTime: 665_977_000,
  previousRetarget: -4.807,
  previousTime: 1_626_637_000,
  nextRetargetHeight: 741_888,
  timeAvg: 302_328,
  adjustedTimeAvg: 302_328,
  timeOffset: 0,
  expectedBlocks: 1338.09,
};

describe("mempool.space", () => {
  it("reads the next retarget: percent as ratios, moments in milliseconds", async () => {
    const estimate = await mempool(adjustment, "2021-07-24T12:00:00Z").provider.difficultyAdjustment();
    expect(estimate.estimatedChangeRatio).toMatchObject({ value: 0.9845, unit: "ratio" });
    expect(estimate.previousChangeRatio.value).toBeCloseTo(-0.04807, 12);
    expect(estimate.nextHeight.value).toBe(741_888);
    expect(estimate.remainingBlocks.value).toBe(1121);
    expect(estimate.meanBlockTimeMs).toMatchObject({ value: 302_328, unit: "ms" });
    expect(estimate.estimatedAt).toBe("2021-07-31T20:14:38.000Z");
  });

  it.each([
    ["estimatedRetargetDate", 1_627_762_478, "out_of_band"],
    ["difficultyChange", 301.5, "out_of_band"],
    ["difficultyChange", -80, "out_of_band"],
    ["remainingBlocks", 2017, "out_of_band"],
    ["difficultyChange", "4", "invalid_shape"],
  ])("refuses %s of %j", async (name, value, kind) => {
    const { provider } = mempool({ ...adjustment, [name]: value }, "2021-07-24T12:00:00Z");
    expect((await upstreamErrorOf(provider.difficultyAdjustment())).kind).toBe(kind);
  });

  it("reads the hashrate in H/s as TH/s beside the difficulty", async () => {
    const answer = {
      hashrates: [],
      difficulty: [],
      currentHashrate: 9.4e20,
      currentDifficulty: 132716002350731.28,
    };
    const { observedHashrateThs, difficulty } = await mempool(answer).provider.hashrate3d();
    expect(observedHashrateThs).toMatchObject({ value: 9.4e8, unit: "TH/s" });
    expect(difficulty.value).toBe(132716002350731.28);
  });

  it("reads retargets oldest first, the factor as a change", async () => {
    const rows = [
      [1_703_311_464, 822_528, 72006146478567.1, 1.06983],
      [1_702_180_644, 820_512, 67305906902031.39, 0.990_4],
    ];
    const { points } = await mempool(rows).provider.difficultyAdjustments("3m");
    expect(points.map((point) => point.height)).toEqual([820_512, 822_528]);
    expect(points[1]).toMatchObject({ at: "2023-12-23T06:04:24.000Z", difficulty: 72006146478567.1 });
    expect(points[1]?.changeRatio).toBeCloseTo(0.06983, 12);
  });

  it("reads fees in strings of satoshi as BTC per block", async () => {
    const answer = {
      startBlock: 971_857,
      endBlock: 972_000,
      totalReward: "45460800000",
      totalFee: "460800000",
      totalTx: "1",
    };
    const fees = await mempool(answer).provider.feesPerBlock144();
    expect(fees).toMatchObject({ value: 0.032, unit: "BTC/block", note: "Mean of the last 144 blocks" });
  });

  it("refuses fees of another number of blocks", async () => {
    const answer = { startBlock: 1, endBlock: 100, totalReward: "1", totalFee: "1", totalTx: "1" };
    expect((await upstreamErrorOf(mempool(answer).provider.feesPerBlock144())).kind).toBe("invalid_shape");
  });

  it("reads the height, which comes as bare text", async () => {
    expect(await mempool("972000").provider.tipHeight()).toMatchObject({ value: 972_000, unit: "block" });
    expect((await upstreamErrorOf(mempool("972").provider.tipHeight())).kind).toBe("out_of_band");
    expect((await upstreamErrorOf(mempool("Not found").provider.tipHeight())).kind).toBe("invalid_json");
  });

  it("finds the time of a block among the page it heads", async () => {
    const blocks = [
      { id: "b", height: 969_696, timestamp: 1_791_072_000 },
      { id: "a", height: 969_695, timestamp: 1_791_071_400 },
    ];
    const { provider, requests } = mempool(blocks);
    expect(await provider.blockTime(969_696)).toMatchObject({ value: 1_791_072_000, unit: "s" });
    expect(requests[0]?.url).toBe("https://provider.example/v1/blocks/969696");
    expect((await upstreamErrorOf(mempool(blocks).provider.blockTime(5))).kind).toBe("invalid_shape");
  });
});
