import { type BatchCell, cellReference, cellText, isEmptyCell } from "./batch-cell";
import type { BatchField, BatchSettings } from "./batch-field";
import type { BatchRow, BatchRowError } from "./batch-row";
import { completeRow } from "./complete-row";
import type { ColumnReading } from "./match-headers";
import type { ModelLookup } from "./model-lookup";
import { readCell } from "./read-cell";
import type { RowDraft, RowProblem } from "./row-problems";

export type ReadBatchRow =
  | { readonly kind: "row"; readonly row: BatchRow }
  | { readonly kind: "errors"; readonly errors: readonly BatchRowError[] }
  /** Nothing but empty cells. */
  | { readonly kind: "blank" };

/**
 * One row of a file as the calculator takes it, or everything that is wrong with it. A row with one bad cell is no
 * row at all: no cell is skipped, replaced or guessed.
 *
 * @param cells by place, as the header row; shorter rows end in empty cells.
 * @param columns of `matchHeaders` or `applyMapping`.
 * @param settings what cells that are empty or absent take.
 * @param rowNumber as a spreadsheet counts: the header is 1.
 */
export function readBatchRow(
  cells: readonly BatchCell[],
  columns: readonly (ColumnReading | null)[],
  settings: BatchSettings,
  models: ModelLookup,
  rowNumber: number,
): ReadBatchRow {
  if (cells.every(isEmptyCell)) return { kind: "blank" };
  const draft: RowDraft = {};
  const problems: RowProblem[] = [];
  const broken = new Set<BatchField>();
  for (let place = 0; place < columns.length; place += 1) {
    const column = columns[place] ?? null;
    const cell = cells[place] ?? null;
    if (column === null || isEmptyCell(cell)) continue;
    const problem = readCell(cell, column, draft);
    if (problem === null) continue;
    problems.push(problem);
    broken.add(column.field);
  }
  const surplus = surplusCells(cells, columns.length);
  if (surplus !== null) problems.push(surplus);
  const completed = completeRow(draft, broken, settings, models);
  if ("row" in completed && surplus === null) return { kind: "row", row: completed.row };
  if ("problems" in completed) problems.push(...completed.problems);
  return { kind: "errors", errors: problems.map((problem) => located(problem, cells, columns, rowNumber)) };
}

/** A row with more cells than the header has usually holds a comma that was not quoted: every cell after it is shifted. */
function surplusCells(cells: readonly BatchCell[], columnCount: number): RowProblem | null {
  if (cells.length <= columnCount || cells.slice(columnCount).every(isEmptyCell)) return null;
  return {
    field: null,
    errorType: "validation",
    message: `The row has ${cells.length} cells, but the header names ${columnCount} columns`,
    suggestion: "Look for a separator inside a cell that is not in quotes",
  };
}

function located(
  { field, errorType, message, suggestion }: RowProblem,
  cells: readonly BatchCell[],
  columns: readonly (ColumnReading | null)[],
  row: number,
): BatchRowError {
  const place = field === null ? -1 : columns.findIndex((column) => column?.field === field);
  if (place < 0) return { row, column: null, cell: null, value: "", errorType, message, suggestion };
  return {
    row,
    column: columns[place]?.header ?? null,
    cell: cellReference(place, row),
    value: cellText(cells[place] ?? null),
    errorType,
    message,
    suggestion,
  };
}
