import { DomainError } from "./domain-error";

/** The values a numeric input may take, and the words that say so. */
export interface Limit {
  readonly min: number;
  readonly max: number;
  /** True when `min` itself is refused. */
  readonly aboveMin?: boolean;
  readonly whole?: boolean;
  /** Unit as a reader says it, "" for a bare number. */
  readonly unit: string;
}

/** The limit in words: "a whole number > 0 and <= 10 TH/s". */
export function describeLimit(limit: Limit): string {
  const start = limit.whole === true ? "a whole number " : "";
  const unit = limit.unit === "" ? "" : ` ${limit.unit}`;
  const end = limit.max === Number.MAX_VALUE ? "" : ` and <= ${limit.max}`;
  return `${start}${limit.aboveMin === true ? ">" : ">="} ${limit.min}${end}${unit}`;
}

/** Whether `value` is a finite number inside `limit`. */
export function isWithin(value: number, limit: Limit): boolean {
  // NaN fails both comparisons, infinities fail one.
  if (!(value >= limit.min && value <= limit.max)) return false;
  if (limit.aboveMin === true && value === limit.min) return false;
  return limit.whole !== true || Number.isInteger(value);
}

/**
 * `value` itself when it is inside `limit`.
 *
 * @throws {DomainError} naming field, rule and value otherwise.
 */
export function requireWithin(field: string, value: number, limit: Limit): number {
  if (isWithin(value, limit)) return value;
  const rule = describeLimit(limit);
  throw new DomainError(field, `${field} must be ${rule}, got ${String(value)}`, { value, rule });
}
