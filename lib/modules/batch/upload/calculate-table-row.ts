import { batchCalculator } from "@/lib/domain/batch/batch-calculator";
import { type BatchCell, cellReference, cellText } from "@/lib/domain/batch/batch-cell";
import type { BatchSettings } from "@/lib/domain/batch/batch-field";
import type { BatchMarket, BatchRowError, BatchRowResult } from "@/lib/domain/batch/batch-row";
import type { ColumnReading } from "@/lib/domain/batch/match-headers";
import type { ModelLookup } from "@/lib/domain/batch/model-lookup";
import { readBatchRow } from "@/lib/domain/batch/read-batch-row";
import { DomainError } from "@/lib/domain/domain-error";
import { type Cell, isCellFault, type TableRow } from "@/lib/spreadsheet/reading/table";

/** What becomes of one row of a file. */
export type TableRowOutcome =
  | { readonly kind: "result"; readonly result: BatchRowResult }
  | { readonly kind: "errors"; readonly errors: readonly BatchRowError[] };

interface RowContext {
  readonly columns: readonly (ColumnReading | null)[];
  readonly settings: BatchSettings;
  readonly models: ModelLookup;
  readonly market: BatchMarket;
}

/** A function that reads, checks and calculates one row of a file; `index` is its place below the header, from 0. */
export function tableRowCalculator({ columns, settings, models, market }: RowContext) {
  const calculate = batchCalculator(market);
  return ({ row, cells }: TableRow, index: number): TableRowOutcome => {
    const faults = faultsOf(cells, columns, row);
    if (faults.length > 0) return { kind: "errors", errors: faults };
    const read = readBatchRow(cells.map(usable), columns, settings, models, row);
    if (read.kind === "errors") return read;
    if (read.kind === "blank") throw new Error(`Row ${row} is blank, which the reader leaves out`);
    try {
      return { kind: "result", result: calculate(read.row, index) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { kind: "errors", errors: [notCalculated(error, row)] };
    }
  };
}

/** What stands in the way in columns that are read; other columns may hold anything. */
function faultsOf(
  cells: readonly Cell[],
  columns: readonly (ColumnReading | null)[],
  row: number,
): BatchRowError[] {
  return cells.flatMap((cell, place) => {
    const column = columns[place];
    if (!isCellFault(cell) || column === null || column === undefined) return [];
    const error: BatchRowError = {
      row,
      column: column.header,
      cell: cellReference(place, row),
      value: cellText(cell.text),
      errorType: "invalid_type",
      message: `The cell has no value that can be used: ${cell.fault}`,
      suggestion: null,
    };
    return [error];
  });
}

/** Faults that are left stand in columns that are not read; something is there all the same. */
function usable(cell: Cell): BatchCell {
  return isCellFault(cell) ? cell.text : cell;
}

function notCalculated(error: DomainError, row: number): BatchRowError {
  return {
    row,
    column: null,
    cell: null,
    value: "",
    errorType: "processing_error",
    message: error.message,
    suggestion: null,
  };
}
