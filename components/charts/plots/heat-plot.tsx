"use client";

import { type KeyboardEvent, type PointerEvent, useId, useMemo, useState } from "react";
import type { HeatMapProps } from "@/components/charts/chart-types";
import { EmptyPlot } from "@/components/charts/plots/empty-plot";
import { HeatAxes } from "@/components/charts/plots/heat-axes";
import { HeatCells } from "@/components/charts/plots/heat-cells";
import { HeatLegend } from "@/components/charts/plots/heat-legend";
import { Here, halo } from "@/components/charts/plots/marks";
import { heatLimit } from "@/components/charts/scales/heat-colour";
import {
  cellAt,
  cellEdges,
  type HeatBox,
  heatLinePath,
  lineNameAt,
  xPx,
  yPx,
} from "@/components/charts/scales/heat-geometry";
import { ticksInside } from "@/components/charts/scales/nice-scale";
import { axisTexts, valueWithUnit } from "@/components/charts/scales/value-text";

interface HeatPlotProps {
  readonly chart: HeatMapProps;
  readonly width: number;
  readonly height: number;
}

interface Cell {
  readonly column: number;
  readonly row: number;
}

/** px of the readout: two lines where it does not fit one. */
function readoutRoom(width: number): number {
  return width < 520 ? 42 : 26;
}

/** The drawing of `HeatMap` with its readout: point, touch, or walk the cells with arrow keys. */
export function HeatPlot({ chart, width, height }: HeatPlotProps) {
  const readoutId = useId();
  const [cell, setCell] = useState<Cell | null>(null);
  const readoutHeight = readoutRoom(width);
  const columns = chart.x.values.length;
  const rows = chart.y.values.length;
  const box = useMemo(() => boxOf(chart, width, height - readoutRoom(width)), [chart, width, height]);
  if (columns === 0 || rows === 0) return <EmptyPlot reason="No data to draw." />;
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const origin = event.currentTarget.getBoundingClientRect();
    setCell(cellAt({ x: event.clientX - origin.left, y: event.clientY - origin.top }, columns, rows, box));
  };
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const next = walked(event.key, cell ?? hereCell(chart, box), columns, rows);
    if (next === undefined) return;
    event.preventDefault();
    setCell(next);
  };
  return (
    <>
      <div
        role="application"
        aria-roledescription="heat map"
        aria-label={`${chart.title}: ${chart.value.label} over ${chart.x.label} and ${chart.y.label}. Arrow keys walk along the cells.`}
        aria-describedby={readoutId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a grid walked by arrow keys has to take the focus
        tabIndex={0}
        onPointerMove={point}
        onPointerDown={point}
        onPointerLeave={(event) => event.pointerType === "touch" || setCell(null)}
        onKeyDown={walk}
        onBlur={() => setCell(null)}
        className="touch-pan-y"
      >
        <svg
          data-plot=""
          aria-hidden="true"
          width={width}
          height={height - readoutHeight}
          viewBox={`0 0 ${width} ${height - readoutHeight}`}
          className="block"
        >
          <HeatDrawing chart={chart} box={box} width={width} />
          {cell !== null && <CellOutline cell={cell} columns={columns} rows={rows} box={box} />}
        </svg>
      </div>
      <p
        id={readoutId}
        aria-live="polite"
        className="line-clamp-2 pt-1.5 text-xs"
        style={{ height: readoutHeight }}
      >
        {cell === null ? (
          <span className="text-muted-foreground">Point at a cell, or use the arrow keys, to read it.</span>
        ) : (
          readout(chart, cell)
        )}
      </p>
    </>
  );
}

/** Everything but the outlined cell, so that moving the pointer draws nothing anew. */
function HeatDrawing({
  chart,
  box,
  width,
}: {
  readonly chart: HeatMapProps;
  readonly box: HeatBox;
  readonly width: number;
}) {
  const clipId = useId();
  return useMemo(() => {
    const { x, y, cells, value, breakEven = [], current } = chart;
    const limit = heatLimit(cells);
    const line = heatLinePath(breakEven, x.values, y.values, box);
    const name = lineNameAt(breakEven, x.values, y.values, box);
    const isNameLeft = name !== null && name.x > box.left + box.width * 0.7;
    return (
      <>
        <clipPath id={clipId}>
          <rect x={box.left} y={box.top} width={box.width} height={box.height} />
        </clipPath>
        <HeatLegend value={value} limit={limit} width={width} />
        <HeatCells cells={cells} limit={limit} box={box} />
        <HeatAxes x={x} y={y} box={box} />
        <g clipPath={`url(#${clipId})`} fill="none" strokeLinejoin="round">
          <path d={line} stroke="var(--card)" strokeWidth="4.5" />
          <path d={line} stroke="var(--foreground)" strokeWidth="2" />
        </g>
        {name !== null && (
          <text
            x={name.x + (isNameLeft ? -8 : 8)}
            y={name.y - 8}
            textAnchor={isNameLeft ? "end" : "start"}
            fontSize="12"
            fontWeight="600"
            fill="var(--foreground)"
            {...halo}
            strokeWidth="4"
          >
            break-even
          </text>
        )}
        {current !== undefined && isInside(current, chart, box) && (
          <Here
            at={{ x: xPx(current.x, x.values, box), y: yPx(current.y, y.values, box) }}
            label={current.label ?? "you are here"}
            right={box.left + box.width}
          />
        )}
      </>
    );
  }, [chart, box, width, clipId]);
}

function CellOutline({
  cell,
  columns,
  rows,
  box,
}: {
  readonly cell: Cell;
  readonly columns: number;
  readonly rows: number;
  readonly box: HeatBox;
}) {
  const xs = cellEdges(columns, box.left, box.width);
  const ys = cellEdges(rows, box.top, box.height);
  const left = xs[cell.column] ?? 0;
  const top = ys[rows - 1 - cell.row] ?? 0;
  const size = { width: (xs[cell.column + 1] ?? 0) - left, height: (ys[rows - cell.row] ?? 0) - top };
  return (
    <g data-picture="hide" fill="none">
      <rect
        x={left - 1}
        y={top - 1}
        width={size.width + 2}
        height={size.height + 2}
        stroke="var(--card)"
        strokeWidth="3"
      />
      <rect
        x={left - 1}
        y={top - 1}
        width={size.width + 2}
        height={size.height + 2}
        stroke="var(--foreground)"
        strokeWidth="1.5"
      />
    </g>
  );
}

/** Room for the legend above, axis texts left and below. */
function boxOf({ y }: HeatMapProps, width: number, height: number): HeatBox {
  const [low, high] = [y.values[0] ?? 0, y.values.at(-1) ?? 1];
  const texts = axisTexts(ticksInside(low, high, 6).ticks, y.format);
  const left = Math.ceil(Math.max(...texts.map((text) => text.length), 2) * 6.4) + 12;
  const top = 52;
  return { left, top, width: Math.max(40, width - left - 18), height: Math.max(40, height - top - 40) };
}

function isInside(
  at: { readonly x: number; readonly y: number },
  { x, y }: HeatMapProps,
  box: HeatBox,
): boolean {
  const [px, py] = [xPx(at.x, x.values, box), yPx(at.y, y.values, box)];
  return px >= box.left && px <= box.left + box.width && py >= box.top && py <= box.top + box.height;
}

function hereCell({ x, y, current }: HeatMapProps, box: HeatBox): Cell {
  const middle = { column: Math.floor(x.values.length / 2), row: Math.floor(y.values.length / 2) };
  if (current === undefined) return middle;
  const at = { x: xPx(current.x, x.values, box), y: yPx(current.y, y.values, box) };
  return cellAt(at, x.values.length, y.values.length, box) ?? middle;
}

/** The cell after a key; `null` puts the outline away, `undefined` for keys that mean nothing here. */
function walked(key: string, from: Cell, columns: number, rows: number): Cell | null | undefined {
  if (key === "Escape") return null;
  const moves: Record<string, readonly [number, number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, 1],
    ArrowDown: [0, -1],
  };
  const move = moves[key];
  if (move === undefined) return undefined;
  return {
    column: Math.max(0, Math.min(columns - 1, from.column + move[0])),
    row: Math.max(0, Math.min(rows - 1, from.row + move[1])),
  };
}

function readout({ x, y, value, cells }: HeatMapProps, { column, row }: Cell) {
  const amount = cells[row]?.[column] ?? null;
  const sign = amount !== null && amount > 0 ? "+" : "";
  return (
    <>
      <span className="font-semibold">
        {value.label} {sign}
        {valueWithUnit(amount, value.format, value.unit)}
      </span>{" "}
      <span className="text-muted-foreground">
        at {x.label.toLowerCase()} {valueWithUnit(x.values[column] ?? null, x.format, x.unit)},{" "}
        {y.label.toLowerCase()} {valueWithUnit(y.values[row] ?? null, y.format, y.unit)}
      </span>
    </>
  );
}
