/** A number of ordinary size in decimal digits without an exponent or grouping, at most twelve of them after the point. */
export function toDecimal(value: number): string {
  return value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 12 });
}
