import { expect, test } from "vitest";
import { linePath } from "@/components/charts/scales/line-path";

const box = { width: 100, height: 20 };

test("runs from the lowest value at the bottom to the highest at the top", () => {
  expect(
    linePath(
      [
        { x: 0, value: 1 },
        { x: 0.5, value: 3 },
        { x: 1, value: 2 },
      ],
      box,
    ),
  ).toBe("M0 20L50 0L100 10");
});

test("breaks at a gap", () => {
  expect(
    linePath(
      [
        { x: 0, value: 1 },
        { x: 0.5, value: null },
        { x: 1, value: 2 },
      ],
      box,
    ),
  ).toBe("M0 20M100 0");
});

test("draws a level line in the middle and nothing without values", () => {
  expect(
    linePath(
      [
        { x: 0, value: 5 },
        { x: 1, value: 5 },
      ],
      box,
    ),
  ).toBe("M0 10L100 10");
  expect(linePath([{ x: 0, value: null }], box)).toBe("");
});
