import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { internalRateOfReturn } from "./internal-rate-of-return";
import { netPresentValue, presentValueAtFactor } from "./net-present-value";

describe("internalRateOfReturn", () => {
  it("of 100 that become 110 in a year is 10 %", () => {
    expect(internalRateOfReturn([-100, ...Array(11).fill(0), 110]).ratioPerYear).toBeCloseTo(0.1, 12);
  });

  it("of 1 % a month is the effective rate 12.68 %", () => {
    expect(internalRateOfReturn([-100, ...Array(11).fill(1), 101]).ratioPerYear).toBeCloseTo(
      1.01 ** 12 - 1,
      12,
    );
  });

  it("is negative when less comes back than went in", () => {
    expect(internalRateOfReturn([-100, ...Array(11).fill(0), 60]).ratioPerYear).toBeCloseTo(-0.4, 12);
  });

  it("makes the net present value zero", () => {
    const profits = fc.array(fc.double({ min: 0.1, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(fc.double({ min: 10, max: 1e5, noNaN: true }), profits, (capex, later) => {
        const flows = [-capex, ...later];
        const { ratioPerYear } = internalRateOfReturn(flows);
        // Less than a tenth back after a month: below -90 % a month there is no answer. By the month, for the same
        // rate by the year, 1e-12 - 1, has only four digits left: 9,999.999999999975 back of 100,000 seemed enough.
        if (ratioPerYear === null) {
          expect(presentValueAtFactor(flows, 10)).toBeLessThan(0);
          return;
        }
        // So near to -100 % a double no longer carries the rate to 1e-9.
        if (ratioPerYear < -0.999999) return;
        // Scale: every flow discounted, without its sign.
        const scale = netPresentValue(flows.map(Math.abs), ratioPerYear);
        expect(Math.abs(netPresentValue(flows, ratioPerYear))).toBeLessThan(1e-9 * scale);
      }),
    );
  });

  it("has none when no month brings money back", () => {
    expect(internalRateOfReturn([-100, -1, -1])).toEqual({
      ratioPerYear: null,
      reason: "no month brings money back",
    });
  });

  it("has none when nothing is invested", () => {
    expect(internalRateOfReturn([-0, 5, 5]).reason).toBe("nothing is invested, so no rate is defined");
  });

  it("takes the rate >= 0 where a loss at the end adds an absurd second root", () => {
    // -100, +150 after a month, -20 after two: 35 % and -85 % a month.
    const { ratioPerYear } = internalRateOfReturn([-100, 150, -20]);
    const monthly = 1.5 / 2 + Math.sqrt(1.5 ** 2 / 4 - 0.2) - 1;
    expect(ratioPerYear).toBeCloseTo((1 + monthly) ** 12 - 1, 6);
  });

  it("refuses to choose between two rates that both fit", () => {
    // 0 = -100 + 230 x - 132 x^2 at 10 % and 20 % a month.
    expect(internalRateOfReturn([-100, 230, -132])).toEqual({
      ratioPerYear: null,
      reason: "2 different rates give a net present value of 0",
    });
  });

  it("refuses to choose among three positive rates even when more comes back than went in", () => {
    // -100 (1 - 1.05 x)(1 - 1.1 x)(1 - 1.2 x): 5 %, 10 % and 20 % a month.
    expect(internalRateOfReturn([-100, 335, -373.5, 138.6]).reason).toMatch(/^3 different rates/);
  });

  it("has none below -90 % a month", () => {
    expect(internalRateOfReturn([-100, 9]).reason).toContain("no rate above -90 %");
  });

  it("has none when the losses outweigh every gain at any rate", () => {
    expect(internalRateOfReturn([-400, 10, -500]).reason).toContain("no rate above");
  });
});
