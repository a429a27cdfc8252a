import { AppError, type FieldProblem } from "@/lib/server/errors";
import type { Actor } from "@/lib/server/viewer";

/** @throws AppError `forbidden` unless the system acts. */
export function requireSystem(actor: Actor): void {
  // The type already keeps visitors out; a caller that got round it meets this.
  if (actor.kind !== "system")
    throw new AppError("forbidden", "Only the market collector records market data.");
}

export interface Limits {
  readonly least: number;
  readonly most: number;
}

/** The broken rule when `value` is outside its limits or no number. */
export function withinLimits(field: string, value: number, { least, most }: Limits): FieldProblem[] {
  if (value >= least && value <= most) return [];
  return [
    { field, value: String(value), message: `${field} must be between ${least} and ${most}, got ${value}` },
  ];
}

/** @throws AppError `invalid` when a rule is broken. */
export function throwIfAny(fields: readonly FieldProblem[], message: string): void {
  if (fields.length > 0) throw new AppError("invalid", `${message}: ${fields[0]?.message}`, { fields });
}
