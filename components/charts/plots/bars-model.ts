import type { ChartSeries, StackedBarsProps } from "@/components/charts/chart-types";
import { axisOf, type ValueAxis } from "@/components/charts/plots/line-model";
import { xMarksMax, xNumbers, xTicks } from "@/components/charts/scales/x-values";

export interface BarsModel {
  readonly rows: readonly { readonly index: number }[];
  readonly left: ValueAxis;
  /** Index of the period under a mark (between two where stretches meet), and its text. */
  readonly xTicks: readonly { readonly index: number; readonly text: string }[];
  readonly bars: readonly ChartSeries[];
  readonly line: ChartSeries | null;
}

/** What a chart of stacked bars draws at a size. `null` when nothing visible has a value. */
export function barsModel(
  chart: StackedBarsProps,
  hidden: ReadonlySet<string>,
  size: { readonly width: number; readonly height: number },
): BarsModel | null {
  const bars = chart.bars.filter(({ key }) => !hidden.has(key));
  const line = chart.line === undefined || hidden.has(chart.line.key) ? null : chart.line;
  const xs = xNumbers(chart.x);
  const ends = stackEnds(bars, line, xs.length);
  if (ends === null) return null;
  const left = axisOf({ ...chart.y, scale: "linear", fromZero: true }, ends.low, ends.high, size.height);
  const countMax = xMarksMax(chart.x, size.width - left.widthPx);
  const half = chart.x.kind === "number" ? (chart.x.binWidth ?? 0) / 2 : 0;
  const first = xs[0] ?? 0;
  const marks = xTicks(chart.x, first - half, (xs.at(-1) ?? 0) + half, countMax);
  // The marks of a histogram stand where its stretches meet, those of periods under a period.
  const place = (value: number) => (half === 0 ? nearest(xs, value) : (value - first) / (2 * half));
  return {
    rows: xs.map((_, index) => ({ index })),
    left,
    xTicks: marks.map(({ value, text }) => ({ index: place(value), text })),
    bars,
    line,
  };
}

/** Lowest and highest reach of all stacks and of the line; `null` without any value. */
export function stackEnds(
  bars: readonly ChartSeries[],
  line: ChartSeries | null,
  length: number,
): { readonly low: number; readonly high: number } | null {
  let low = 0;
  let high = 0;
  let isEmpty = true;
  for (let index = 0; index < length; index += 1) {
    let up = 0;
    let down = 0;
    for (const { values } of bars) {
      const value = values[index] ?? null;
      if (value === null) continue;
      isEmpty = false;
      if (value > 0) up += value;
      else down += value;
    }
    const over = line?.values[index] ?? null;
    if (over !== null) isEmpty = false;
    low = Math.min(low, down, over ?? 0);
    high = Math.max(high, up, over ?? 0);
  }
  return isEmpty ? null : { low, high };
}

/** Index of the position nearest to `value`. */
export function nearest(xs: readonly number[], value: number): number {
  let best = 0;
  for (const [index, x] of xs.entries()) {
    if (Math.abs(x - value) < Math.abs((xs[best] ?? x) - value)) best = index;
  }
  return best;
}
