import type { HeatPoint } from "@/components/charts/chart-types";

/** Where the grid of a heat map stands on its drawing, px. */
export interface HeatBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Data coordinates at the outer edges of the first and last cell. A single value gets a cell of its own size. */
export function axisEnds(values: readonly number[]): readonly [number, number] {
  const first = values[0] ?? 0;
  const last = values.at(-1) ?? first;
  const step = values.length > 1 ? (last - first) / (values.length - 1) : Math.abs(first) * 0.2 || 1;
  return [first - step / 2, last + step / 2];
}

/** px of an x in data coordinates. */
export function xPx(x: number, values: readonly number[], box: HeatBox): number {
  const [from, to] = axisEnds(values);
  return box.left + ((x - from) / (to - from)) * box.width;
}

/** px of a y in data coordinates; greater values stand higher. */
export function yPx(y: number, values: readonly number[], box: HeatBox): number {
  const [from, to] = axisEnds(values);
  return box.top + box.height - ((y - from) / (to - from)) * box.height;
}

/** Whole-pixel edges of `count` cells along `length` px, one more than cells: neighbours share an edge, nothing blurs. */
export function cellEdges(count: number, start: number, length: number): number[] {
  return Array.from({ length: count + 1 }, (_, index) => Math.round(start + (index * length) / count));
}

/** SVG path of a line in data coordinates over the grid; `null` breaks it, and it may leave the box (clip it). */
export function heatLinePath(
  points: readonly HeatPoint[],
  xValues: readonly number[],
  yValues: readonly number[],
  box: HeatBox,
): string {
  let path = "";
  let isDown = false;
  for (const { x, y } of points) {
    if (y === null || !Number.isFinite(y)) {
      isDown = false;
      continue;
    }
    // Far outside, a renderer loses precision: the line is held within three heights of the box.
    const at = Math.max(box.top - 3 * box.height, Math.min(box.top + 4 * box.height, yPx(y, yValues, box)));
    path += `${isDown ? "L" : "M"}${xPx(x, xValues, box).toFixed(1)} ${at.toFixed(1)}`;
    isDown = true;
  }
  return path;
}

/** Cell under a place on the drawing, or `null` outside the grid. Row 0 is the lowest y. */
export function cellAt(
  at: { readonly x: number; readonly y: number },
  columns: number,
  rows: number,
  box: HeatBox,
): { readonly column: number; readonly row: number } | null {
  const column = Math.floor(((at.x - box.left) / box.width) * columns);
  const row = rows - 1 - Math.floor(((at.y - box.top) / box.height) * rows);
  return column < 0 || column >= columns || row < 0 || row >= rows ? null : { column, row };
}

/** Where along the visible part of the line its name stands: a point inside the box, two thirds along; `null` if none is. */
export function lineNameAt(
  points: readonly HeatPoint[],
  xValues: readonly number[],
  yValues: readonly number[],
  box: HeatBox,
): { readonly x: number; readonly y: number } | null {
  const inside = points.flatMap(({ x, y }) => {
    if (y === null) return [];
    const at = { x: xPx(x, xValues, box), y: yPx(y, yValues, box) };
    const isInside =
      at.x > box.left &&
      at.x < box.left + box.width &&
      at.y > box.top + 18 &&
      at.y < box.top + box.height - 6;
    return isInside ? [at] : [];
  });
  return inside[Math.floor((inside.length * 2) / 3)] ?? null;
}
