/** Shown wherever a value is missing; never a zero in its place. */
export const NO_DATA = "no data";

const cache = new Map<number, Intl.NumberFormat>();

function formatter(decimals: number): Intl.NumberFormat {
  const known = cache.get(decimals);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    // -0.001 reads "0.00", not "-0.00".
    signDisplay: "negative",
  });
  cache.set(decimals, made);
  return made;
}

/**
 * A number with thousands separators and exactly `decimals` decimals, always in en-US: "1,234.50".
 * Halves round away from zero. "no data" for `null` and for what is not a finite number.
 *
 * @param decimals whole, 0..20.
 */
export function formatNumber(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return NO_DATA;
  return formatter(decimals).format(value);
}
