import { formulaSafeText } from "./formula-safe-text";

export type CsvValue = string | number | boolean | null;

/**
 * Rows as CSV by RFC 4180 (CRLF, quotes doubled). Missing values are empty, numbers keep every digit. Text that a
 * spreadsheet would run as a formula gets an apostrophe (`formulaSafeText`); numbers never do.
 */
export function toCsv(rows: Iterable<readonly CsvValue[]>): string {
  let text = "";
  for (const row of rows) text += csvLine(row);
  return text;
}

/** One row with its line end, for writing row by row. */
export function csvLine(row: readonly CsvValue[]): string {
  return `${row.map(cell).join(",")}\r\n`;
}

function cell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = formulaSafeText(value);
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
