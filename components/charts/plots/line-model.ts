import type { ChartAxis, ChartBand, LineChartProps, LineSeries } from "@/components/charts/chart-types";
import type { IndexRange } from "@/components/charts/frame/series-table";
import { decimate } from "@/components/charts/scales/decimate";
import { type AxisScale, logScale, niceScale } from "@/components/charts/scales/nice-scale";
import { axisTexts } from "@/components/charts/scales/value-text";
import { xMarksMax, xNumbers, xTicks } from "@/components/charts/scales/x-values";

/** One drawn position: where it stands, and where its values are found in the series. */
export interface PlotRow {
  readonly x: number;
  readonly index: number;
}

/** A value axis ready to be drawn. */
export interface ValueAxis {
  readonly scale: AxisScale;
  readonly texts: ReadonlyMap<number, string>;
  readonly widthPx: number;
  readonly isLog: boolean;
  /** "USD", or what the axis is called with its unit. */
  readonly title: string;
}

export interface LineModel {
  readonly rows: readonly PlotRow[];
  readonly domain: readonly [number, number];
  readonly xTicks: readonly { readonly value: number; readonly text: string }[];
  readonly left: ValueAxis;
  readonly right: ValueAxis | null;
  readonly series: readonly LineSeries[];
  readonly bands: readonly ChartBand[];
}

/** px of one digit at the size of axis texts. */
const digitPx = 6.4;
/** Lowest and highest of every two px and a half: what a line 1.5 px wide can show. */
const rowsPerPx = 0.8;
const rowsMax = 480;

/** What a line chart draws at a size: thinned rows, both value axes, marks. `null` when nothing visible has a value. */
export function lineModel(
  chart: LineChartProps,
  hidden: ReadonlySet<string>,
  range: IndexRange,
  size: { readonly width: number; readonly height: number },
): LineModel | null {
  const series = chart.series.filter((one) => !hidden.has(one.key));
  const bands = (chart.bands ?? []).filter((one) => !hidden.has(one.key));
  const left = valueAxis(chart, "left", series, bands, range, size.height);
  const right =
    chart.yRight === undefined ? null : valueAxis(chart, "right", series, bands, range, size.height);
  if (left === null && right === null) return null;
  const xs = xNumbers(chart.x);
  const columns = [...series.map((one) => one.values), ...bands.flatMap(({ low, high }) => [low, high])];
  const inRange = columns.map((values) => values.slice(range.from, range.to + 1));
  const rows = decimate(inRange, Math.min(rowsMax, Math.max(120, Math.round(size.width * rowsPerPx)))).map(
    (offset) => {
      const index = range.from + offset;
      return { x: xs[index] ?? 0, index };
    },
  );
  const domain = [xs[range.from] ?? 0, xs[range.to] ?? 0] as const;
  const plotWidth = size.width - (left?.widthPx ?? 0) - (right?.widthPx ?? 0);
  const marks = xTicks(chart.x, domain[0], domain[1], xMarksMax(chart.x, plotWidth));
  return { rows, domain, xTicks: marks, left: left ?? emptyAxis(chart.y), right, series, bands };
}

/** Value of a series at a row; what a logarithmic axis cannot show is a gap. */
export function valueAt(values: readonly (number | null)[], index: number, isLog: boolean): number | null {
  const value = values[index] ?? null;
  return value === null || !Number.isFinite(value) || (isLog && value <= 0) ? null : value;
}

/** "Hashprice (USD/PH/day)". */
export function axisTitle({ label, unit }: ChartAxis): string {
  return unit === "" ? label : `${label} (${unit})`;
}

/** Marks and texts of a value axis from `min` to `max` on a drawing of some height in px. */
export function axisOf(axis: ChartAxis, min: number, max: number, height: number): ValueAxis {
  const isLog = axis.scale === "log";
  const intervalsMax = Math.max(2, Math.min(8, Math.round(height / 46)));
  const scale = isLog
    ? logScale(min, max, intervalsMax)
    : niceScale(
        axis.fromZero === true ? Math.min(0, min) : min,
        axis.fromZero === true ? Math.max(0, max) : max,
        intervalsMax,
      );
  const texts = axisTexts(scale.ticks, axis.format);
  const longest = Math.max(...texts.map((text) => text.length));
  return {
    scale,
    texts: new Map(scale.ticks.map((tick, index) => [tick, texts[index] ?? ""])),
    widthPx: Math.ceil(longest * digitPx) + 10,
    isLog,
    title: isLog ? `${axisTitle(axis)}, logarithmic` : axisTitle(axis),
  };
}

function emptyAxis(axis: ChartAxis): ValueAxis {
  return {
    scale: { min: 0, max: 1, ticks: [], step: null },
    texts: new Map(),
    widthPx: 12,
    isLog: false,
    title: axisTitle(axis),
  };
}

function valueAxis(
  chart: LineChartProps,
  side: "left" | "right",
  series: readonly LineSeries[],
  bands: readonly ChartBand[],
  range: IndexRange,
  height: number,
): ValueAxis | null {
  const axis = side === "left" ? chart.y : chart.yRight;
  if (axis === undefined) return null;
  const isLog = axis.scale === "log";
  const columns = series.filter((one) => (one.axis ?? "left") === side).map((one) => one.values);
  if (side === "left") columns.push(...bands.flatMap(({ low, high }) => [low, high]));
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const take = (value: number) => {
    min = Math.min(min, value);
    max = Math.max(max, value);
  };
  for (const values of columns) {
    for (let index = range.from; index <= range.to; index += 1) {
      const value = valueAt(values, index, isLog);
      if (value !== null) take(value);
    }
  }
  if (min > max) return null;
  for (const threshold of chart.thresholds ?? []) {
    if ((threshold.axis ?? "left") === side && !(isLog && threshold.value <= 0)) take(threshold.value);
  }
  if (side === "left" && chart.current !== undefined && !(isLog && chart.current.y <= 0))
    take(chart.current.y);
  return axisOf(axis, min, max, height);
}
