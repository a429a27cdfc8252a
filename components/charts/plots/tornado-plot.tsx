"use client";

import { type KeyboardEvent, useId, useState } from "react";
import type { TornadoProps } from "@/components/charts/chart-types";
import { EmptyPlot } from "@/components/charts/plots/empty-plot";
import { axisOf, axisTitle } from "@/components/charts/plots/line-model";
import { halo, smallText } from "@/components/charts/plots/marks";
import { endLabels, type TornadoRow, tornadoRows } from "@/components/charts/scales/tornado-order";
import { tornadoSizes } from "@/components/charts/scales/tornado-sizes";
import { valueWithUnit } from "@/components/charts/scales/value-text";

interface TornadoPlotProps {
  readonly chart: TornadoProps;
  readonly width: number;
}

const wideFrom = 560;

/** The drawing of `Tornado` with its readout: point at a bar or walk with arrow keys. */
export function TornadoPlot({ chart, width }: TornadoPlotProps) {
  const readoutId = useId();
  const [active, setActive] = useState<number | null>(null);
  const rows = tornadoRows(chart.inputs, chart.base);
  if (rows.length === 0) return <EmptyPlot reason="No input has an effect that is known." />;
  const layout = layoutOf(chart, rows, width);
  const height = tornadoSizes.top + rows.length * tornadoSizes.row + tornadoSizes.bottom;
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setActive(Math.max(0, Math.min(rows.length - 1, (active ?? -1) + step)));
  };
  const shown = active === null ? undefined : rows[active];
  return (
    <>
      <div
        role="application"
        aria-roledescription="tornado chart"
        aria-label={`${chart.title}: ${chart.outcome.label} now ${say(chart, chart.base)}. Widest: ${rows[0]?.input.label ?? ""}. Arrow keys walk along the inputs.`}
        aria-describedby={readoutId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: bars walked by arrow keys have to take the focus
        tabIndex={0}
        onKeyDown={walk}
        onBlur={() => setActive(null)}
        onPointerLeave={(event) => event.pointerType === "touch" || setActive(null)}
        onPointerMove={(event) => {
          const y = event.clientY - event.currentTarget.getBoundingClientRect().top - tornadoSizes.top;
          const index = Math.floor(y / tornadoSizes.row);
          setActive(index >= 0 && index < rows.length ? index : null);
        }}
        className="touch-pan-y"
      >
        <svg
          data-plot=""
          aria-hidden="true"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          className="block"
        >
          {active !== null && (
            <rect
              data-picture="hide"
              x="0"
              y={tornadoSizes.top + active * tornadoSizes.row}
              width={width}
              height={tornadoSizes.row}
              rx="4"
              fill="var(--hover)"
            />
          )}
          <OutcomeAxis chart={chart} layout={layout} height={height} width={width} />
          {rows.map((row, index) => (
            <TornadoBar
              key={row.input.key}
              row={row}
              base={chart.base}
              layout={layout}
              y={tornadoSizes.top + index * tornadoSizes.row}
              width={width}
            />
          ))}
          <BaseLine chart={chart} layout={layout} height={height} width={width} />
        </svg>
      </div>
      <p
        id={readoutId}
        aria-live="polite"
        className="line-clamp-2 pt-1.5 text-xs"
        style={{ height: tornadoSizes.readout }}
      >
        {shown === undefined ? (
          <span className="text-muted-foreground">Point at a bar, or use the arrow keys, to read it.</span>
        ) : (
          <>
            <span className="font-semibold">{shown.input.label}:</span> {shown.input.lowLabel} gives{" "}
            {say(chart, shown.input.low)}, {shown.input.highLabel} gives {say(chart, shown.input.high)}
          </>
        )}
      </p>
    </>
  );
}

interface Layout {
  readonly isWide: boolean;
  readonly axis: ReturnType<typeof axisOf>;
  readonly toPx: (value: number) => number;
}

function layoutOf(chart: TornadoProps, rows: readonly TornadoRow[], width: number): Layout {
  const isWide = width >= wideFrom;
  const low = Math.min(...rows.map(({ from }) => from));
  const high = Math.max(...rows.map(({ to }) => to));
  const axis = axisOf({ ...chart.outcome, scale: "linear" }, low, high, isWide ? 360 : 220);
  const longest = (texts: readonly string[]) => Math.max(...texts.map((text) => text.length));
  const ends = rows.map(({ input }) => endLabels(input, chart.base));
  const names = isWide ? Math.min(210, longest(rows.map(({ input }) => input.label)) * 6.6 + 14) : 4;
  const left = names + (isWide ? longest(ends.map(({ below }) => below)) * 5.8 + 10 : 16);
  const right = width - (isWide ? longest(ends.map(({ above }) => above)) * 5.8 + 10 : 20);
  // The axis runs over round values, but bars use all the room there is: marks outside are left out.
  const pad = (high - low || 1) * 0.01;
  const toPx = (value: number) => left + ((value - low + pad) / (high - low + 2 * pad || 1)) * (right - left);
  return { isWide, axis, toPx };
}

interface PartProps {
  readonly chart: TornadoProps;
  readonly layout: Layout;
  readonly width: number;
  readonly height: number;
}

function OutcomeAxis({ chart, layout: { axis, toPx }, width, height }: PartProps) {
  const bottom = height - tornadoSizes.bottom + 4;
  const marks = axis.scale.ticks
    .map((tick) => ({ tick, at: toPx(tick) }))
    .filter(({ at }) => at > 12 && at < width - 12);
  return (
    <g {...smallText}>
      {marks.map(({ tick, at }) => (
        <g key={tick}>
          <path
            d={`M${at} ${tornadoSizes.top}V${bottom}`}
            stroke="var(--border)"
            {...(tick === 0 ? { stroke: "var(--input)", strokeWidth: 1.5 } : {})}
          />
          <text x={at} y={bottom + 14} textAnchor="middle">
            {axis.texts.get(tick)}
          </text>
        </g>
      ))}
      <text x={width - 2} y={height - 8} textAnchor="end">
        {axisTitle(chart.outcome)}
      </text>
    </g>
  );
}

interface TornadoBarProps {
  readonly row: TornadoRow;
  readonly base: number;
  readonly layout: Layout;
  readonly y: number;
  readonly width: number;
}

function TornadoBar({ row, base, layout: { isWide, toPx }, y, width }: TornadoBarProps) {
  const { label, lowLabel, highLabel } = row.input;
  const ends = endLabels(row.input, base);
  const [from, middle, to] = [toPx(row.from), toPx(base), toPx(row.to)];
  const [top, thickness] = isWide ? [y + 9, 18] : [y + 18, 12];
  return (
    <g fontSize="12" fill="var(--foreground)">
      {isWide ? (
        <text x="2" y={y + 22}>
          {label}
        </text>
      ) : (
        <>
          <text x="2" y={y + 13} fontWeight="500">
            {label}
          </text>
          <text x={width - 2} y={y + 13} textAnchor="end" {...smallText}>
            {lowLabel} to {highLabel}
          </text>
        </>
      )}
      <rect x={from} y={top} width={Math.max(0, middle - from)} height={thickness} fill="var(--heat-loss)" />
      <rect x={middle} y={top} width={Math.max(0, to - middle)} height={thickness} fill="var(--heat-gain)" />
      {isWide && (
        <g {...smallText} {...halo}>
          <text x={from - 5} y={y + 22} textAnchor="end">
            {ends.below}
          </text>
          <text x={to + 5} y={y + 22}>
            {ends.above}
          </text>
        </g>
      )}
    </g>
  );
}

function BaseLine({ chart, layout: { toPx }, width, height }: PartProps) {
  const at = toPx(chart.base);
  const words = `now ${say(chart, chart.base)}`;
  const half = words.length * 3.3;
  return (
    <g>
      <path
        d={`M${at} ${tornadoSizes.top - 4}V${height - tornadoSizes.bottom + 4}`}
        stroke="var(--primary)"
        strokeWidth="2"
      />
      <text
        x={Math.max(half, Math.min(width - half, at))}
        y="13"
        textAnchor="middle"
        fontSize="12"
        fontWeight="600"
        fill="var(--foreground)"
        {...halo}
      >
        {words}
      </text>
    </g>
  );
}

function say({ outcome }: TornadoProps, value: number | null): string {
  return valueWithUnit(value, outcome.format, outcome.unit);
}
