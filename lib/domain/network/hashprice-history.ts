import { DomainError } from "../domain-error";
import { hashpriceUsdPerPhDay } from "../mining/hashprice";
import { requireWithin } from "../require-range";
import { estimateHeightOnDay, type HeightOnDay, subsidyBtcOnDay } from "./subsidy-on-day";
import { dayNumber } from "./utc-day";

export interface DailyClose {
  readonly dayUtc: string;
  /** USD per BTC at the day's end; `null` when no source has it. */
  readonly closeUsd: number | null;
}

export interface Retarget extends HeightOnDay {
  readonly difficulty: number;
}

export interface HashpriceDay {
  readonly dayUtc: string;
  readonly closeUsd: number | null;
  /** Difficulty in force; `null` before the first known retarget and too long after the newest. */
  readonly difficulty: number | null;
  readonly subsidyBtc: number | null;
  /** Subsidy only, fees not included; `null` where close or difficulty is missing. */
  readonly hashpriceUsdPerPhDay: number | null;
}

/** Days rise strictly, or a walk over them would attach a figure to the wrong day. @throws {DomainError} */
export function requireOldestFirst(field: string, rows: readonly { readonly dayUtc: string }[]): void {
  let previous = Number.NEGATIVE_INFINITY;
  for (const row of rows) {
    const day = dayNumber(`${field}.dayUtc`, row.dayUtc);
    if (day <= previous) {
      const rule = "oldest first, one row a day";
      throw new DomainError(field, `${field} must be ${rule}, got ${row.dayUtc} out of order`, {
        value: row.dayUtc,
        rule,
      });
    }
    previous = day;
  }
}

/**
 * Hashprice of each day in USD/PH/day from daily closes and retargets, subsidy only (fees are not included).
 *
 * The difficulty in force on a UTC day is that of the last retarget on or before it: the day of a retarget counts as
 * new for all its hours, because the hour is not recorded for every one. A missing close or difficulty gives `null`,
 * nothing is interpolated.
 *
 * @param days oldest first, one row a day.
 * @param retargets oldest first.
 * @param newestHoldsDays days after the newest retarget on which its difficulty is still taken to be in force, >= 0.
 * @throws {DomainError} on days out of order, malformed days, or a difficulty not > 0.
 */
export function hashpriceHistory(
  days: readonly DailyClose[],
  retargets: readonly Retarget[],
  newestHoldsDays: number,
): HashpriceDay[] {
  requireOldestFirst("days", days);
  requireOldestFirst("retargets", retargets);
  requireWithin("newestHoldsDays", newestHoldsDays, { min: 0, max: 1e6, unit: "days" });
  let next = 0;
  return days.map(({ dayUtc, closeUsd }) => {
    let upcoming = retargets[next];
    // ISO days order as text.
    while (upcoming !== undefined && upcoming.dayUtc <= dayUtc) {
      next += 1;
      upcoming = retargets[next];
    }
    const inForce = retargets[next - 1];
    const isKnown =
      inForce !== undefined &&
      (upcoming !== undefined ||
        dayNumber("dayUtc", dayUtc) - dayNumber("dayUtc", inForce.dayUtc) <= newestHoldsDays);
    if (!isKnown) return { dayUtc, closeUsd, difficulty: null, subsidyBtc: null, hashpriceUsdPerPhDay: null };
    const { difficulty } = inForce;
    const subsidyBtc = subsidyBtcOnDay(dayUtc, estimateHeightOnDay(dayUtc, inForce, upcoming ?? null));
    const hashprice = closeUsd === null ? null : hashpriceUsdPerPhDay(closeUsd, difficulty, subsidyBtc);
    return { dayUtc, closeUsd, difficulty, subsidyBtc, hashpriceUsdPerPhDay: hashprice };
  });
}
