import type { ChartX } from "@/components/charts/chart-types";
import { ticksInside } from "@/components/charts/scales/nice-scale";
import { dayText, dayToMs, momentText, timeTicks } from "@/components/charts/scales/time-ticks";
import { axisTexts, valueText } from "@/components/charts/scales/value-text";

/** The x positions as rising numbers: Unix ms for days and moments. */
export function xNumbers(x: ChartX): readonly number[] {
  return x.kind === "day" ? x.values.map(dayToMs) : x.values;
}

/** One x given by a person of the chart (event, current point) on the scale of `xNumbers`. */
export function xNumber(kind: ChartX["kind"], value: number | string): number {
  return typeof value === "number" ? value : kind === "day" ? dayToMs(value) : Date.parse(value);
}

/** Title of the x axis with its unit. */
export function xTitle(x: ChartX): string {
  if (x.kind === "day") return x.label ?? "UTC day";
  if (x.kind === "time") return x.label ?? "Time, UTC";
  return x.unit === undefined || x.unit === "" ? x.label : `${x.label} (${x.unit})`;
}

/** An x position in words: "6 Oct 2026", "Month 14", "Block height 1,050,000". */
export function xText(x: ChartX, value: number): string {
  if (x.kind === "day") return dayText(value);
  if (x.kind === "time") return momentText(value);
  if (x.format === "month") return `Month ${valueText(value, "integer")}`;
  if (x.binWidth !== undefined) {
    const end = (side: number) => valueText(value + (side * (x.binWidth ?? 0)) / 2, x.format ?? "number");
    return `${x.label} ${end(-1)} to ${end(1)}`;
  }
  return `${x.label} ${valueText(value, x.format ?? "number")}${x.unit === undefined || x.unit === "" ? "" : ` ${x.unit}`}`;
}

/** Marks of the x axis between two positions, with their texts. */
export function xTicks(
  x: ChartX,
  from: number,
  to: number,
  countMax: number,
): { value: number; text: string }[] {
  if (x.kind !== "number") return timeTicks(from, to, countMax).map(({ ms, text }) => ({ value: ms, text }));
  const { ticks } = x.format === "month" ? monthScale(from, to, countMax) : ticksInside(from, to, countMax);
  const texts = axisTexts(ticks, x.format ?? "integer");
  return ticks.map((value, index) => ({ value, text: texts[index] ?? "" }));
}

/** Months are counted in twelves, not in tens. */
function monthScale(from: number, to: number, countMax: number): { readonly ticks: readonly number[] } {
  const step = [1, 2, 3, 6, 12, 24, 60].find((size) => (to - from) / size <= countMax) ?? 120;
  const ticks: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) ticks.push(tick);
  return { ticks };
}

/** How many marks of the x axis have room on a width in px, at least two. */
export function xMarksMax(x: ChartX, width: number): number {
  const pxPerMark = x.kind !== "number" ? 58 : x.format === "month" ? 54 : 76;
  return Math.max(2, Math.floor(width / pxPerMark));
}
