"use client";

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import type { ValueAxis } from "@/components/charts/plots/line-model";
import { smallText } from "@/components/charts/plots/marks";

/** Room for the x axis below a drawing, and for its title above, px. */
export const axisRoom = { below: 38, above: 22, aboveTwo: 34 } as const;

interface ValueMarksProps {
  readonly axis: ValueAxis;
  readonly axisId: string | number;
  readonly side: "left" | "right";
  /** Lines across the drawing; for one of two axes only. */
  readonly hasGrid: boolean;
}

/** Texts of a value axis, with lines across. */
export function ValueMarks({ axis, axisId, side, hasGrid }: ValueMarksProps) {
  const plot = usePlotArea();
  const scale = useYAxisScale(axisId);
  if (plot === undefined || scale === undefined) return null;
  const levels = axis.scale.ticks.flatMap((tick) => {
    const y = scale(tick);
    return y === undefined ? [] : [{ y: Math.round(y) + 0.5, text: axis.texts.get(tick) ?? "" }];
  });
  return (
    <g {...smallText} textAnchor={side === "left" ? "end" : "start"}>
      {hasGrid && (
        <path d={levels.map(({ y }) => `M${plot.x} ${y}h${plot.width}`).join("")} stroke="var(--border)" />
      )}
      {levels.map(({ y, text }) => (
        <text key={y} x={side === "left" ? plot.x - 8 : plot.x + plot.width + 8} y={y + 3.5}>
          {text}
        </text>
      ))}
    </g>
  );
}

/** Texts of the x axis under their marks. The first and last stay inside the drawing. */
export function XMarks({
  marks,
}: {
  readonly marks: readonly { readonly value: number; readonly text: string }[];
}) {
  const plot = usePlotArea();
  const scale = useXAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const bottom = plot.y + plot.height;
  const right = plot.x + plot.width;
  const places = marks.flatMap(({ value, text }) => {
    const x = scale(value);
    return x === undefined ? [] : [{ x, text, textX: Math.min(x, right + 10 - text.length * 3.2) }];
  });
  return (
    <g {...smallText} textAnchor="middle">
      <path
        d={`M${plot.x} ${bottom + 0.5}H${right}${places.map(({ x }) => `M${x} ${bottom}v4`).join("")}`}
        stroke="var(--input)"
      />
      {places.map(({ x, text, textX }) => (
        <text key={x} x={textX} y={bottom + 16}>
          {text}
        </text>
      ))}
    </g>
  );
}
