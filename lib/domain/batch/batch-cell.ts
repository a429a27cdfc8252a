/**
 * One cell as a file holds it: text, a number, nothing, or a number that the file itself shows as percent:
 * `{ percent: 2.5 }` is 2.5 %, whatever the spreadsheet stores behind it.
 */
export type BatchCell = string | number | null | { readonly percent: number };

const SHOWN_CHARS_MAX = 200;

/** The cell as a person sees it, cut at 200 characters; "" when empty. */
export function cellText(cell: BatchCell): string {
  if (cell === null) return "";
  const text = typeof cell === "object" ? `${cell.percent}%` : String(cell);
  return text.length <= SHOWN_CHARS_MAX ? text : `${text.slice(0, SHOWN_CHARS_MAX - 1)}…`;
}

/** Whether nothing stands in the cell, white space apart. */
export function isEmptyCell(cell: BatchCell): boolean {
  return cell === null || (typeof cell === "string" && cell.trim() === "");
}

/** Spreadsheet reference of a cell: column 0, row 1 is "A1"; column 27, row 17 is "AB17". */
export function cellReference(column: number, row: number): string {
  let letters = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
