import type { HourPrice } from "./fleet";

const HOURS_PER_DAY = 24;
const HOUR_MS = 3_600_000;

/** What one hour of the day is like, over all days of a series. */
export interface HourOfDay {
  /** 0..23, UTC; for a tariff its own local time. */
  readonly hour: number;
  /** How many such hours the series has. */
  readonly count: number;
  /** USD/kWh; `null` when the series has no such hour. */
  readonly meanUsdPerKwh: number | null;
}

/** The 24 hours of the day with their mean price over a series: a year of hours at a glance. */
export function hoursOfDay(prices: readonly HourPrice[]): HourOfDay[] {
  const counts = new Array<number>(HOURS_PER_DAY).fill(0);
  const sums = new Array<number>(HOURS_PER_DAY).fill(0);
  for (const { startMs, usdPerKwh } of prices) {
    const hour = hourOfDay(startMs);
    counts[hour] = (counts[hour] ?? 0) + 1;
    sums[hour] = (sums[hour] ?? 0) + usdPerKwh;
  }
  return counts.map((count, hour) => ({
    hour,
    count,
    meanUsdPerKwh: count === 0 ? null : (sums[hour] ?? 0) / count,
  }));
}

/**
 * How many of a series' hours fall on each hour of the day, 24 counts.
 *
 * @param indices places in `prices`, as in `HourlyGroupPlan.hoursOff`.
 */
export function countByHourOfDay(prices: readonly HourPrice[], indices: readonly number[]): number[] {
  const counts = new Array<number>(HOURS_PER_DAY).fill(0);
  for (const index of indices) {
    const price = prices[index];
    if (price === undefined) continue;
    const hour = hourOfDay(price.startMs);
    counts[hour] = (counts[hour] ?? 0) + 1;
  }
  return counts;
}

function hourOfDay(startMs: number): number {
  const hour = Math.floor(startMs / HOUR_MS) % HOURS_PER_DAY;
  return hour < 0 ? hour + HOURS_PER_DAY : hour;
}
