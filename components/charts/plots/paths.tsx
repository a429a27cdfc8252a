"use client";

import {
  useActiveTooltipLabel,
  useIsTooltipActive,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
} from "recharts";
import type { ChartBand, ChartColour, ChartDash, LineSeries } from "@/components/charts/chart-types";
import { type PlotRow, valueAt } from "@/components/charts/plots/line-model";
import { bandPath, barPaths, seriesPath } from "@/components/charts/plots/series-path";
import { cssColour, dashArray } from "@/components/charts/scales/series-look";

/*
 * Lines, bands and bars as one path each. The library's own draw every bar and point as a component and did not stay
 * under 50 ms per change; it keeps axes, pointer, keyboard and tooltip.
 */

interface LinePathProps {
  readonly rows: readonly PlotRow[];
  readonly series: LineSeries;
  readonly isLog: boolean;
  readonly colour: ChartColour;
  readonly dash: ChartDash;
}

export function LinePath({ rows, series, isLog, colour, dash }: LinePathProps) {
  const xPx = useXAxisScale();
  const yPx = useYAxisScale(series.axis ?? "left");
  if (xPx === undefined || yPx === undefined) return null;
  const values = rows.map(({ index }) => valueAt(series.values, index, isLog));
  return (
    <path
      d={seriesPath({ xs: rows.map(({ x }) => x), values, xPx, yPx }, series.shape ?? "line")}
      fill="none"
      stroke={cssColour(colour)}
      strokeWidth={rows.length > 250 ? 1.5 : 2}
      strokeDasharray={dashArray(dash)}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

export function BandPath({
  rows,
  band,
  isLog,
}: {
  readonly rows: readonly PlotRow[];
  readonly band: ChartBand;
  readonly isLog: boolean;
}) {
  const xPx = useXAxisScale();
  const yPx = useYAxisScale("left");
  if (xPx === undefined || yPx === undefined) return null;
  const walk = (values: readonly (number | null)[]) => ({
    xs: rows.map(({ x }) => x),
    values: rows.map(({ index }) => valueAt(values, index, isLog)),
    xPx,
    yPx,
  });
  return (
    <path
      d={bandPath(walk(band.low), walk(band.high))}
      fill={cssColour(band.colour ?? "chart-1")}
      fillOpacity="0.2"
    />
  );
}

interface BarPathsProps {
  readonly columns: readonly (readonly (number | null)[])[];
  /** `fill` of each column. */
  readonly paints: readonly string[];
  readonly length: number;
}

export function BarPaths({ columns, paints, length }: BarPathsProps) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  const yPx = useYAxisScale();
  if (plot === undefined || scale === undefined || yPx === undefined) return null;
  const band = plot.width / Math.max(1, length);
  const paths = barPaths(columns, length, scale, yPx, Math.max(1, Math.min(48, band * 0.8)));
  return (
    <g stroke="var(--card)" strokeWidth="0.5">
      {paths.map((path, place) => (
        <path key={paints[place]} d={path} fill={paints[place]} />
      ))}
    </g>
  );
}

interface BarLineProps {
  readonly values: readonly (number | null)[];
  readonly colour: ChartColour;
  readonly dash: ChartDash;
}

/** A line over bars, on a wider one in the colour of the ground, so that it stays readable. */
export function BarLine({ values, colour, dash }: BarLineProps) {
  const scale = useXAxisScale();
  const yPx = useYAxisScale();
  if (scale === undefined || yPx === undefined) return null;
  const xs = values.map((_, index) => index);
  const path = seriesPath({ xs, values, xPx: scale, yPx }, "line");
  return (
    <g fill="none" strokeLinecap="round" strokeLinejoin="round">
      <path d={path} stroke="var(--card)" strokeWidth="5" />
      <path d={path} stroke={cssColour(colour)} strokeWidth="2.5" strokeDasharray={dashArray(dash)} />
    </g>
  );
}

interface ActiveDotsProps {
  /** For each dot its axis, its colour, and its value at an x position. */
  readonly dots: readonly {
    readonly key: string;
    readonly axisId: string | number;
    readonly colour: ChartColour;
    readonly at: (x: number) => number | null;
  }[];
}

/** Dots on all series where the pointer or the arrow keys stand. */
export function ActiveDots({ dots }: ActiveDotsProps) {
  const isActive = useIsTooltipActive();
  const x = useActiveTooltipLabel();
  if (!isActive || typeof x !== "number") return null;
  return (
    <g data-picture="hide">
      {dots.map(({ key, axisId, colour, at }) => (
        <ActiveDot key={key} x={x} y={at(x)} axisId={axisId} colour={colour} />
      ))}
    </g>
  );
}

function ActiveDot({
  x,
  y,
  axisId,
  colour,
}: {
  readonly x: number;
  readonly y: number | null;
  readonly axisId: string | number;
  readonly colour: ChartColour;
}) {
  const cx = useXAxisScale()?.(x);
  const scale = useYAxisScale(axisId);
  const cy = y === null ? undefined : scale?.(y);
  if (cx === undefined || cy === undefined) return null;
  return <circle cx={cx} cy={cy} r="4" fill={cssColour(colour)} stroke="var(--card)" strokeWidth="1.5" />;
}
