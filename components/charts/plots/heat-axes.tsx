import type { HeatAxis } from "@/components/charts/chart-types";
import { smallText } from "@/components/charts/plots/marks";
import { axisEnds, type HeatBox, xPx, yPx } from "@/components/charts/scales/heat-geometry";
import { ticksInside } from "@/components/charts/scales/nice-scale";
import { axisTexts } from "@/components/charts/scales/value-text";

interface HeatAxesProps {
  readonly x: HeatAxis;
  readonly y: HeatAxis;
  readonly box: HeatBox;
}

/** Marks on round values and titles with units. */
export function HeatAxes({ x, y, box }: HeatAxesProps) {
  const bottom = box.top + box.height;
  return (
    <g {...smallText}>
      {marks(x, Math.max(2, Math.floor(box.width / 80))).map(({ value, text }) => {
        const at = xPx(value, x.values, box);
        return (
          <g key={value}>
            <path d={`M${at} ${bottom}v4`} stroke="var(--input)" />
            <text x={at} y={bottom + 16} textAnchor="middle">
              {text}
            </text>
          </g>
        );
      })}
      {marks(y, 6).map(({ value, text }) => {
        const at = yPx(value, y.values, box);
        return (
          <g key={value}>
            <path d={`M${box.left - 4} ${at}h4`} stroke="var(--input)" />
            <text x={box.left - 7} y={at + 4} textAnchor="end">
              {text}
            </text>
          </g>
        );
      })}
      <text x="2" y={box.top - 8}>
        {title(y)}
      </text>
      <text x={box.left + box.width} y={bottom + 34} textAnchor="end">
        {title(x)}
      </text>
    </g>
  );
}

function marks(axis: HeatAxis, intervalsMax: number): { value: number; text: string }[] {
  const [from, to] = axisEnds(axis.values);
  const { ticks } = ticksInside(from, to, intervalsMax);
  const texts = axisTexts(ticks, axis.format);
  return ticks.map((value, index) => ({ value, text: texts[index] ?? "" }));
}

function title({ label, unit }: HeatAxis): string {
  return unit === "" ? label : `${label} (${unit})`;
}
