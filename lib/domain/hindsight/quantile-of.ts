/**
 * The value below which a share `ratio` of sorted values lies, linear between order statistics (type 7 of Hyndman and
 * Fan, the default of R and NumPy).
 *
 * @param sorted rising, at least one.
 * @param ratio 0..1.
 */
export function quantileOf(sorted: Float64Array, ratio: number): number {
  const position = ratio * (sorted.length - 1);
  const low = Math.floor(position);
  const from = sorted[low] ?? Number.NaN;
  const to = sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN;
  return from + (position - low) * (to - from);
}
