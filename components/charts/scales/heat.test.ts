import fc from "fast-check";
import { expect, test } from "vitest";
import { heatFill, heatLimit, heatStep, heatSteps } from "@/components/charts/scales/heat-colour";
import {
  axisEnds,
  cellAt,
  cellEdges,
  heatLinePath,
  xPx,
  yPx,
} from "@/components/charts/scales/heat-geometry";

const box = { left: 50, top: 40, width: 300, height: 200 };
const xs = [0, 10, 20];
const ys = [1, 2, 3, 4];

test("holds zero in the middle, at the same distance from both ends", () => {
  const limit = heatLimit([
    [-3, null],
    [7.2, 0],
  ]);
  expect(limit).toBe(8);
  expect(heatStep(limit, limit)).toBe(heatSteps);
  expect(heatStep(-limit, limit)).toBe(-heatSteps);
  expect(heatStep(0, limit)).toBe(0);
});

test("shows the sign of the smallest gain and loss", () => {
  expect(heatStep(1e-9, 100)).toBe(1);
  expect(heatStep(-1e-9, 100)).toBe(-1);
});

test("grows darker with the value and is alike on both sides", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 100, noNaN: true }),
      (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(heatStep(low, 100)).toBeLessThanOrEqual(heatStep(high, 100));
        expect(heatStep(-high, 100)).toBe(-heatStep(high, 100) + 0);
      },
    ),
  );
});

test("mixes the colours of loss and gain into the middle", () => {
  expect(heatFill(0)).toBe("var(--heat-middle)");
  expect(heatFill(heatSteps)).toContain("--heat-gain) 100%");
  expect(heatFill(-1)).toContain("--heat-loss) 12%");
});

test("puts values in the middles of their cells", () => {
  expect(axisEnds(xs)).toEqual([-5, 25]);
  expect(xPx(0, xs, box)).toBe(100);
  expect(xPx(20, xs, box)).toBe(300);
  expect(yPx(1, ys, box)).toBe(215);
  expect(yPx(4, ys, box)).toBe(65);
});

test("draws the break-even line in data coordinates and breaks it at null", () => {
  const line = [
    { x: 0, y: 1 },
    { x: 10, y: 2.5 },
    { x: 15, y: null },
    { x: 20, y: 4 },
  ];
  expect(heatLinePath(line, xs, ys, box)).toBe("M100.0 215.0L200.0 140.0M300.0 65.0");
});

test("holds a line that runs away near the box", () => {
  expect(heatLinePath([{ x: 0, y: 1e12 }], xs, ys, box)).toBe("M100.0 -560.0");
});

test("finds the cell under the pointer", () => {
  expect(cellAt({ x: 51, y: 239 }, 3, 4, box)).toEqual({ column: 0, row: 0 });
  expect(cellAt({ x: 349, y: 41 }, 3, 4, box)).toEqual({ column: 2, row: 3 });
  expect(cellAt({ x: 10, y: 100 }, 3, 4, box)).toBeNull();
});

test("shares whole-pixel edges between neighbours", () => {
  expect(cellEdges(3, 50, 100)).toEqual([50, 83, 117, 150]);
});
