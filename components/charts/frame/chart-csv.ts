import type { ChartTable } from "@/components/charts/chart-types";
import { toCsv } from "@/lib/spreadsheet/writing/csv";

/** The figures of a chart as CSV: units in the header, every digit, ratios as ratios, days as ISO days. */
export function chartCsv({ columns, rows }: ChartTable): string {
  const header = columns.map(({ label, unit }) => (unit === "" ? label : `${label} (${unit})`));
  return toCsv([header, ...rows]);
}

/** A file name from a title: "Profit per month" is "profit-per-month". */
export function fileNameOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
}
