import fc from "fast-check";
import { expect, test } from "vitest";
import { logScale, niceScale, ticksInside } from "@/components/charts/scales/nice-scale";

test("ends on round values around the data", () => {
  expect(niceScale(15_787, 124_725, 5)).toEqual({
    min: 0,
    max: 125_000,
    ticks: [0, 25_000, 50_000, 75_000, 100_000, 125_000],
    step: 25_000,
  });
});

test("keeps decimals clean", () => {
  expect(niceScale(0.02, 0.31, 4).ticks).toEqual([0, 0.1, 0.2, 0.3, 0.4]);
});

test("gives a single value room", () => {
  const scale = niceScale(50, 50, 4);
  expect(scale.min).toBeLessThan(50);
  expect(scale.max).toBeGreaterThan(50);
});

test("marks only what lies inside given ends", () => {
  expect(ticksInside(1_150, 4_900, 4).ticks).toEqual([2000, 3000, 4000]);
});

test("covers any data with at most the wished intervals", () => {
  const value = fc
    .double({ min: -1e15, max: 1e15, noNaN: true })
    .filter((v) => v === 0 || Math.abs(v) > 1e-9);
  fc.assert(
    fc.property(value, value, fc.integer({ min: 2, max: 12 }), (a, b, intervals) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      // Closer than doubles can tell apart is not drawn by anybody.
      fc.pre(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-6);
      const scale = niceScale(low, high, intervals);
      // A billionth of a step is far below a pixel.
      const slack = (scale.step ?? 0) * 1e-8;
      expect(scale.min).toBeLessThanOrEqual(low + slack);
      expect(scale.max).toBeGreaterThanOrEqual(high - slack);
      expect(scale.ticks.length).toBeLessThanOrEqual(intervals + 1);
    }),
  );
});

test("marks 1, 2 and 5 on a logarithmic axis, fewer when there is no room", () => {
  expect(logScale(15_787, 124_725, 6).ticks).toEqual([10_000, 20_000, 50_000, 100_000, 200_000]);
  expect(logScale(3, 90_000, 6)).toMatchObject({
    min: 2,
    max: 100_000,
    ticks: [10, 100, 1000, 10_000, 100_000],
  });
});
