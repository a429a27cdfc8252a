import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { provableSubsidyBtc, subsidyBtcAtEndOfDay } from "./halvings";

const newest = { height: 969_696, atMs: Date.parse("2026-10-04") };
const dayMs = 86_400_000;

describe("subsidyBtcAtEndOfDay", () => {
  // Public record: block 840,000 came on 2024-04-20 at 00:09 UTC.
  it.each([
    ["2012-11-27", 50],
    ["2012-11-28", 25],
    ["2016-07-09", 12.5],
    ["2020-05-11", 6.25],
    ["2024-04-19", 6.25],
    ["2024-04-20", 3.125],
    ["2026-10-06", 3.125],
  ])("is on %s %s BTC", (dayUtc, subsidyBtc) => {
    expect(subsidyBtcAtEndOfDay(dayUtc, newest)).toBe(subsidyBtc);
  });
  it("is unknown before the first block, and in the newest era without a known height", () => {
    expect(subsidyBtcAtEndOfDay("2009-01-02", newest)).toBeNull();
    expect(subsidyBtcAtEndOfDay("2026-10-06", null)).toBeNull();
  });
  it("is unknown once the next halving may have come", () => {
    // (1,050,000 - 969,696) / 288 blocks a day = 278.8 days.
    expect(subsidyBtcAtEndOfDay("2027-07-07", newest)).toBe(3.125);
    expect(subsidyBtcAtEndOfDay("2027-07-10", newest)).toBeNull();
  });
});

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
