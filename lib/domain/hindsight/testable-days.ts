import { DAYS_PER_MONTH } from "../network/consensus";
import { dayNumber, utcDay } from "../network/utc-day";
import type { PastMarket } from "./past-market";

/** The days from which a back-test can start, first and last included. */
export interface TestableDays {
  readonly firstDayUtc: string;
  readonly lastDayUtc: string;
}

/**
 * Last UTC day after which a whole horizon is recorded; `null` without a single close.
 *
 * The horizon begins on the day after: last recorded day - months x 30.4375, rounded down.
 */
export function lastTestableDay(past: PastMarket, months: number): string | null {
  const last = past.days.at(-1);
  if (last === undefined) return null;
  return utcDay(Math.floor(dayNumber("days.dayUtc", last.dayUtc) - months * DAYS_PER_MONTH));
}

/** `dayUtc` itself when it can be tested, else the nearest day that can. */
export function nearestTestableDay(days: TestableDays, dayUtc: string): string {
  if (dayUtc < days.firstDayUtc) return days.firstDayUtc;
  return dayUtc > days.lastDayUtc ? days.lastDayUtc : dayUtc;
}

/** Every day from the first testable one to the last. */
export function startDays(days: TestableDays): string[] {
  const first = dayNumber("firstDayUtc", days.firstDayUtc);
  const count = dayNumber("lastDayUtc", days.lastDayUtc) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => utcDay(first + index));
}
