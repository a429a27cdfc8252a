import { type Limit, requireWithin } from "../require-range";

const RATIO: Limit = { min: 0, max: 1, unit: "(ratio)" };

/**
 * The value below which a share `ratio` of the sorted values lies, linear between neighbours (type 7 of Hyndman and
 * Fan: what R, NumPy and spreadsheets answer). `NaN` without values.
 *
 * @param sorted rising.
 * @throws {DomainError} unless 0 <= ratio <= 1.
 */
export function quantileOfSorted(sorted: Float64Array, ratio: number): number {
  const place = requireWithin("ratio", ratio, RATIO) * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[below + 1] ?? low;
  // Two equal values, infinite ones too, have no distance between them.
  return low === high ? low : low + (high - low) * (place - below);
}
