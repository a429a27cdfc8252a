"use client";

import { type ReactNode, useMemo } from "react";
import { ComposedChart, Tooltip, XAxis, YAxis } from "recharts";
import type { LineChartProps } from "@/components/charts/chart-types";
import { chartLegend } from "@/components/charts/frame/chart-legend";
import type { IndexRange } from "@/components/charts/frame/series-table";
import { axisRoom, ValueMarks, XMarks } from "@/components/charts/plots/axes";
import { EmptyPlot } from "@/components/charts/plots/empty-plot";
import { type LineModel, lineModel, valueAt } from "@/components/charts/plots/line-model";
import { AxisTitles, CurrentPoint, EventLines, ThresholdLines } from "@/components/charts/plots/overlays";
import { ActiveDots, BandPath, LinePath } from "@/components/charts/plots/paths";
import { pointerLine } from "@/components/charts/plots/pointer-line";
import { TooltipBox, type TooltipLine } from "@/components/charts/plots/tooltip-box";
import { seriesLook } from "@/components/charts/scales/series-look";
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
  const lines = linesOf(chart, model);
  const mainSide = left.scale.ticks.length > 0 ? "left" : "right";
  const events = (chart.events ?? []).map(({ x, label }) => ({ x: xNumber(chart.x.kind, x), label }));
  return (
    <ComposedChart
      width={width}
      height={height}
      data={model.rows}
      margin={{
        top: right === null ? axisRoom.above : axisRoom.aboveTwo,
        right: right?.widthPx ?? 12,
        bottom: axisRoom.below,
        left: left.widthPx,
      }}
      style={{ touchAction: "pan-y" }}
      desc={inWords(chart, model)}
    >
      <XAxis hide dataKey="x" type="number" domain={[domain[0], domain[1]]} />
      {valueScale("left", left)}
      {right !== null && valueScale("right", right)}
      <Tooltip
        isAnimationActive={false}
        filterNull={false}
        cursor={{ stroke: "var(--muted-foreground)", strokeWidth: 1 }}
        content={({ active, label }) =>
          active && typeof label === "number" ? tooltip(chart, model, label, events) : null
        }
      />
      {pointerLine(mainSide)}
      <ValueMarks axis={left} axisId="left" side="left" hasGrid={mainSide === "left"} />
      {right !== null && (
        <ValueMarks axis={right} axisId="right" side="right" hasGrid={mainSide === "right"} />
      )}
      <XMarks marks={xTicks} />
      {model.bands.map((band) => (
        <BandPath key={band.key} rows={model.rows} band={band} isLog={left.isLog} />
      ))}
      {lines.map((line) => (
        <LinePath key={line.series.key} rows={model.rows} {...line} />
      ))}
      <EventLines events={events} />
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
      <ActiveDots
        dots={lines.map(({ series, isLog, colour }) => ({
          key: series.key,
          axisId: series.axis ?? "left",
          colour,
          at: (x) => valueAt(series.values, model.rows.find((row) => row.x === x)?.index ?? -1, isLog),
        }))}
      />
      <AxisTitles left={left.title} right={right?.title} x={xTitle(chart.x)} />
    </ComposedChart>
  );
}

function valueScale(side: "left" | "right", { scale, isLog }: LineModel["left"]) {
  return (
    <YAxis
      hide
      key={side}
      yAxisId={side}
      orientation={side}
      type="number"
      scale={isLog ? "log" : "linear"}
      domain={[scale.min, scale.max]}
      allowDataOverflow
    />
  );
}

/** Each series with its look and its axis. */
function linesOf(chart: LineChartProps, { series, left, right }: LineModel) {
  return series.map((one) => ({
    series: one,
    isLog: ((one.axis ?? "left") === "left" ? left : right)?.isLog === true,
    ...seriesLook(
      one,
      chart.series.findIndex(({ key }) => key === one.key),
    ),
  }));
}

function sideThresholds(chart: LineChartProps, side: "left" | "right") {
  return (chart.thresholds ?? []).filter(({ axis }) => (axis ?? "left") === side);
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
