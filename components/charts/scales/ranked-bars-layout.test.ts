import { describe, expect, it } from "vitest";
import { rankedBarsHeight, rankedBarsLayout } from "./ranked-bars-layout";

const bar = (label: string, value: number) => ({ key: label, label, value });

describe("rankedBarsLayout", () => {
  it("puts losses left of zero and gains right of it, in proportion", () => {
    const bars = [bar("a", 300), bar("b", -100)];
    const { toPx, zeroPx, nameWidthPx } = rankedBarsLayout(bars, ["+$300.00", "−$100.00"], 800);
    expect(toPx(0)).toBe(zeroPx);
    expect((toPx(300) - zeroPx) / (zeroPx - toPx(-100))).toBeCloseTo(3, 9);
    expect(toPx(-100)).toBeGreaterThan(nameWidthPx);
    expect(toPx(300)).toBeLessThan(800);
  });

  it("begins at the names when nothing is lost", () => {
    const { zeroPx, nameWidthPx } = rankedBarsLayout([bar("a", 3), bar("b", 0)], ["$3.00", "$0.00"], 400);
    expect(zeroPx).toBe(nameWidthPx);
  });

  it("stands still when everything is zero, and grows with the number of bars", () => {
    expect(Number.isFinite(rankedBarsLayout([bar("a", 0)], ["$0.00"], 400).toPx(0))).toBe(true);
    expect(rankedBarsHeight(3) - rankedBarsHeight(2)).toBe(28);
  });
});
