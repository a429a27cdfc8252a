import { niceScale } from "@/components/charts/scales/nice-scale";

/** Shades on each side of zero. */
export const heatSteps = 8;

/** The round value at which both ends of the colour scale are full: the same distance from zero on both sides. */
export function heatLimit(cells: readonly (readonly (number | null)[])[]): number {
  let farthest = 0;
  for (const row of cells) {
    for (const value of row) farthest = Math.max(farthest, Math.abs(value ?? 0));
  }
  return farthest === 0 ? 1 : niceScale(0, farthest, 4).max;
}

/**
 * Shade of a value, -`heatSteps`..`heatSteps`: 0 only for zero itself, so that the sign always shows.
 *
 * @param limit from `heatLimit`, > 0.
 */
export function heatStep(value: number, limit: number): number {
  const step = Math.min(heatSteps, Math.ceil((Math.abs(value) / limit) * heatSteps - 1e-9));
  return value === 0 ? 0 : Math.sign(value) * Math.max(1, step);
}

/** CSS colour of a shade, between the middle and the full loss or gain colour; follows theme and print. */
export function heatFill(step: number): string {
  if (step === 0) return "var(--heat-middle)";
  const share = Math.round(12 + (88 * (Math.abs(step) - 1)) / (heatSteps - 1));
  return `color-mix(in oklab, var(${step > 0 ? "--heat-gain" : "--heat-loss"}) ${share}%, var(--heat-middle))`;
}
