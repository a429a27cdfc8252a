import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countByHourOfDay, hoursOfDay } from "./hours-of-day";

const hour = (iso: string, usdPerKwh: number) => ({ startMs: Date.parse(iso), usdPerKwh });

describe("hours of the day", () => {
  it("takes the mean of equal hours of different days, in UTC", () => {
    const hours = hoursOfDay([
      hour("2026-01-31T23:00Z", 0.02),
      hour("2026-02-01T00:00Z", 0.05),
      hour("2026-02-01T23:00Z", 0.06),
      hour("1969-12-31T23:00Z", -0.02),
    ]);
    expect(hours).toHaveLength(24);
    expect(hours[0]).toEqual({ hour: 0, count: 1, meanUsdPerKwh: 0.05 });
    expect(hours[23]?.count).toBe(3);
    expect(hours[23]?.meanUsdPerKwh).toBeCloseTo(0.02, 12);
    expect(hours[12]).toEqual({ hour: 12, count: 0, meanUsdPerKwh: null });
  });

  it("counts chosen hours by their hour of the day and loses none", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50_000, max: 500_000 })), (starts) => {
        const prices = starts.map((at) => ({ startMs: at * 3_600_000, usdPerKwh: 0.05 }));
        const all = prices.map((_, index) => index);
        const counts = countByHourOfDay(prices, all);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(prices.length);
        expect(counts).toEqual(hoursOfDay(prices).map(({ count }) => count));
      }),
    );
  });
});
