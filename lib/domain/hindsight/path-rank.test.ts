import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantileOfSorted } from "../uncertainty/quantile";
import { pathRank } from "./path-rank";

describe("pathRank", () => {
  const sorted = Float64Array.of(10, 20, 40, 80, 160);

  it("is linear between neighbours and stops at both ends", () => {
    expect([5, 10, 15, 20, 30, 160, 200].map((value) => pathRank(sorted, value))).toEqual([
      0, 0, 0.125, 0.25, 0.375, 1, 1,
    ]);
  });

  it("is the inverse of the quantile", () => {
    const values = fc
      .uniqueArray(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 2, maxLength: 60 })
      .map((list) => Float64Array.from(list).sort());
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, ratio) => {
        expect(pathRank(list, quantileOfSorted(list, ratio))).toBeCloseTo(ratio, 8);
      }),
    );
  });
});
