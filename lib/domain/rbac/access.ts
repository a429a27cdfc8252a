import { DomainError } from "../domain-error";
import { requireWithin } from "../require-range";

/** Whether and until when a person may use a company. */
export interface Access {
  /** False while suspended. */
  readonly isActive: boolean;
  /** The last moment of access; `null` when it does not expire. */
  readonly expiresAt: Date | null;
}

const MS_PER_DAY = 86_400_000;

/** Days one extension may add, and how far ahead an expiry may lie: ten years of 365 days. */
export const extensionDaysLimit = { min: 1, max: 3650, whole: true, unit: "days" } as const;

/** Whether access is open at `now`: active, and not past its last moment, which itself still counts. */
export function isAccessOpen(access: Access, now: Date): boolean {
  if (!access.isActive) return false;
  // An invalid date fails the comparison and keeps the door shut.
  return access.expiresAt === null || now.getTime() <= access.expiresAt.getTime();
}

/**
 * The new last moment of access after `days` more: counted from the old one, or from now when that has passed.
 *
 * @param days whole, 1 to 3650.
 * @throws {DomainError} on other days, when access does not expire anyway, or when the result lies more than
 * 3650 days ahead.
 */
export function extendByDays(expiresAt: Date | null, days: number, now: Date): Date {
  requireWithin("days", days, extensionDaysLimit);
  if (expiresAt === null) {
    throw new DomainError("days", "days cannot be added to access that does not expire; set a date instead");
  }
  const fromMs = Math.max(expiresAt.getTime(), now.getTime());
  return extendTo(new Date(fromMs + days * MS_PER_DAY), now, "days");
}

/**
 * `expiresAt` itself when it may be set as the last moment of access.
 *
 * @throws {DomainError} when it is no moment, not after now, or more than 3650 days ahead.
 */
export function extendTo(expiresAt: Date, now: Date, field = "expiresAt"): Date {
  const aheadMs = expiresAt.getTime() - now.getTime();
  if (aheadMs > 0 && aheadMs <= extensionDaysLimit.max * MS_PER_DAY) return expiresAt;
  const rule = `after now and at most ${extensionDaysLimit.max} days ahead`;
  const said = Number.isNaN(expiresAt.getTime()) ? "no date" : expiresAt.toISOString();
  throw new DomainError(field, `access must end ${rule}, got ${said}`, { value: said, rule });
}
