import { describe, expect, it } from "vitest";
import { judgeMethods, LUCK_DEVIATION_RATIO } from "./verdict";

describe("judgeMethods", () => {
  it("takes 1 / sqrt(144) for the deviation of a day's luck", () => {
    expect(LUCK_DEVIATION_RATIO).toBeCloseTo(0.0833333333, 9);
  });

  it.each([
    [1, "agree"],
    [1.083, "agree"],
    [0.917, "agree"],
    [1.084, "watch"],
    [0.9, "watch"],
    [1.249, "watch"],
    [0.751, "watch"],
    [1.251, "disagree"],
    [0.749, "disagree"],
    [1000, "disagree"],
  ] as const)("calls an observation of %s times the implied hashrate %s", (ratio, verdict) => {
    const judged = judgeMethods(ratio * 850e6, 850e6, false);
    expect(judged.verdict).toBe(verdict);
    expect(judged.luckSigma).toBeCloseTo((ratio - 1) * 12, 9);
  });

  it("is unknown without an observation, and says so", () => {
    const judged = judgeMethods(null, 850e6, false);
    expect(judged).toMatchObject({ verdict: "unknown", luckSigma: null });
    expect(judged.reason).toContain("No observed network hashrate");
  });

  it("is unknown on a stale observation, but still says how far off it is", () => {
    const judged = judgeMethods(1700e6, 850e6, true);
    expect(judged.verdict).toBe("unknown");
    expect(judged.reason).toMatch(/100\.0 % above.*stale/);
  });

  it("names luck as the cause when the methods agree", () => {
    expect(judgeMethods(900e6, 852.694e6, false).reason).toMatch(
      /5\.5 % above .*0\.7 standard deviations.*luck/,
    );
    expect(judgeMethods(800e6, 852.694e6, false).reason).toMatch(/6\.2 % below/);
  });
});
