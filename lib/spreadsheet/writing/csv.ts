export type CsvValue = string | number | boolean | null;

/**
 * Rows as CSV by RFC 4180 (CRLF, quotes doubled). Missing values are empty, numbers keep every digit. Text that a
 * spreadsheet would run as a formula gets a leading apostrophe.
 */
export function toCsv(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
