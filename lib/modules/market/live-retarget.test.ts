import { expect, it } from "vitest";
import type { MempoolSpace, RetargetPoint } from "@/lib/server/providers/providers";
import type { Reading } from "@/lib/server/providers/reading";
import { liveRetarget } from "./live-retarget";

const reading = (value: number, unit: string): Reading => ({
  value,
  unit,
  source: "mempool.space",
  asOf: "2024-02-11T22:43:01.000Z",
  retrievedAt: "2024-02-11T22:43:01.000Z",
});

type Asked = Pick<MempoolSpace, "blockTime" | "difficultyAdjustment">;

function estimate(mempoolSpace: Partial<Asked>, tip: number, point: RetargetPoint, now: string) {
  const refuse = () => Promise.reject(new Error("not to be asked"));
  return liveRetarget({
    mempoolSpace: { blockTime: refuse, difficultyAdjustment: refuse, ...mempoolSpace },
    tip: reading(tip, "block"),
    retargets: () =>
      Promise.resolve({ points: [point], unit: "", source: "mempool.space", retrievedAt: now }),
    nowMs: Date.parse(now),
  });
}

// The two vectors of mempool.space's own tests (backend difficulty-adjustment.test.ts), recomputed.
it("gives mempool.space's first vector, late in an epoch, without asking for a block", async () => {
  const point = {
    height: 828_576,
    at: "2024-02-02T15:42:06Z",
    difficulty: 1,
    changeRatio: 0.07333505241141637,
  };
  const retarget = await estimate({}, 830_027, point, "2024-02-11T22:43:01Z");
  expect(retarget.estimatedChangeRatio).toBeCloseTo(0.08512745140778843, 9);
  expect(retarget).toMatchObject({ remainingBlocks: 565, nextHeight: 830_592 });
});

it("gives its second vector, early in an epoch, from the block 504 earlier", async () => {
  const point = {
    height: 749_952,
    at: "2022-08-18T11:07:00Z",
    difficulty: 1,
    changeRatio: 0.006280047707459726,
  };
  const asked: number[] = [];
  const blockTime = (height: number) => {
    asked.push(height);
    return Promise.resolve(reading(Date.parse("2022-08-16T03:16:54Z") / 1000, "s"));
  };
  const retarget = await estimate({ blockTime }, 750_134, point, "2022-08-19T14:03:53Z");
  expect(asked).toEqual([749_952 - 504]);
  expect(retarget.estimatedChangeRatio).toBeCloseTo(0.010420538959004633, 9);
  expect(retarget.nextHeight).toBe(751_968);
});

it("takes the provider's own estimate right after a retarget that the list does not hold yet", async () => {
  const own = {
    nextHeight: reading(832_608, "block"),
    remainingBlocks: reading(2015, "blocks"),
    estimatedChangeRatio: reading(0.01, "ratio"),
    previousChangeRatio: reading(0.08, "ratio"),
    meanBlockTimeMs: reading(600_000, "ms"),
    estimatedAt: "2024-03-01T00:00:00.000Z",
  };
  const point = { height: 828_576, at: "2024-02-02T15:42:06Z", difficulty: 1, changeRatio: 0.07 };
  const retarget = await estimate(
    { difficultyAdjustment: () => Promise.resolve(own) },
    830_593,
    point,
    "2024-02-15T00:00:00Z",
  );
  expect(retarget).toMatchObject({
    nextHeight: 832_608,
    source: "mempool.space",
    note: "The provider's own estimate",
  });
});
