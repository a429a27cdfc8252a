import { DAYS_PER_MONTH, DAYS_PER_YEAR } from "../network/consensus";
import type { PeriodResult, Periods } from "./calculation";

/** A day's BTC, kWh and USD over a day, a month (365.25/12 days) and a year (365.25 days), unchanged conditions. */
export function periodsOfDay(daily: PeriodResult): Periods {
  return { daily, monthly: times(daily, DAYS_PER_MONTH), yearly: times(daily, DAYS_PER_YEAR) };
}

function times(day: PeriodResult, days: number): PeriodResult {
  const usd = (value: number | null) => (value === null ? null : value * days);
  return {
    btcNet: day.btcNet * days,
    revenueUsd: usd(day.revenueUsd),
    energyKwh: day.energyKwh * days,
    energyCostUsd: day.energyCostUsd * days,
    poolFeeUsd: usd(day.poolFeeUsd),
    fixedCostUsd: day.fixedCostUsd * days,
    profitUsd: usd(day.profitUsd),
  };
}
