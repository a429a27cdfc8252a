"use client";

import dynamic from "next/dynamic";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { StackedBarsProps } from "@/components/charts/chart-types";
import { barsLegend } from "@/components/charts/frame/chart-legend";
import { PlotSkeleton } from "@/components/charts/frame/plot-skeleton";
import { seriesTable } from "@/components/charts/frame/series-table";
import { useHidden } from "@/components/charts/frame/use-hidden";

const load = () => import("@/components/charts/plots/bars-plot");
// Next wants the import written inside the call.
const BarsPlot = dynamic(
  () => import("@/components/charts/plots/bars-plot").then((module) => module.BarsPlot),
  {
    ssr: false,
    loading: PlotSkeleton,
  },
);

/** Signed stacks per period with a line over them: revenue up, costs down, profit across. */
export function StackedBars(props: StackedBarsProps) {
  const { x, bars, line, height = 300 } = props;
  const { hidden, toggle } = useHidden();
  const legend = barsLegend(props);
  const all = line === undefined ? bars : [...bars, line];
  return (
    <ChartFrame
      head={props}
      load={load}
      height={height}
      legend={legend.length > 1 ? legend : undefined}
      hidden={hidden}
      onToggle={toggle}
      table={() =>
        seriesTable(
          x,
          all
            .filter(({ key }) => !hidden.has(key))
            .map((one) => ({ ...one, format: one.format ?? props.y.format })),
          [],
          { from: 0, to: x.values.length - 1 },
        )
      }
    >
      {(width) => <BarsPlot chart={props} hidden={hidden} width={width} height={height} />}
    </ChartFrame>
  );
}
