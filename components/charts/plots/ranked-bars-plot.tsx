"use client";

import type { RankedBarsProps } from "@/components/charts/chart-types";
import { EmptyPlot } from "@/components/charts/plots/empty-plot";
import { halo, smallText } from "@/components/charts/plots/marks";
import {
  rankedBarPx,
  rankedBarsHeight,
  rankedBarsLayout,
} from "@/components/charts/scales/ranked-bars-layout";
import { valueWithUnit } from "@/components/charts/scales/value-text";

interface RankedBarsPlotProps {
  readonly chart: RankedBarsProps;
  readonly width: number;
}

const barThickness = 16;

/** The drawing of `RankedBars`. Every figure stands beside its bar, so that nothing has to be pointed at. */
export function RankedBarsPlot({ chart, width }: RankedBarsPlotProps) {
  const { bars, value } = chart;
  if (bars.length === 0) return <EmptyPlot reason="No data to draw." />;
  const texts = bars.map((bar) => valueWithUnit(bar.value, value.format, value.unit));
  const { nameWidthPx, zeroPx, toPx } = rankedBarsLayout(bars, texts, width);
  const height = rankedBarsHeight(bars.length);
  const lettersMax = Math.floor((nameWidthPx - 8) / 6.4);
  const inWords = bars.map(({ label }, place) => `${label} ${texts[place] ?? ""}`).join(", ");
  return (
    <svg
      data-plot=""
      role="img"
      aria-label={`${chart.title}. ${inWords}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block"
    >
      {bars.map((bar, place) => {
        const y = 4 + place * rankedBarPx;
        const end = toPx(bar.value);
        const isLoss = bar.value < 0;
        return (
          <g key={bar.key} fontSize="12" fill="var(--foreground)">
            <title>{`${bar.label}: ${texts[place] ?? ""}`}</title>
            <text x="0" y={y + 18}>
              {bar.label.length > lettersMax ? `${bar.label.slice(0, lettersMax - 1)}…` : bar.label}
            </text>
            <rect
              x={Math.min(zeroPx, end)}
              y={y + (rankedBarPx - barThickness) / 2}
              width={Math.max(1, Math.abs(end - zeroPx))}
              height={barThickness}
              rx="2"
              fill={isLoss ? "var(--heat-loss)" : "var(--heat-gain)"}
            />
            <text
              x={end + (isLoss ? -5 : 5)}
              y={y + 18}
              textAnchor={isLoss ? "end" : "start"}
              {...smallText}
              {...halo}
            >
              {texts[place]}
            </text>
          </g>
        );
      })}
      <path d={`M${zeroPx} 0V${height}`} stroke="var(--input)" strokeWidth="1.5" />
    </svg>
  );
}
