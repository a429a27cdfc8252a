import type { ChartAxis } from "@/components/charts/chart-types";
import { smallText } from "@/components/charts/plots/marks";
import { heatFill, heatSteps } from "@/components/charts/scales/heat-colour";
import { axisTexts } from "@/components/charts/scales/value-text";

interface HeatLegendProps {
  readonly value: ChartAxis;
  readonly limit: number;
  readonly width: number;
}

const shades = Array.from({ length: 2 * heatSteps + 1 }, (_, index) => index - heatSteps);

/** What the shades mean, in units: loss left, zero in the middle, gain right, each with its sign. */
export function HeatLegend({ value, limit, width }: HeatLegendProps) {
  const swatch = Math.max(7, Math.min(14, Math.floor((width * 0.5) / shades.length)));
  const left = width - swatch * shades.length - 14;
  const [low = "", , high = ""] = axisTexts([-limit, 0, limit], value.format);
  const marks = [
    { at: left, text: low },
    { at: left + (swatch * shades.length) / 2, text: "0" },
    { at: left + swatch * shades.length, text: high.startsWith("+") ? high : `+${high}` },
  ];
  return (
    <g {...smallText}>
      <text x="2" y="11" fill="var(--foreground)" fontWeight="500">
        {value.unit === "" ? value.label : `${value.label} (${value.unit})`}
      </text>
      {shades.map((step, index) => (
        <rect
          key={step}
          x={left + index * swatch}
          y="1"
          width={swatch}
          height="11"
          fill={heatFill(step)}
          shapeRendering="crispEdges"
        />
      ))}
      <rect x={left} y="1" width={swatch * shades.length} height="11" fill="none" stroke="var(--border)" />
      {marks.map(({ at, text }) => (
        <text key={text} x={at} y="24" textAnchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}
