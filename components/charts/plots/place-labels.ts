/** A text beside its line on a plot. */
export interface PlacedLabel {
  /** Where the line stands, px. */
  readonly at: number;
  readonly label: string;
  /** Where the text begins or ends, px; `null` when there is no room for it. */
  readonly textAt: number | null;
  readonly anchor: "start" | "end";
}

const characterPx = 6;
const gapPx = 5;

/**
 * Texts of vertical lines in one row without overlaps: right of the line, left of it near the right edge, left out where
 * neither has room.
 *
 * @param lines rising in `at`.
 */
export function placeAlong(
  lines: readonly { readonly at: number; readonly label: string }[],
  from: number,
  to: number,
): PlacedLabel[] {
  let taken = from;
  return lines.map(({ at, label }) => {
    const length = label.length * characterPx;
    const right = at + gapPx;
    if (right >= taken && right + length <= to) {
      taken = right + length + gapPx;
      return { at, label, textAt: right, anchor: "start" as const };
    }
    const left = at - gapPx;
    if (left - length >= taken && left <= to) {
      taken = at + gapPx;
      return { at, label, textAt: left, anchor: "end" as const };
    }
    return { at, label, textAt: null, anchor: "start" as const };
  });
}

/** Baselines of texts on horizontal lines: above the line, below it when the text above would run into the one before. */
export function placeLevels(levels: readonly number[]): number[] {
  const order = levels.map((y, index) => ({ y, index })).sort((a, b) => a.y - b.y);
  const baselines: number[] = levels.map((y) => y - 4);
  let last = Number.NEGATIVE_INFINITY;
  for (const { y, index } of order) {
    const above = y - 4;
    const baseline = above - last >= 12 ? above : y + 12;
    baselines[index] = baseline;
    last = baseline;
  }
  return baselines;
}
