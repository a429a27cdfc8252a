import { DAYS_PER_MONTH, DAYS_PER_YEAR } from "../network/consensus";
import type { DailyResult, PeriodResult, Periods } from "./calculation";

function times(value: number | null, days: number): number | null {
  return value === null ? null : value * days;
}

function over(daily: DailyResult, days: number): PeriodResult {
  return {
    btcNet: daily.btcPerDayNet * days,
    revenueUsd: times(daily.revenueUsd, days),
    energyKwh: daily.energyKwh * days,
    energyCostUsd: daily.energyCostUsd * days,
    poolFeeUsd: times(daily.poolFeeUsd, days),
    fixedCostUsd: daily.fixedCostUsd * days,
    profitUsd: times(daily.profitUsd, days),
  };
}

/** The day's BTC, kWh and USD over one day, one month (365.25/12 days) and one year (365.25 days), unchanged conditions. */
export function periodsOf(daily: DailyResult): Periods {
  return { daily: over(daily, 1), monthly: over(daily, DAYS_PER_MONTH), yearly: over(daily, DAYS_PER_YEAR) };
}
