"use client";

import dynamic from "next/dynamic";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartTable, HeatMapProps } from "@/components/charts/chart-types";
import { PlotSkeleton } from "@/components/charts/frame/plot-skeleton";
import { valueText } from "@/components/charts/scales/value-text";

const load = () => import("@/components/charts/plots/heat-plot");
// Next wants the import written inside the call.
const HeatPlot = dynamic(
  () => import("@/components/charts/plots/heat-plot").then((module) => module.HeatPlot),
  {
    ssr: false,
    loading: PlotSkeleton,
  },
);

/** A result over two inputs, coloured around zero, with the break-even line and the current point. */
export function HeatMap(props: HeatMapProps) {
  const { height = 400 } = props;
  return (
    <ChartFrame
      head={props}
      load={load}
      height={height}
      table={() => gridTable(props)}
      csvTable={() => longTable(props)}
    >
      {(width) => <HeatPlot chart={props} width={width} height={height} />}
    </ChartFrame>
  );
}

/** One row for each y, one column for each x, as on the drawing. */
function gridTable({ x, y, value, cells }: HeatMapProps): ChartTable {
  return {
    columns: [
      { label: y.label, unit: y.unit, format: y.format ?? "number" },
      ...x.values.map((at) => ({
        label: `${x.label} ${valueText(at, x.format)}`,
        unit: value.unit,
        format: value.format ?? ("number" as const),
      })),
    ],
    rows: y.values.map((at, row) => [at, ...x.values.map((_, column) => cells[row]?.[column] ?? null)]),
  };
}

/** One row for each cell: what a spreadsheet can pivot. */
function longTable({ x, y, value, cells }: HeatMapProps): ChartTable {
  return {
    columns: [
      { label: x.label, unit: x.unit, format: x.format ?? "number" },
      { label: y.label, unit: y.unit, format: y.format ?? "number" },
      { label: value.label, unit: value.unit, format: value.format ?? "number" },
    ],
    rows: y.values.flatMap((yValue, row) =>
      x.values.map((xValue, column) => [xValue, yValue, cells[row]?.[column] ?? null]),
    ),
  };
}
