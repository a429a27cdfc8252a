/** A cell whose value cannot be used, and why: "#DIV/0!", a formula that was never calculated. */
export interface CellFault {
  readonly text: string;
  readonly fault: string;
}

/**
 * What a file holds in one cell. A number that the file shows as percent is `{ percent: 2.5 }`, whatever it stores;
 * dates are texts as ISO 8601 writes them, truth values "TRUE" and "FALSE".
 */
export type Cell = string | number | null | { readonly percent: number } | CellFault;

export interface TableRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  /** By place; trailing empty cells are left out. */
  readonly cells: readonly Cell[];
}

/** What is known of a table before its rows are read. */
export interface TableOrigin {
  readonly kind: "csv" | "xlsx";
  /** Sheet that is read; `null` for CSV. */
  readonly sheet: string | null;
  readonly otherSheets: readonly string[];
  /** Of CSV. It is "utf-8" until the first letter that is not ASCII shows what it really is. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
}

export interface Table {
  readonly origin: TableOrigin;
  /** Rows that hold anything, in the order of the file, some at a time. @throws SpreadsheetError */
  readonly rows: AsyncIterable<readonly TableRow[]>;
}

/** Whether a cell is one that cannot be used. */
export function isCellFault(cell: Cell): cell is CellFault {
  return typeof cell === "object" && cell !== null && "fault" in cell;
}
