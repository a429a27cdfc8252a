"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { LineChartProps } from "@/components/charts/chart-types";
import { chartLegend } from "@/components/charts/frame/chart-legend";
import { PlotSkeleton } from "@/components/charts/frame/plot-skeleton";
import { RangePresets } from "@/components/charts/frame/range-presets";
import { type IndexRange, seriesTable } from "@/components/charts/frame/series-table";
import { useHidden } from "@/components/charts/frame/use-hidden";

const load = () => import("@/components/charts/plots/line-plot");
// Next wants the import written inside the call.
const LinePlot = dynamic(
  () => import("@/components/charts/plots/line-plot").then((module) => module.LinePlot),
  {
    ssr: false,
    loading: PlotSkeleton,
  },
);
const RangeBrush = dynamic(
  () => import("@/components/charts/plots/range-brush").then((module) => module.RangeBrush),
  { ssr: false },
);

const defaultHeight = 280;
const brushHeight = 44;

function axisFormat({ y, yRight }: LineChartProps, axis: "left" | "right" | undefined) {
  return (axis === "right" ? yRight : y)?.format;
}

/** Lines over days, months or block heights. Gaps stay gaps; years of days are thinned to what pixels can show. */
export function LineChart(props: LineChartProps) {
  const { x, brush = false, height = defaultHeight } = props;
  const series = props.series.map((one) => ({ ...one, format: one.format ?? axisFormat(props, one.axis) }));
  const bands = (props.bands ?? []).map((band) => ({ ...band, format: band.format ?? props.y.format }));
  const { hidden, toggle } = useHidden();
  const [chosen, setChosen] = useState<IndexRange | null>(null);
  const whole: IndexRange = { from: 0, to: Math.max(0, x.values.length - 1) };
  // A choice made on longer data is cut to what is there now.
  const range =
    chosen === null || chosen.from >= whole.to
      ? whole
      : { from: chosen.from, to: Math.min(chosen.to, whole.to) };
  const legend = chartLegend(series, bands);
  const shown = series.filter(({ key }) => !hidden.has(key));
  return (
    <ChartFrame
      head={props}
      load={load}
      height={height + (brush ? brushHeight : 0)}
      legend={legend.length > 1 ? legend : undefined}
      hidden={hidden}
      onToggle={toggle}
      tools={
        brush && x.kind === "day" ? (
          <RangePresets days={x.values} range={range} onRange={setChosen} />
        ) : undefined
      }
      table={() =>
        seriesTable(
          x,
          shown,
          bands.filter(({ key }) => !hidden.has(key)),
          range,
        )
      }
    >
      {(width) => (
        <>
          <LinePlot
            chart={{ ...props, series, bands }}
            hidden={hidden}
            range={range}
            width={width}
            height={height}
          />
          {brush && (
            <RangeBrush
              x={x}
              values={(shown[0] ?? series[0])?.values ?? []}
              range={range}
              onRange={setChosen}
              width={width}
            />
          )}
        </>
      )}
    </ChartFrame>
  );
}
