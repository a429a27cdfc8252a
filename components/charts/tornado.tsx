"use client";

import dynamic from "next/dynamic";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartTable, TornadoProps } from "@/components/charts/chart-types";
import { PlotSkeleton } from "@/components/charts/frame/plot-skeleton";
import { tornadoRows } from "@/components/charts/scales/tornado-order";
import { tornadoHeight } from "@/components/charts/scales/tornado-sizes";

const load = () => import("@/components/charts/plots/tornado-plot");
// Next wants the import written inside the call.
const TornadoPlot = dynamic(
  () => import("@/components/charts/plots/tornado-plot").then((module) => module.TornadoPlot),
  {
    ssr: false,
    loading: PlotSkeleton,
  },
);

/** How far each input moves the outcome, the widest first. */
export function Tornado(props: TornadoProps) {
  const rows = tornadoRows(props.inputs, props.base);
  return (
    <ChartFrame
      head={props}
      load={load}
      height={tornadoHeight(rows.length)}
      table={() => tornadoTable(props)}
    >
      {(width) => <TornadoPlot chart={props} width={width} />}
    </ChartFrame>
  );
}

function tornadoTable({ base, inputs, outcome }: TornadoProps): ChartTable {
  const outcomeColumn = (end: string) => ({
    label: `${outcome.label} at ${end} end`,
    unit: outcome.unit,
    format: outcome.format ?? ("number" as const),
  });
  return {
    columns: [
      { label: "Input", unit: "", format: "text" },
      { label: "Low end", unit: "", format: "text" },
      outcomeColumn("low"),
      { label: "High end", unit: "", format: "text" },
      outcomeColumn("high"),
    ],
    rows: tornadoRows(inputs, base).map(({ input }) => [
      input.label,
      input.lowLabel,
      input.low,
      input.highLabel,
      input.high,
    ]),
  };
}
