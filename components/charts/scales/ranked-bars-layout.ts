import type { RankedBar } from "@/components/charts/chart-types";

export const rankedBarPx = 28;
const edgePx = 4;
/** About the width of a letter of 12 px. */
const letterPx = 6.6;

/** Height of the drawing of so many bars, px. */
export function rankedBarsHeight(count: number): number {
  return Math.max(1, count) * rankedBarPx + 2 * edgePx;
}

interface RankedBarsLayout {
  /** Where names end and bars may begin, px. */
  readonly nameWidthPx: number;
  readonly zeroPx: number;
  /** Position of a value, px. */
  readonly toPx: (value: number) => number;
}

/**
 * Where bars lie on a width: names at the left, then losses, the zero line, gains; room for each side's longest figure
 * beyond its longest bar.
 *
 * @param texts the figures as written, in the order of `bars`.
 */
export function rankedBarsLayout(
  bars: readonly RankedBar[],
  texts: readonly string[],
  width: number,
): RankedBarsLayout {
  const nameWidthPx = Math.min(
    width * 0.36,
    8 + letterPx * Math.max(0, ...bars.map(({ label }) => label.length)),
  );
  const low = Math.min(0, ...bars.map(({ value }) => value));
  const high = Math.max(0, ...bars.map(({ value }) => value));
  const room = (isLow: boolean) =>
    Math.max(
      0,
      ...texts.filter((_, place) => (bars[place]?.value ?? 0) < 0 === isLow).map((text) => text.length),
    ) * letterPx;
  const left = nameWidthPx + (low < 0 ? room(true) + 10 : 0);
  const right = width - room(false) - 10;
  const span = high - low || 1;
  const toPx = (value: number) => left + ((value - low) / span) * Math.max(0, right - left);
  return { nameWidthPx, zeroPx: toPx(0), toPx };
}
