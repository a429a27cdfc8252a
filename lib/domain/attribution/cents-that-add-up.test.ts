import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centsThatAddUp, toWholeCents } from "./cents-that-add-up";

describe("centsThatAddUp", () => {
  it("splits a dollar in three as 34, 33 and 33 cents", () => {
    expect(centsThatAddUp([1 / 3, 1 / 3, 1 / 3], 100)).toEqual([34, 33, 33]);
  });

  it("keeps signs: +0.005 and -0.005 add up to nothing", () => {
    const parts = centsThatAddUp([0.005, -0.005], 0);
    expect(parts[0]).toBe(-(parts[1] ?? Number.NaN));
  });

  it("refuses a total that is not the sum of the parts", () => {
    expect(() => centsThatAddUp([1, 2], 1000)).toThrow("totalCents must be the sum of the parts, 300 cents");
  });

  it("always adds up and moves no part by a cent or more when the total is the rounded sum", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 10 }),
        (parts) => {
          const total = toWholeCents(parts.reduce((sum, part) => sum + part, 0));
          const cents = centsThatAddUp(parts, total);
          expect(cents.reduce((sum, part) => sum + part, 0)).toBe(total);
          for (const [index, part] of parts.entries()) {
            expect(Math.abs((cents[index] ?? 0) - part * 100)).toBeLessThan(1.001);
          }
        },
      ),
    );
  });
});

describe("toWholeCents", () => {
  it("rounds halves away from zero", () => {
    expect([toWholeCents(0.125), toWholeCents(-0.125)]).toEqual([13, -13]);
  });
});
