import type { BatchRowError } from "@/lib/domain/batch/batch-row";
import type { Sheet } from "@/lib/spreadsheet/writing/workbook";
import { colors, looks } from "./looks";

const columns = [
  { header: "Row in the file", width: 16, value: ({ row }: BatchRowError) => row },
  { header: "Column", width: 22, value: ({ column }: BatchRowError) => column },
  { header: "Cell", width: 8, value: ({ cell }: BatchRowError) => cell },
  { header: "Value", width: 26, value: ({ value }: BatchRowError) => value },
  { header: "Kind of error", width: 18, value: ({ errorType }: BatchRowError) => errorType },
  { header: "What is wrong", width: 60, value: ({ message }: BatchRowError) => message },
  { header: "What to do", width: 50, value: ({ suggestion }: BatchRowError) => suggestion },
] as const;

/** Every bad cell of the file. What stood in it is text here, whatever it was. */
export function errorsSheet(errors: readonly BatchRowError[]): Sheet {
  if (errors.length === 0) {
    return {
      name: "Errors",
      columns: [{ width: 60 }],
      rows: [{ cells: [{ value: "No row of the file had an error.", style: looks.muted }] }],
      hasGrid: false,
    };
  }
  function* values() {
    for (const error of errors) yield columns.map(({ value }) => value(error));
  }
  return {
    name: "Errors",
    columns: columns.map(({ width }) => ({ width })),
    rows: [],
    table: {
      columns: columns.map(({ header }, place) => ({
        header,
        headerStyle: looks.head,
        style: place === 0 ? looks.rowNumber : { ...looks.line, isTop: true },
      })),
      rowCount: errors.length,
      rows: { [Symbol.iterator]: values },
    },
    frozen: { rows: 1, columns: 1 },
    isLandscape: true,
    tabColor: colors.loss,
  };
}
