import type { ChartColour } from "@/components/charts/chart-types";
import { linePath } from "@/components/charts/scales/line-path";
import { cssColour } from "@/components/charts/scales/series-look";

export interface SparklineProps {
  /** Oldest first; `null` is a gap. */
  readonly values: readonly (number | null)[];
  /** Read out instead of the drawing: "Price, last 30 days: up 4.2 %". */
  readonly label: string;
  /** px; drawn at this size, crisp. */
  readonly width?: number;
  readonly height?: number;
  readonly colour?: ChartColour;
  readonly className?: string;
}

const edge = 3;

/** A line of a word's size: pure SVG, no script, server or client. The newest value has a dot. */
export function Sparkline({
  values,
  label,
  width = 96,
  height = 28,
  colour = "chart-1",
  className,
}: SparklineProps) {
  const last = Math.max(1, values.length - 1);
  const box = { width: width - 2 * edge, height: height - 2 * edge };
  const points = values.map((value, index) => ({ x: index / last, value }));
  const path = linePath(points, box);
  const end = /([\d.]+) ([\d.]+)$/.exec(path);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={className}
    >
      <g transform={`translate(${edge} ${edge})`}>
        <path
          d={path}
          fill="none"
          stroke={cssColour(colour)}
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        {end !== null && <circle cx={end[1]} cy={end[2]} r="2" fill={cssColour(colour)} />}
      </g>
    </svg>
  );
}
