"use client";

import { type ReactNode, useId, useMemo } from "react";
import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import type { ChartLegendItem, StackedBarsProps } from "@/components/charts/chart-types";
import { barsLegend } from "@/components/charts/frame/chart-legend";
import { type BarsModel, barsModel, nearest } from "@/components/charts/plots/bars-model";
import { EmptyPlot } from "@/components/charts/plots/empty-plot";
import { smallText } from "@/components/charts/plots/marks";
import { AxisTitles, EventLines, ZeroLine } from "@/components/charts/plots/overlays";
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

interface BarRow {
  readonly index: number;
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
  const texts = new Map(model.xTicks.map(({ index, text }) => [index, text]));
  return (
    <ComposedChart
      width={width}
      height={height}
      data={model.rows}
      stackOffset="sign"
      barCategoryGap={xs.length > 36 ? "12%" : "22%"}
      margin={{ top: 22, right: 8, bottom: 14, left: 0 }}
      style={{ touchAction: "pan-y" }}
      desc={inWords(chart, model)}
    >
      <Hatches id={id} legend={legend} />
      <CartesianGrid vertical={false} stroke="var(--border)" />
      <XAxis
        dataKey="index"
        type="category"
        ticks={model.xTicks.map(({ index }) => index)}
        interval={0}
        tickFormatter={(index: number) => texts.get(index) ?? ""}
        tick={smallText}
        tickSize={4}
        stroke="var(--input)"
        height={24}
      />
      <YAxis
        type="number"
        domain={[model.left.scale.min, model.left.scale.max]}
        ticks={model.left.scale.ticks}
        interval={0}
        tickFormatter={(value: number) => model.left.texts.get(value) ?? ""}
        tick={smallText}
        tickLine={false}
        axisLine={false}
        tickMargin={2}
        width={model.left.widthPx}
        allowDataOverflow
      />
      <Tooltip
        isAnimationActive={false}
        filterNull={false}
        cursor={{ fill: "var(--foreground)", fillOpacity: 0.07 }}
        content={({ active, label }) =>
          active ? tooltip(chart, model, Number(label), legend, events) : null
        }
      />
      {model.bars.map((series) => {
        const item = legend.find(({ key }) => key === series.key);
        const paint =
          item?.mark === "hatched-bar" ? `url(#${id}-${item.key})` : cssColour(item?.colour ?? "chart-1");
        return (
          <Bar
            key={series.key}
            dataKey={({ index }: BarRow) => series.values[index] ?? null}
            stackId="all"
            fill={paint}
            shape={barShape}
            activeBar={false}
            isAnimationActive={false}
          />
        );
      })}
      {model.left.scale.min < 0 && <ZeroLine />}
      <EventLines events={events} />
      {lineOf(model, legend)}
      <AxisTitles left={model.left.title} x={xTitle(chart.x)} />
    </ComposedChart>
  );
}

interface BarShape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: string | undefined;
}

/** A plain rectangle: hundreds of the library's own would make a long task. */
function barShape({ x, y, width, height, fill }: BarShape) {
  if (!(Math.abs(height) > 0)) return <g />;
  const top = height < 0 ? y + height : y;
  return (
    <rect
      x={x}
      y={top}
      width={Math.max(1, width)}
      height={Math.abs(height)}
      fill={fill}
      stroke="var(--card)"
      strokeWidth="0.5"
    />
  );
}

function lineOf({ line }: BarsModel, legend: readonly ChartLegendItem[]) {
  if (line === null) return null;
  const colour = cssColour(legend.find(({ key }) => key === line.key)?.colour ?? "chart-5");
  const common = {
    dataKey: ({ index }: BarRow) => line.values[index] ?? null,
    dot: false,
    isAnimationActive: false,
  } as const;
  return [
    // A wider line in the colour of the ground keeps it readable over the bars.
    <Line
      key="ground"
      {...common}
      stroke="var(--card)"
      strokeWidth={5}
      strokeLinejoin="round"
      activeDot={false}
      tooltipType="none"
    />,
    <Line
      key="line"
      {...common}
      stroke={colour}
      strokeWidth={2.5}
      strokeLinejoin="round"
      strokeLinecap="round"
      activeDot={{ r: 4, stroke: "var(--card)", strokeWidth: 1.5, fill: colour }}
    />,
  ];
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
