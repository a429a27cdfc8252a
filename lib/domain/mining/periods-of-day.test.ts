import { describe, expect, it } from "vitest";
import type { PeriodResult } from "./calculation";
import { periodsOfDay } from "./periods-of-day";

const day: PeriodResult = {
  btcNet: 0.01,
  revenueUsd: 800,
  energyKwh: 8520,
  energyCostUsd: 511.2,
  poolFeeUsd: 20,
  fixedCostUsd: 10,
  profitUsd: 258.8,
};

describe("periodsOfDay", () => {
  it("counts a month as 30.4375 days and a year as 365.25", () => {
    const { daily, monthly, yearly } = periodsOfDay(day);
    expect(daily).toBe(day);
    // By hand: 258.8 x 30.4375 and 258.8 x 365.25; 8,520 kWh x 365.25.
    expect(monthly.profitUsd).toBeCloseTo(7877.225, 9);
    expect(yearly.profitUsd).toBeCloseTo(94526.7, 9);
    expect(yearly.energyKwh).toBeCloseTo(3_111_930, 6);
    expect(monthly.fixedCostUsd).toBeCloseTo(304.375, 9);
  });

  it("leaves unknown dollars unknown", () => {
    const { monthly, yearly } = periodsOfDay({ ...day, revenueUsd: null, poolFeeUsd: null, profitUsd: null });
    expect([monthly.revenueUsd, monthly.poolFeeUsd, yearly.profitUsd]).toEqual([null, null, null]);
    expect(monthly.btcNet).toBeCloseTo(0.304375, 12);
  });
});
