import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { errorSources } from "./error-sources";

const said = { revenueUsd: 600, btc: 0.01, rewardBtcPerBlock: 6.25 };

describe("errorSources", () => {
  it("is nothing where what was said happened", () => {
    expect(errorSources(said, said)).toEqual({ priceUsd: 0, difficultyUsd: 0, rewardUsd: 0, totalUsd: 0 });
  });

  it("gives the whole to the only thing that moved", () => {
    // A price of 66,000 instead of 60,000; difficulty a quarter higher; the subsidy halved.
    expect(errorSources(said, { ...said, revenueUsd: 660 }).priceUsd).toBeCloseTo(60, 10);
    expect(errorSources(said, { ...said, revenueUsd: 480, btc: 0.008 })).toMatchObject({
      priceUsd: expect.closeTo(0, 10),
      difficultyUsd: expect.closeTo(-120, 10),
      rewardUsd: expect.closeTo(0, 10),
    });
    const halved = errorSources(said, { revenueUsd: 300, btc: 0.005, rewardBtcPerBlock: 3.125 });
    expect(halved.rewardUsd).toBeCloseTo(-300, 10);
    expect(halved.difficultyUsd).toBeCloseTo(0, 10);
  });

  it("shares what two did together in equal parts", () => {
    // Price x 2 and ease x 0.5: each alone +600 and -300, after the other +300 and -600; the means are +450 and -450.
    const both = errorSources(said, { revenueUsd: 600, btc: 0.005, rewardBtcPerBlock: 6.25 });
    expect(both.priceUsd).toBeCloseTo(450, 10);
    expect(both.difficultyUsd).toBeCloseTo(-450, 10);
  });

  it("sums to the difference, whatever moved", () => {
    const income = fc.record({
      revenueUsd: fc.double({ min: 0.01, max: 1e6, noNaN: true }),
      btc: fc.double({ min: 1e-6, max: 10, noNaN: true }),
      rewardBtcPerBlock: fc.double({ min: 0.5, max: 50, noNaN: true }),
    });
    fc.assert(
      fc.property(income, income, (a, b) => {
        const { priceUsd, difficultyUsd, rewardUsd, totalUsd } = errorSources(a, b);
        const size = Math.abs(priceUsd) + Math.abs(difficultyUsd) + Math.abs(rewardUsd) + a.revenueUsd;
        expect(Math.abs(priceUsd + difficultyUsd + rewardUsd - totalUsd)).toBeLessThanOrEqual(1e-12 * size);
      }),
    );
  });
});
