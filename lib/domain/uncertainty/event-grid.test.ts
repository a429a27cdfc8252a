import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputsFixture, marketFixture, projectionFixture } from "../mining/calculation.fixture";
import { eventGrid } from "./event-grid";

function gridFrom(blockHeight: number, difficultyGrowthPer: "retarget" | "month", months = 60) {
  const inputs = { ...inputsFixture, market: { ...marketFixture, blockHeight } };
  const projection = { ...projectionFixture, months, difficultyGrowthPer };
  return eventGrid({ inputs, projection, btcPriceUsd: 80_000, blockHeight });
}

describe("eventGrid", () => {
  it("cuts a month where difficulty changes and keeps a halving's reward inside a stretch", () => {
    // 1,050,000 = 2,016 x 520.83: the next retarget is 1,050,336. Month 1 begins 1,000 blocks before the halving.
    const [first, second] = gridFrom(1_049_000, "retarget");
    expect(first).toEqual([
      { blocks: 1336, rewardBtc: 1000 * 3.125 + 336 * 1.5625, endsWithDifficultyStep: true },
      { blocks: 2016, rewardBtc: 2016 * 1.5625, endsWithDifficultyStep: true },
      { blocks: 1031, rewardBtc: 1031 * 1.5625, endsWithDifficultyStep: false },
    ]);
    expect(second?.[0]).toMatchObject({ blocks: 985, endsWithDifficultyStep: true });
  });

  it("has one stretch a month when difficulty grows by the month", () => {
    for (const stretches of gridFrom(890_000, "month")) {
      expect(stretches).toHaveLength(1);
      expect(stretches[0]).toMatchObject({ blocks: 4383, endsWithDifficultyStep: true });
    }
  });

  it("loses no block and steps at every retarget height", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000 }),
        fc.integer({ min: 6, max: 60 }),
        (height, months) => {
          const grid = gridFrom(height, "retarget", months);
          let reached = height;
          for (const stretches of grid) {
            for (const { blocks, endsWithDifficultyStep } of stretches) {
              reached += blocks;
              expect(blocks).toBeGreaterThan(0);
              expect(endsWithDifficultyStep).toBe(reached % 2016 === 0);
            }
          }
          expect(reached).toBe(height + months * 4383);
        },
      ),
    );
  });
});
