import { formatNumber, NO_DATA } from "./format-number";

/** One step of a scale: values of at least `from` base units are divided by `size` and carry `unit`. */
export interface Step {
  readonly from: number;
  readonly size: number;
  readonly unit: string;
  readonly decimals: number;
}

/**
 * A value in the first unit it reaches, or in the smallest: "852.69 EH/s". "no data" for `null` and what is not finite.
 *
 * @param steps largest first.
 * @param smallest serves everything below the last of them.
 */
export function formatScaled(value: number | null, steps: readonly Step[], smallest: Step): string {
  if (value === null || !Number.isFinite(value)) return NO_DATA;
  const step = steps.find(({ from }) => Math.abs(value) >= from) ?? smallest;
  return `${formatNumber(value / step.size, step.decimals)} ${step.unit}`.trimEnd();
}
