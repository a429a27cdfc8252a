"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import type { ChartX } from "@/components/charts/chart-types";
import type { IndexRange } from "@/components/charts/frame/series-table";
import { decimate } from "@/components/charts/scales/decimate";
import { linePath } from "@/components/charts/scales/line-path";
import { xNumbers, xText } from "@/components/charts/scales/x-values";

interface RangeBrushProps {
  readonly x: ChartX;
  readonly values: readonly (number | null)[];
  readonly range: IndexRange;
  readonly onRange: (range: IndexRange) => void;
  readonly width: number;
}

type Grip = "from" | "to" | "both";

const height = 30;
/** Fewer positions than this are not worth a chart. */
const spanMin = 7;

/** The whole run in small, with a window over it: drag its ends or its middle, or use arrow keys on the ends. */
export function RangeBrush({ x, values, range, onRange, width }: RangeBrushProps) {
  const drag = useRef<{ grip: Grip; startPx: number; range: IndexRange } | null>(null);
  const last = Math.max(1, x.values.length - 1);
  const toPx = (index: number) => (index / last) * width;
  const move = (grip: Grip, start: IndexRange, steps: number) => onRange(moved(start, grip, steps, last));
  const press = (grip: Grip) => (event: PointerEvent<Element>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { grip, startPx: event.clientX, range };
  };
  const dragging = {
    onPointerMove: (event: PointerEvent<Element>) => {
      const now = drag.current;
      if (now !== null) move(now.grip, now.range, Math.round(((event.clientX - now.startPx) / width) * last));
    },
    onPointerUp: () => {
      drag.current = null;
    },
  };
  const [left, right] = [toPx(range.from), toPx(range.to)];
  return (
    <div
      className="relative mt-3 touch-none select-none print:hidden"
      style={{ height, width }}
      data-print="hide"
    >
      <Overview values={values} width={width} />
      <div className="absolute inset-y-0 left-0 bg-card/70" style={{ width: left }} />
      <div className="absolute inset-y-0 right-0 bg-card/70" style={{ width: width - right }} />
      <div
        className="absolute inset-y-0 cursor-grab rounded-sm border border-input bg-foreground/5 active:cursor-grabbing"
        style={{ left, width: Math.max(2, right - left) }}
        onPointerDown={press("both")}
        {...dragging}
      />
      {(["from", "to"] as const).map((grip) => (
        <div
          key={grip}
          role="slider"
          tabIndex={0}
          aria-label={grip === "from" ? "First position shown" : "Last position shown"}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={range[grip]}
          aria-valuetext={xText(x, xNumbers(x)[range[grip]] ?? 0)}
          onPointerDown={press(grip)}
          {...dragging}
          onKeyDown={(event) => keyMove(event, (steps) => move(grip, range, steps), last)}
          className="absolute inset-y-0 grid w-5 -translate-x-1/2 cursor-ew-resize place-items-center coarse:w-9"
          style={{ left: grip === "from" ? left : right }}
        >
          <span className="h-5 w-2 rounded-sm border border-input bg-popover shadow-card" />
        </div>
      ))}
    </div>
  );
}

function Overview({
  values,
  width,
}: {
  readonly values: readonly (number | null)[];
  readonly width: number;
}) {
  const kept = decimate([values], Math.max(60, width));
  const last = Math.max(1, values.length - 1);
  const path = linePath(
    kept.map((index) => ({ x: index / last, value: values[index] ?? null })),
    { width, height: height - 4 },
  );
  return (
    <svg aria-hidden="true" width={width} height={height} className="absolute inset-0 rounded-sm bg-muted">
      <path
        d={path}
        transform="translate(0 2)"
        fill="none"
        stroke="var(--muted-foreground)"
        strokeWidth="1"
      />
    </svg>
  );
}

function moved(start: IndexRange, grip: Grip, steps: number, last: number): IndexRange {
  const span = Math.min(spanMin, last);
  if (grip === "from") return { from: clamp(start.from + steps, 0, start.to - span), to: start.to };
  if (grip === "to") return { from: start.from, to: clamp(start.to + steps, start.from + span, last) };
  const shift = clamp(steps, -start.from, last - start.to);
  return { from: start.from + shift, to: start.to + shift };
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}

function keyMove(event: KeyboardEvent, move: (steps: number) => void, last: number): void {
  const large = Math.max(1, Math.round(last / 20));
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -large,
    PageUp: large,
    Home: -last,
    End: last,
  };
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  move(event.shiftKey ? step * large : step);
}
