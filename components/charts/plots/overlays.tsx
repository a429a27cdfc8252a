"use client";

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import type { ChartThreshold } from "@/components/charts/chart-types";
import { Here, halo, smallText } from "@/components/charts/plots/marks";
import { placeAlong, placeLevels } from "@/components/charts/plots/place-labels";

interface AxisTitlesProps {
  readonly left: string;
  readonly right?: string | undefined;
  readonly x: string;
}

/** Titles with units: value axes above their marks, the x axis below its marks. Never turned, so that they are read. */
export function AxisTitles({ left, right, x }: AxisTitlesProps) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  return (
    <g {...smallText}>
      <text x={2} y={11}>
        {right === undefined ? left : `Left: ${left}`}
      </text>
      {right !== undefined && (
        <text
          x={plot.x + plot.width}
          y={right.length + left.length > plot.width / 7 ? 25 : 11}
          textAnchor="end"
        >
          Right: {right}
        </text>
      )}
      <text x={plot.x + plot.width} y={plot.y + plot.height + 34} textAnchor="end">
        {x}
      </text>
    </g>
  );
}

/** Vertical lines with names at their tops. */
export function EventLines({
  events,
}: {
  readonly events: readonly { readonly x: number; readonly label: string }[];
}) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const lines = events
    .map(({ x, label }) => ({ at: scale(x, { position: "middle" }) ?? Number.NaN, label }))
    .filter(({ at }) => at >= plot.x - 0.5 && at <= plot.x + plot.width + 0.5)
    .sort((a, b) => a.at - b.at);
  return (
    <g>
      {placeAlong(lines, plot.x, plot.x + plot.width).map(({ at, label, textAt, anchor }) => (
        <g key={`${at} ${label}`}>
          <path
            d={`M${at} ${plot.y}V${plot.y + plot.height}`}
            stroke="var(--muted-foreground)"
            strokeDasharray="1 3"
          />
          {textAt !== null && (
            <text x={textAt} y={plot.y + 10} textAnchor={anchor} {...smallText} {...halo}>
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** Horizontal lines with names at the right. */
export function ThresholdLines({
  thresholds,
  axisId,
}: {
  readonly thresholds: readonly ChartThreshold[];
  readonly axisId: string;
}) {
  const plot = usePlotArea();
  const scale = useYAxisScale(axisId);
  if (plot === undefined || scale === undefined) return null;
  const levels = thresholds.map(({ value }) => scale(value) ?? Number.NaN);
  const baselines = placeLevels(levels);
  return (
    <g>
      {thresholds.map(({ label, value }, index) => (
        <g key={label} data-level={value}>
          <path
            d={`M${plot.x} ${levels[index] ?? 0}H${plot.x + plot.width}`}
            stroke="var(--foreground)"
            strokeDasharray="6 3"
            strokeOpacity="0.65"
          />
          <text
            x={plot.x + plot.width - 2}
            y={baselines[index]}
            textAnchor="end"
            {...smallText}
            fill="var(--foreground)"
            {...halo}
          >
            {label}
          </text>
        </g>
      ))}
    </g>
  );
}

/** Where gain turns into loss. */
export function ZeroLine() {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  const y = scale?.(0);
  if (plot === undefined || y === undefined) return null;
  return (
    <path d={`M${plot.x} ${y}H${plot.x + plot.width}`} stroke="var(--foreground)" strokeOpacity="0.55" />
  );
}

/** `Here` at a point in data coordinates of a chart. */
export function CurrentPoint({
  x,
  y,
  label,
  axisId,
}: {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly axisId: string;
}) {
  const plot = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale(axisId);
  const at = { x: xScale?.(x) ?? Number.NaN, y: yScale?.(y) ?? Number.NaN };
  if (
    plot === undefined ||
    !Number.isFinite(at.x + at.y) ||
    at.x < plot.x - 1 ||
    at.x > plot.x + plot.width + 1
  )
    return null;
  return <Here at={at} label={label} right={plot.x + plot.width} />;
}
