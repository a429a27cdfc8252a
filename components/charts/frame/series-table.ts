import type { ChartBand, ChartSeries, ChartTable, ChartX } from "@/components/charts/chart-types";

/** First and last index of what is shown, both included. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/** Series and bands over a range as rows, x first; every figure, also those the drawing leaves out for lack of pixels. */
export function seriesTable(
  x: ChartX,
  series: readonly ChartSeries[],
  bands: readonly ChartBand[],
  { from, to }: IndexRange,
): ChartTable {
  const xColumn =
    x.kind === "number"
      ? { label: x.label, unit: x.unit ?? "", format: x.format ?? ("integer" as const) }
      : { label: x.label ?? (x.kind === "day" ? "UTC day" : "Time, UTC"), unit: "", format: "text" as const };
  const columns = [
    xColumn,
    ...series.map(({ label, unit, format = "number" }) => ({ label, unit, format })),
    ...bands.flatMap(({ label, unit, format = "number" }) => [
      { label: `${label}, low`, unit, format },
      { label: `${label}, high`, unit, format },
    ]),
  ];
  const values = [...series.map((one) => one.values), ...bands.flatMap(({ low, high }) => [low, high])];
  const rows: (string | number | null)[][] = [];
  for (let index = from; index <= to; index += 1) {
    const at = x.values[index] ?? null;
    const first = x.kind === "time" && typeof at === "number" ? new Date(at).toISOString() : at;
    rows.push([first, ...values.map((column) => column[index] ?? null)]);
  }
  return { columns, rows };
}
