import { describe, expect, it } from "vitest";
import { drawErrorPoints, oddsText } from "./odds-text";

describe("oddsText", () => {
  it.each([
    [0.618, "62 of 100 paths"],
    [0.004, "fewer than 1 of 100 paths"],
    [0.9999, "more than 99 of 100 paths"],
    [0, "none of 2,000 paths"],
    [1, "all of 2,000 paths"],
  ])("says %s as “%s”", (share, text) => {
    expect(oddsText(share, 2000)).toBe(text);
  });
});

describe("drawErrorPoints", () => {
  it("is 2.2 points at one half of 2,000 paths", () => {
    // 1.96 x sqrt(0.25 / 2,000) = 0.02191
    expect(drawErrorPoints(0.5, 2000)).toBeCloseTo(2.191, 3);
    expect(drawErrorPoints(0, 2000)).toBe(0);
  });
});
