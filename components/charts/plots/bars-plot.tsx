"use client";

import { type ReactNode, useId, useMemo } from "react";
import { ComposedChart, Tooltip, XAxis, YAxis } from "recharts";
import type { ChartLegendItem, StackedBarsProps } from "@/components/charts/chart-types";
import { barsLegend } from "@/components/charts/frame/chart-legend";
import { axisRoom, ValueMarks, XMarks } from "@/components/charts/plots/axes";
import { type BarsModel, barsModel, nearest } from "@/components/charts/plots/bars-model";
import { EmptyPlot } from "@/components/charts/plots/empty-plot";
import { AxisTitles, EventLines, ZeroLine } from "@/components/charts/plots/overlays";
import { ActiveDots, BarLine, BarPaths } from "@/components/charts/plots/paths";
import { pointerLine } from "@/components/charts/plots/pointer-line";
import { TooltipBox } from "@/components/charts/plots/tooltip-box";
import { cssColour } from "@/components/charts/scales/series-look";
import { valueWithUnit } from "@/components/charts/scales/value-text";
import { xNumber, xNumbers, xText, xTitle } from "@/components/charts/scales/x-values";

interface BarsPlotProps {
  readonly chart: StackedBarsProps;
  readonly hidden: ReadonlySet<string>;
  readonly width: number;
  readonly height: number;
}

/** The drawing of `StackedBars`; holds the chart library, so it is only ever loaded on demand. */
export function BarsPlot({ chart, hidden, width, height }: BarsPlotProps) {
  const id = useId();
  const model = useMemo(() => barsModel(chart, hidden, { width, height }), [chart, hidden, width, height]);
  if (model === null)
    return <EmptyPlot reason={hidden.size > 0 ? "Every series is switched off." : "No data to draw."} />;
  const xs = xNumbers(chart.x);
  const events = (chart.events ?? []).map(({ x, label }) => ({
    x: nearest(xs, xNumber(chart.x.kind, x)),
    label,
  }));
  const legend = barsLegend(chart);
  const { line, left } = model;
  const lineItem = legend.find(({ key }) => key === line?.key);
  return (
    <ComposedChart
      width={width}
      height={height}
      data={model.rows}
      margin={{ top: axisRoom.above, right: 8, bottom: axisRoom.below, left: left.widthPx }}
      style={{ touchAction: "pan-y" }}
      desc={inWords(chart, model)}
    >
      <Hatches id={id} legend={legend} />
      <XAxis hide dataKey="index" type="number" domain={[-0.5, xs.length - 0.5]} />
      <YAxis hide type="number" domain={[left.scale.min, left.scale.max]} allowDataOverflow />
      <Tooltip
        isAnimationActive={false}
        filterNull={false}
        cursor={{ stroke: "var(--muted-foreground)", strokeWidth: 1 }}
        content={({ active, label }) =>
          active && typeof label === "number" ? tooltip(chart, model, label, legend, events) : null
        }
      />
      {pointerLine(0)}
      <ValueMarks axis={left} axisId={0} side="left" hasGrid />
      <XMarks marks={model.xTicks.map(({ index, text }) => ({ value: index, text }))} />
      <BarPaths
        columns={model.bars.map(({ values }) => values)}
        paints={model.bars.map(({ key }) => paintOf(legend, key, id))}
        length={xs.length}
      />
      {left.scale.min < 0 && <ZeroLine />}
      <EventLines events={events} />
      {line !== null && (
        <>
          <BarLine values={line.values} colour={lineItem?.colour ?? "chart-5"} dash={line.dash ?? "solid"} />
          <ActiveDots
            dots={[
              {
                key: line.key,
                axisId: 0,
                colour: lineItem?.colour ?? "chart-5",
                at: (index) => line.values[index] ?? null,
              },
            ]}
          />
        </>
      )}
      <AxisTitles left={left.title} x={xTitle(chart.x)} />
    </ComposedChart>
  );
}

/** `fill` of a series of bars. */
function paintOf(legend: readonly ChartLegendItem[], key: string, id: string): string {
  const item = legend.find((entry) => entry.key === key);
  return item?.mark === "hatched-bar" ? `url(#${id}-${key})` : cssColour(item?.colour ?? "chart-1");
}

/** Stripes over the colour of every second bar, so that neighbours differ without colour. */
function Hatches({ id, legend }: { readonly id: string; readonly legend: readonly ChartLegendItem[] }) {
  return (
    <defs>
      {legend
        .filter(({ mark }) => mark === "hatched-bar")
        .map(({ key, colour }) => (
          <pattern
            key={key}
            id={`${id}-${key}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="6" height="6" fill={cssColour(colour)} />
            <rect width="1.5" height="6" fill="var(--card)" fillOpacity="0.3" />
          </pattern>
        ))}
    </defs>
  );
}

function tooltip(
  chart: StackedBarsProps,
  { bars, line }: BarsModel,
  index: number,
  legend: readonly ChartLegendItem[],
  events: readonly { readonly x: number; readonly label: string }[],
): ReactNode {
  const x = xNumbers(chart.x)[index];
  if (x === undefined) return null;
  const shown = line === null ? bars : [...bars, line];
  const lines = shown.flatMap(({ key, values, format, unit }) => {
    const item = legend.find((entry) => entry.key === key);
    return item === undefined
      ? []
      : [{ item, text: valueWithUnit(values[index] ?? null, format ?? chart.y.format, unit) }];
  });
  const here = events.filter((event) => event.x === index).map(({ label }) => label);
  return <TooltipBox title={xText(chart.x, x)} lines={lines} events={here} />;
}

function inWords(chart: StackedBarsProps, { bars, line }: BarsModel): string {
  const parts = (line === null ? bars : [...bars, line]).map(({ label, values, format, unit }) => {
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    const last = values.findLast((value) => value !== null) ?? null;
    const say = (value: number | null) => valueWithUnit(value, format ?? chart.y.format, unit);
    return `${label}: all together ${say(sum)}, last ${say(last)}.`;
  });
  return `${chart.title}, ${chart.x.values.length} periods. ${parts.join(" ")} Arrow keys walk along the periods.`;
}
