import type { Limit } from "@/lib/domain/require-range";

/** One number a person may set: its words and its bounds. */
export interface NumberSpec {
  readonly label: string;
  /** As typed; a "%" is a ratio in the program. */
  readonly unit: string;
  readonly limit: Limit;
  /** Empty is not allowed. */
  readonly required: boolean;
  /** One press of an arrow key, in the typed unit. */
  readonly step: number;
}

/** How many times the stored value the typed number is: 100 for percent, 1e-6 for EH/s stored as TH/s. */
export function typedScale(unit: string): number {
  if (unit.startsWith("%")) return 100;
  return unit === "EH/s" ? 1e-6 : 1;
}

/** The broken rule in words, in the unit a person types; `null` when the value is allowed. */
export function specProblem({ limit, unit, required }: NumberSpec, value: number | null): string | null {
  if (value === null) return required ? "Fill this in" : null;
  const scale = typedScale(unit);
  const words = (bound: number) =>
    `${Number((bound * scale).toPrecision(12)).toLocaleString("en-US")}${unit === "" ? "" : ` ${unit}`}`;
  if (!Number.isFinite(value)) return "Must be a number";
  if (limit.whole === true && !Number.isInteger(value)) return "Must be a whole number";
  if (value < limit.min) return `Must be at least ${words(limit.min)}`;
  if (limit.aboveMin === true && value === limit.min) return `Must be more than ${words(limit.min)}`;
  if (value > limit.max) return `Must be at most ${words(limit.max)}`;
  return null;
}
