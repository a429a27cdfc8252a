import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { netPresentValue } from "./net-present-value";

/** The definition, term by term. */
function plain(flows: readonly number[], rate: number): number {
  return flows.reduce((sum, flow, month) => sum + flow / (1 + rate) ** (month / 12), 0);
}

describe("netPresentValue", () => {
  it("is the plain sum at rate 0", () => {
    expect(netPresentValue([-100, 30, 40], 0)).toBeCloseTo(-30, 12);
  });

  it("halves what comes after a year at 100 %", () => {
    expect(netPresentValue([0, ...Array(11).fill(0), 200], 1)).toBeCloseTo(100, 10);
  });

  it("equals its definition", () => {
    const flows = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 61 });
    fc.assert(
      fc.property(flows, fc.double({ min: 0, max: 5, noNaN: true }), (list, rate) => {
        expect(Math.abs(netPresentValue(list, rate) - plain(list, rate))).toBeLessThan(1e-9 * 6.1e7);
      }),
    );
  });

  it("refuses a rate of -100 %", () => {
    expect(() => netPresentValue([1], -1)).toThrow(DomainError);
  });
});
