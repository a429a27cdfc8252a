import type { CellValue, TableColumn } from "@/components/tables/table-types";
import type { CsvValue } from "@/lib/spreadsheet/writing/csv";

/** Rows in which every word of the filter occurs in some column, whatever the case; "s19 hydro" finds both words anywhere. */
export function filteredRows<Row>(
  rows: readonly Row[],
  columns: readonly TableColumn<Row>[],
  filter: string,
): Row[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...rows];
  return rows.filter((row) => {
    const text = columns
      .map((column) => column.value(row) ?? "")
      .join(" ")
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Ascending order of two cells; text by its numbers as numbers ("S9" before "S19"). Missing values are the table's business. */
export function compareCells(a: CellValue, b: CellValue): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  return String(a ?? "").localeCompare(String(b ?? ""), "en", { numeric: true, sensitivity: "base" });
}

/** The shown rows and columns as CSV rows, header first, every digit kept. */
export function csvRows<Row>(rows: readonly Row[], columns: readonly TableColumn<Row>[]): CsvValue[][] {
  const header = columns.map(({ header: name, unit }) =>
    unit === undefined || unit === "" ? name : `${name} (${unit})`,
  );
  return [header, ...rows.map((row) => columns.map((column) => column.value(row)))];
}
