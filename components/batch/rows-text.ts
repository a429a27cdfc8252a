import { formatNumber } from "@/lib/domain/format/format-number";

/** "1 row", "1,204 rows". */
export function rowsText(count: number): string {
  return count === 1 ? "1 row" : `${formatNumber(count, 0)} rows`;
}
