import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { provableSubsidyBtc } from "./provable-subsidy";

const dayMs = 86_400_000;

describe("provableSubsidyBtc", () => {
  it("is certain at the known block and one block before a halving", () => {
    expect(provableSubsidyBtc({ height: 1_049_999, atMs: 0 }, 0)).toBe(3.125);
    expect(provableSubsidyBtc({ height: 1_050_000, atMs: 0 }, 0)).toBe(1.5625);
    expect(provableSubsidyBtc({ height: 1_049_999, atMs: 0 }, 1)).toBeNull();
  });
  it("never claims a subsidy that twice the usual pace would have halved", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 840_000, max: 1_049_999 }),
        fc.integer({ min: 0, max: 1000 }),
        (height, days) => {
          const subsidy = provableSubsidyBtc({ height, atMs: 0 }, days * dayMs);
          expect(subsidy).toBe(height + days * 288 < 1_050_000 ? 3.125 : null);
        },
      ),
    );
  });
});
