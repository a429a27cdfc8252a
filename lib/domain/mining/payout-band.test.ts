import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { payoutBand } from "./payout-band";

describe("payoutBand", () => {
  it("is the mean itself under FPPS", () => {
    expect(payoutBand(0.5, "fpps", 0.2).daily).toEqual({ lowBtc: 0.5, highBtc: 0.5 });
  });

  it("is unknown under PPLNS without the pool's share", () => {
    const band = payoutBand(0.5, "pplns", null);
    expect([band.daily, band.monthly, band.yearly]).toEqual([null, null, null]);
    expect(band.reason).toContain("pool's share");
  });

  it("of a pool that finds ten blocks a day is 4 to 17 tenths of the mean", () => {
    // Poisson(10): 2.5 % quantile 4, 97.5 % quantile 17.
    const { daily } = payoutBand(1, "pplns", 10 / 144);
    expect(daily?.lowBtc).toBeCloseTo(0.4, 12);
    expect(daily?.highBtc).toBeCloseTo(1.7, 12);
  });

  it("holds the mean and narrows with time", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), (share) => {
        const { daily, monthly, yearly } = payoutBand(1, "pplns", share);
        const widths = [
          [daily, 1],
          [monthly, 365.25 / 12],
          [yearly, 365.25],
        ] as const;
        let last = Number.POSITIVE_INFINITY;
        for (const [band, days] of widths) {
          if (band === null) throw new Error("no band");
          expect(band.lowBtc).toBeLessThanOrEqual(days);
          expect(band.highBtc).toBeGreaterThanOrEqual(days);
          const width = (band.highBtc - band.lowBtc) / days;
          expect(width).toBeLessThan(last);
          last = width;
        }
      }),
    );
  });
});
