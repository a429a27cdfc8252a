import type { BatchRowError } from "@/lib/domain/batch/batch-row";
import type { CsvValue } from "@/lib/spreadsheet/writing/csv";

const header = ["row_number", "column", "cell", "value", "error_type", "error_message", "suggestion"];

/** Rows of `errors.csv`: what is wrong, where, and what to do, in the order of the file. */
export function errorsTable(errors: readonly BatchRowError[]): CsvValue[][] {
  const lines = errors.map(({ row, column, cell, value, errorType, message, suggestion }) => [
    row,
    column,
    cell,
    value,
    errorType,
    message,
    suggestion,
  ]);
  return [header, ...lines];
}
