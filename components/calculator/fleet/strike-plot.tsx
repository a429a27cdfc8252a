import { smallText } from "@/components/charts/plots/marks";
import { niceScale } from "@/components/charts/scales/nice-scale";
import { axisTexts } from "@/components/charts/scales/value-text";
import type { RestAdvice } from "@/lib/domain/fleet/fleet";
import { formatUsd } from "@/lib/domain/format/format-usd";

interface StrikePlotProps {
  readonly groups: readonly RestAdvice[];
  readonly width: number;
}

const rowPx = 44;
const axisPx = 40;
const edgePx = 8;

/** px that the drawing of so many lines takes. */
export function strikePlotHeight(lines: number): number {
  return lines * rowPx + axisPx;
}

/** A bar to each line's strike price with a mark at the price it pays. */
export function StrikePlot({ groups, width }: StrikePlotProps) {
  const height = strikePlotHeight(groups.length);
  const highest = Math.max(...groups.flatMap((group) => [group.strikeUsdPerKwh, group.electricityUsdPerKwh]));
  const { ticks, max } = niceScale(0, highest, Math.max(3, Math.floor(width / 110)));
  const texts = axisTexts(ticks, "usd-per-kwh");
  const toPx = (value: number) => edgePx + (value / max) * (width - 2 * edgePx);
  const bottom = groups.length * rowPx + 4;
  const losing = groups.filter(({ switchOff }) => switchOff).length;
  return (
    <svg
      data-plot=""
      role="img"
      aria-label={`Strike price of ${groups.length} lines: ${losing} lose money per kWh. The figures are in the table.`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="block"
    >
      <g {...smallText}>
        {ticks.map((tick, index) => (
          <g key={tick}>
            <path d={`M${toPx(tick)} 0V${bottom}`} stroke="var(--border)" />
            <text
              x={toPx(tick)}
              y={bottom + 14}
              textAnchor={index === 0 ? "start" : index === ticks.length - 1 ? "end" : "middle"}
            >
              {texts[index]}
            </text>
          </g>
        ))}
        <text x={width - edgePx} y={height - 6} textAnchor="end">
          Price per kWh (USD/kWh)
        </text>
      </g>
      {groups.map((group, index) => (
        <StrikeBar key={group.id} group={group} y={index * rowPx} toPx={toPx} width={width} />
      ))}
    </svg>
  );
}

interface StrikeBarProps {
  readonly group: RestAdvice;
  readonly y: number;
  readonly toPx: (value: number) => number;
  readonly width: number;
}

function StrikeBar({ group, y, toPx, width }: StrikeBarProps) {
  const { name, machines, strikeUsdPerKwh: strike, electricityUsdPerKwh: pays, switchOff } = group;
  const figures = `earns ${formatUsd(strike, 4)}, pays ${formatUsd(pays, 4)}${switchOff ? ": loses" : ""}`;
  const paysPx = toPx(pays);
  const room = Math.max(8, Math.floor((width - figures.length * 6.2) / 7));
  const title = `${machines.toLocaleString("en-US")} × ${name}`;
  return (
    <g fontSize="12" fill="var(--foreground)">
      <text x={edgePx} y={y + 15}>
        {title.length > room ? `${title.slice(0, room - 1)}…` : title}
      </text>
      <text
        x={width - edgePx}
        y={y + 15}
        textAnchor="end"
        fill={switchOff ? "var(--loss)" : "var(--muted-foreground)"}
        fontSize="11"
      >
        {figures}
      </text>
      <rect
        x={edgePx}
        y={y + 21}
        width={Math.max(1, toPx(strike) - edgePx)}
        height="14"
        fill={switchOff ? "var(--heat-loss)" : "var(--heat-gain)"}
      />
      <path d={`M${paysPx} ${y + 18}V${y + 38}`} stroke="var(--card)" strokeWidth="5" />
      <path d={`M${paysPx} ${y + 18}V${y + 38}`} stroke="var(--foreground)" strokeWidth="2" />
    </g>
  );
}
