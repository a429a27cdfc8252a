import { expect, test } from "vitest";
import { barsModel, nearest, stackEnds } from "@/components/charts/plots/bars-model";

const series = (key: string, values: readonly (number | null)[]) => ({
  key,
  label: key,
  unit: "USD",
  values,
});

test("reaches from the deepest cost to the highest revenue", () => {
  const bars = [series("revenue", [100, 80]), series("energy", [-60, -70]), series("fee", [-5, -4])];
  expect(stackEnds(bars, series("sum", [35, -120]), 2)).toEqual({ low: -120, high: 100 });
});

test("has nothing to draw without values", () => {
  expect(stackEnds([series("a", [null])], null, 1)).toBeNull();
});

test("puts the marks of the axis on periods", () => {
  const model = barsModel(
    {
      title: "Profit",
      source: null,
      x: { kind: "number", label: "Month", format: "month", values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
      y: { label: "USD a month", unit: "", format: "usd-whole" },
      bars: [series("a", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])],
    },
    new Set(),
    { width: 320, height: 280 },
  );
  expect(model?.xTicks).toEqual([
    { index: 2, text: "3" },
    { index: 5, text: "6" },
    { index: 8, text: "9" },
    { index: 11, text: "12" },
  ]);
  expect(model?.left.scale.min).toBe(0);
});

test("puts the marks of a histogram where its stretches meet", () => {
  const model = barsModel(
    {
      title: "Net present value",
      source: null,
      x: {
        kind: "number",
        label: "NPV",
        format: "usd-whole",
        binWidth: 1000,
        values: [-1500, -500, 500, 1500],
      },
      y: { label: "Share", unit: "", format: "percent" },
      bars: [series("a", [0.1, 0.4, 0.3, 0.2])],
    },
    new Set(),
    { width: 600, height: 280 },
  );
  expect(model?.xTicks).toContainEqual({ index: 1.5, text: "$0" });
  expect(model?.xTicks).toContainEqual({ index: 3.5, text: "$2,000" });
});

test("finds the nearest period", () => {
  expect(nearest([0, 10, 20], 14)).toBe(1);
});
