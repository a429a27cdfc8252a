"use client";

import { type ReactNode, useMemo } from "react";
import {
  Area,
  CartesianGrid,
  ComposedChart,
  DefaultZIndexes,
  Line,
  Tooltip,
  XAxis,
  YAxis,
  ZIndexLayer,
} from "recharts";
import type { LineChartProps, LineSeries } from "@/components/charts/chart-types";
import { chartLegend } from "@/components/charts/frame/chart-legend";
import type { IndexRange } from "@/components/charts/frame/series-table";
import { EmptyPlot } from "@/components/charts/plots/empty-plot";
import { type LineModel, lineModel, type PlotRow, valueAt } from "@/components/charts/plots/line-model";
import { smallText } from "@/components/charts/plots/marks";
import { AxisTitles, CurrentPoint, EventLines, ThresholdLines } from "@/components/charts/plots/overlays";
import { TooltipBox, type TooltipLine } from "@/components/charts/plots/tooltip-box";
import { cssColour, dashArray, seriesLook } from "@/components/charts/scales/series-look";
import { valueWithUnit } from "@/components/charts/scales/value-text";
import { xNumber, xText, xTitle } from "@/components/charts/scales/x-values";

export interface LinePlotProps {
  readonly chart: LineChartProps;
  readonly hidden: ReadonlySet<string>;
  readonly range: IndexRange;
  readonly width: number;
  readonly height: number;
}

/** The drawing of `LineChart`; holds the chart library, so it is only ever loaded on demand. */
export function LinePlot({ chart, hidden, range, width, height }: LinePlotProps) {
  const model = useMemo(
    () => lineModel(chart, hidden, range, { width, height }),
    [chart, hidden, range, width, height],
  );
  if (model === null)
    return <EmptyPlot reason={hidden.size > 0 ? "Every series is switched off." : "No data to draw."} />;
  const { left, right, domain, xTicks } = model;
  const texts = new Map(xTicks.map(({ value, text }) => [value, text]));
  const events = (chart.events ?? []).map(({ x, label }) => ({ x: xNumber(chart.x.kind, x), label }));
  return (
    <ComposedChart
      width={width}
      height={height}
      data={model.rows}
      margin={{ top: right === null ? 22 : 34, right: right === null ? 12 : 0, bottom: 14, left: 0 }}
      style={{ touchAction: "pan-y" }}
      desc={inWords(chart, model)}
    >
      <CartesianGrid
        vertical={false}
        stroke="var(--border)"
        yAxisId={left.scale.ticks.length > 0 ? "left" : "right"}
      />
      <XAxis
        dataKey="x"
        type="number"
        domain={[domain[0], domain[1]]}
        ticks={xTicks.map(({ value }) => value)}
        interval={0}
        tickFormatter={(value: number) => texts.get(value) ?? ""}
        tick={smallText}
        tickSize={4}
        stroke="var(--input)"
        height={24}
      />
      {valueAxis("left", left)}
      {right !== null && valueAxis("right", right)}
      <Tooltip
        isAnimationActive={false}
        filterNull={false}
        cursor={{ stroke: "var(--muted-foreground)", strokeWidth: 1 }}
        content={({ active, label }) =>
          active && typeof label === "number" ? tooltip(chart, model, label, events) : null
        }
      />
      {model.bands.map((band) => (
        <Area
          key={band.key}
          yAxisId="left"
          dataKey={({ index }: PlotRow) => bandAt(band, index, left.isLog)}
          stroke="none"
          fill={cssColour(band.colour ?? "chart-1")}
          fillOpacity={0.2}
          isAnimationActive={false}
          activeDot={false}
        />
      ))}
      {model.series.map((series) => lineOf(series, chart, model))}
      <EventLines events={events} />
      {/* Above the lines, or they would run through the names. */}
      <ZIndexLayer zIndex={DefaultZIndexes.axis}>
        <ThresholdLines thresholds={sideThresholds(chart, "left")} axisId="left" />
        {right !== null && <ThresholdLines thresholds={sideThresholds(chart, "right")} axisId="right" />}
        {chart.current !== undefined && (
          <CurrentPoint
            x={xNumber(chart.x.kind, chart.current.x)}
            y={chart.current.y}
            label={chart.current.label}
            axisId="left"
          />
        )}
      </ZIndexLayer>
      <AxisTitles left={left.title} right={right?.title} x={xTitle(chart.x)} />
    </ComposedChart>
  );
}

function valueAxis(side: "left" | "right", { scale, texts, widthPx, isLog }: LineModel["left"]) {
  return (
    <YAxis
      key={side}
      yAxisId={side}
      orientation={side}
      type="number"
      scale={isLog ? "log" : "linear"}
      domain={[scale.min, scale.max]}
      ticks={scale.ticks}
      interval={0}
      tickFormatter={(value: number) => texts.get(value) ?? ""}
      tick={smallText}
      tickLine={false}
      axisLine={false}
      width={widthPx}
      tickMargin={2}
      allowDataOverflow
    />
  );
}

function lineOf(series: LineSeries, chart: LineChartProps, model: LineModel) {
  const side = series.axis ?? "left";
  const isLog = (side === "left" ? model.left : model.right)?.isLog === true;
  const look = seriesLook(
    series,
    chart.series.findIndex(({ key }) => key === series.key),
  );
  const dash = dashArray(look.dash);
  return (
    <Line
      key={series.key}
      yAxisId={side}
      dataKey={({ index }: PlotRow) => valueAt(series.values, index, isLog)}
      type={series.shape === "step" ? "stepAfter" : "linear"}
      stroke={cssColour(look.colour)}
      strokeWidth={model.rows.length > 250 ? 1.5 : 2}
      {...(dash === undefined ? {} : { strokeDasharray: dash })}
      strokeLinecap="round"
      strokeLinejoin="round"
      dot={false}
      activeDot={{ r: 4, stroke: "var(--card)", strokeWidth: 1.5, fill: cssColour(look.colour) }}
      isAnimationActive={false}
    />
  );
}

function sideThresholds(chart: LineChartProps, side: "left" | "right") {
  return (chart.thresholds ?? []).filter(({ axis }) => (axis ?? "left") === side);
}

function bandAt(
  band: { readonly low: readonly (number | null)[]; readonly high: readonly (number | null)[] },
  index: number,
  isLog: boolean,
): [number, number] | null {
  const low = valueAt(band.low, index, isLog);
  const high = valueAt(band.high, index, isLog);
  return low === null || high === null ? null : [low, high];
}

function tooltip(
  chart: LineChartProps,
  model: LineModel,
  x: number,
  events: readonly { readonly x: number; readonly label: string }[],
): ReactNode {
  const place = model.rows.findIndex((row) => row.x === x);
  const row = model.rows[place];
  if (row === undefined) return null;
  const legend = new Map(chartLegend(chart.series, chart.bands).map((item) => [item.key, item]));
  const lines: TooltipLine[] = [];
  for (const { key, values, format, unit } of model.series) {
    const item = legend.get(key);
    if (item !== undefined)
      lines.push({ item, text: valueWithUnit(values[row.index] ?? null, format, unit) });
  }
  for (const { key, low, high, format, unit } of model.bands) {
    const item = legend.get(key);
    const ends = [low[row.index] ?? null, high[row.index] ?? null].map((value) =>
      valueWithUnit(value, format, unit),
    );
    if (item !== undefined) lines.push({ item, text: ends.join(" to ") });
  }
  // An event belongs to the drawn position nearest to it.
  const before = ((model.rows[place - 1]?.x ?? x) + x) / 2;
  const after = ((model.rows[place + 1]?.x ?? x) + x) / 2;
  const here = events
    .filter((event) => event.x === x || (event.x > before && event.x <= after))
    .map(({ label }) => label);
  return <TooltipBox title={xText(chart.x, x)} lines={lines} events={here} />;
}

/** What the drawing shows, for those who do not see it. */
function inWords(chart: LineChartProps, { domain, series }: LineModel): string {
  const parts = series.map(({ label, values, format, unit }) => {
    const known = values.filter((value) => value !== null);
    const last = known.at(-1) ?? null;
    const low = known.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = known.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const [lowText, highText, lastText] = [low, high, last].map((value) =>
      valueWithUnit(value, format, unit),
    );
    return `${label}: lowest ${lowText}, highest ${highText}, last ${lastText}.`;
  });
  const named = [...(chart.thresholds ?? []), ...(chart.events ?? [])].slice(0, 8).map(({ label }) => label);
  const marks = named.length === 0 ? "" : ` Marked: ${named.join(", ")}.`;
  return `${chart.title}, ${xText(chart.x, domain[0])} to ${xText(chart.x, domain[1])}. ${parts.join(" ")}${marks} Arrow keys walk along the values.`;
}
