import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { poissonRange } from "./poisson-range";

/** P(Poisson(mean) <= count) summed in logarithms: slow, and independent of the function under test. */
function cumulative(mean: number, count: number): number {
  let log = -mean;
  let sum = Math.exp(log);
  for (let k = 1; k <= count; k += 1) {
    log += Math.log(mean / k);
    sum += Math.exp(log);
  }
  return sum;
}

describe("poissonRange", () => {
  it.each([
    // Quantiles of the Poisson distribution as tables print them (qpois in R).
    [0, 0, 0],
    [1, 0, 3],
    [10, 4, 17],
    [100, 81, 120],
  ])("of mean %s is %s..%s", (mean, low, high) => {
    expect(poissonRange(mean)).toEqual({ low, high });
  });

  it("holds both quantiles' definition", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 700, noNaN: true }), (mean) => {
        const { low, high } = poissonRange(mean);
        expect(cumulative(mean, low)).toBeGreaterThanOrEqual(0.025 - 1e-12);
        if (low > 0) expect(cumulative(mean, low - 1)).toBeLessThan(0.025 + 1e-12);
        expect(cumulative(mean, high)).toBeGreaterThanOrEqual(0.975 - 1e-12);
        if (high > 0) expect(cumulative(mean, high - 1)).toBeLessThan(0.975 + 1e-12);
      }),
    );
  });

  it.each([701, 1500, 4383, 52_596])(
    "is within one count of the summed quantiles at a mean of %s",
    (mean) => {
      const { low, high } = poissonRange(mean);
      expect(cumulative(mean, low + 1)).toBeGreaterThanOrEqual(0.025);
      expect(cumulative(mean, low - 2)).toBeLessThan(0.025);
      expect(cumulative(mean, high + 1)).toBeGreaterThanOrEqual(0.975);
      expect(cumulative(mean, high - 2)).toBeLessThan(0.975);
    },
  );

  it("refuses a negative mean", () => {
    expect(() => poissonRange(-1)).toThrow(DomainError);
  });
});
