"use client";

import dynamic from "next/dynamic";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartTable, RankedBarsProps } from "@/components/charts/chart-types";
import { PlotSkeleton } from "@/components/charts/frame/plot-skeleton";
import { rankedBarsHeight } from "@/components/charts/scales/ranked-bars-layout";

const load = () => import("@/components/charts/plots/ranked-bars-plot");
// Next wants the import written inside the call.
const RankedBarsPlot = dynamic(
  () => import("@/components/charts/plots/ranked-bars-plot").then((module) => module.RankedBarsPlot),
  {
    ssr: false,
    loading: PlotSkeleton,
  },
);

/** Named bars from one zero line, gains to the right and losses to the left, each with its figure beside it. */
export function RankedBars(props: RankedBarsProps) {
  return (
    <ChartFrame
      head={props}
      load={load}
      height={rankedBarsHeight(props.bars.length)}
      table={() => table(props)}
    >
      {(width) => <RankedBarsPlot chart={props} width={width} />}
    </ChartFrame>
  );
}

function table({ bars, value, of }: RankedBarsProps): ChartTable {
  return {
    columns: [
      { label: of, unit: "", format: "text" },
      { label: value.label, unit: value.unit, format: value.format ?? "number" },
    ],
    rows: bars.map((bar) => [bar.label, bar.value]),
  };
}
