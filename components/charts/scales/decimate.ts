/**
 * Which x positions to draw so that a long chart looks the same with far fewer points: rising indices, the first and the
 * last, and in each of equally many stretches the lowest and highest value of every series. Gaps stay: the values at both
 * sides of a run of `null` and one `null` inside it are kept.
 *
 * All positions when there are no more than `countMax`.
 *
 * @param columns values of each series, equally long.
 * @param countMax about how many positions to keep, >= 4; gaps come on top.
 */
export function decimate(columns: readonly (readonly (number | null)[])[], countMax: number): number[] {
  const length = columns[0]?.length ?? 0;
  if (length <= countMax) return Array.from({ length }, (_, index) => index);
  const kept = new Set<number>([0, length - 1]);
  const buckets = Math.max(1, Math.floor((countMax - 2) / (2 * columns.length)));
  for (const values of columns) {
    keepExtremes(values, buckets, kept);
    keepGaps(values, kept);
  }
  return [...kept].sort((a, b) => a - b);
}

function keepExtremes(values: readonly (number | null)[], buckets: number, kept: Set<number>): void {
  for (let bucket = 0; bucket < buckets; bucket += 1) {
    const from = Math.floor((bucket * values.length) / buckets);
    const to = Math.floor(((bucket + 1) * values.length) / buckets);
    let lowest = -1;
    let highest = -1;
    for (let index = from; index < to; index += 1) {
      const value = values[index] ?? null;
      if (value === null) continue;
      if (lowest < 0 || value < (values[lowest] ?? 0)) lowest = index;
      if (highest < 0 || value > (values[highest] ?? 0)) highest = index;
    }
    if (lowest >= 0) kept.add(lowest).add(highest);
  }
}

function keepGaps(values: readonly (number | null)[], kept: Set<number>): void {
  for (let index = 1; index < values.length; index += 1) {
    const isNull = (values[index] ?? null) === null;
    const wasNull = (values[index - 1] ?? null) === null;
    if (isNull !== wasNull) kept.add(index - 1).add(index);
  }
}
