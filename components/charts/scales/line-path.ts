export interface PathPoint {
  /** Place along the width, 0..1. */
  readonly x: number;
  readonly value: number | null;
}

/**
 * SVG path of a line that fills a box in px, lowest value at the bottom; `null` breaks it. A level line runs in the middle.
 * "" without values.
 */
export function linePath(
  points: readonly PathPoint[],
  { width, height }: { readonly width: number; readonly height: number },
): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { value } of points) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  let path = "";
  let isDown = false;
  for (const { x, value } of points) {
    if (value === null) {
      isDown = false;
      continue;
    }
    const y = high === low ? height / 2 : height - ((value - low) / (high - low)) * height;
    path += `${isDown ? "L" : "M"}${round(x * width)} ${round(y)}`;
    isDown = true;
  }
  return path;
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
