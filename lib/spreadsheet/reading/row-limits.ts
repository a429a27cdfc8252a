import { readingLimits } from "./reading-limits";
import { SpreadsheetError } from "./spreadsheet-error";
import type { Cell, TableRow } from "./table";

/** The cells up to the last one that holds anything; none for an empty row. */
export function trimmedCells(cells: readonly Cell[]): readonly Cell[] {
  let length = cells.length;
  while (length > 0 && isBlank(cells[length - 1])) length -= 1;
  return length === cells.length ? cells : cells.slice(0, length);
}

/**
 * @param filledRows rows with anything in them up to this one, the header included
 * @throws SpreadsheetError that names the row and the limit it breaks
 */
export function requireTableLimits({ row, cells }: TableRow, filledRows: number): void {
  if (filledRows > readingLimits.rows + 1) {
    throw new SpreadsheetError(
      `The file has more than ${readingLimits.rows} rows. Split it, or sum up machines that are alike in one row with a quantity.`,
    );
  }
  if (cells.length > readingLimits.columns) {
    throw new SpreadsheetError(
      `Row ${row} has ${cells.length} columns; at most ${readingLimits.columns} are read.`,
    );
  }
  cells.forEach((cell, place) => {
    if (typeof cell !== "string") return;
    if (cell.length > readingLimits.cellChars) {
      throw new SpreadsheetError(
        `Row ${row}, column ${place + 1}: the cell holds ${cell.length} characters; at most ${readingLimits.cellChars} fit into one, as in Excel.`,
      );
    }
    if (cell.includes("\0")) {
      throw new SpreadsheetError(
        `Row ${row}, column ${place + 1}: the cell holds a NUL character. The file is damaged, or is no table.`,
      );
    }
  });
}

function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || (typeof cell === "string" && cell.trim() === "");
}
