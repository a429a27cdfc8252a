/**
 * Share of sorted values below `value`, 0..1, linear between two neighbours: the inverse of `quantileOfSorted`, so
 * that a value inside the band of quantiles has a rank inside it, too.
 *
 * @param sorted rising, at least two.
 */
export function pathRank(sorted: Float64Array, value: number): number {
  const last = sorted.length - 1;
  let low = 0;
  let high = last;
  if (value <= (sorted[low] ?? Number.NaN)) return 0;
  if (value >= (sorted[high] ?? Number.NaN)) return 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.NaN) <= value) low = middle;
    else high = middle;
  }
  const from = sorted[low] ?? Number.NaN;
  const to = sorted[high] ?? Number.NaN;
  return (low + (value - from) / (to - from)) / last;
}
