import { DomainError } from "../domain-error";

const MS_PER_DAY = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a UTC day "YYYY-MM-DD" that exists. */
export function isUtcDay(text: string): boolean {
  const ms = DAY.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse refuses month 13; February 30 it moves to March in some engines, so compare back.
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/**
 * Whole days from 1970-01-01 to a UTC day.
 *
 * @param dayUtc "YYYY-MM-DD", a day that exists.
 * @throws {DomainError} naming `field` otherwise.
 */
export function dayNumber(field: string, dayUtc: string): number {
  if (!isUtcDay(dayUtc)) {
    const rule = "a UTC day written YYYY-MM-DD";
    throw new DomainError(field, `${field} must be ${rule}, got ${dayUtc}`, { value: dayUtc, rule });
  }
  return Date.parse(`${dayUtc}T00:00:00Z`) / MS_PER_DAY;
}

/** The UTC day "YYYY-MM-DD" that is `days` whole days after 1970-01-01; the inverse of `dayNumber`. */
export function utcDay(days: number): string {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}
