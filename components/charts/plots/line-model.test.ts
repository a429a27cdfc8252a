import { expect, test } from "vitest";
import type { LineChartProps } from "@/components/charts/chart-types";
import { lineModel, valueAt } from "@/components/charts/plots/line-model";

const size = { width: 640, height: 280 };
const none = new Set<string>();

function chart(values: readonly (number | null)[], more: Partial<LineChartProps> = {}): LineChartProps {
  return {
    title: "Price",
    source: null,
    x: { kind: "number", label: "Month", values: values.map((_, index) => index) },
    y: { label: "Price", unit: "USD", format: "usd-whole" },
    series: [{ key: "a", label: "A", unit: "USD", values }],
    ...more,
  };
}

test("has nothing to draw without values", () => {
  expect(lineModel(chart([null, null]), none, { from: 0, to: 1 }, size)).toBeNull();
});

test("fits the axis to what is visible in the range", () => {
  const model = lineModel(chart([10, 20, 90]), none, { from: 0, to: 1 }, size);
  expect(model?.left.scale).toMatchObject({ min: 10, max: 20 });
  expect(model?.domain).toEqual([0, 1]);
});

test("makes room for named levels", () => {
  const model = lineModel(
    chart([10, 20], { thresholds: [{ value: 48, label: "break-even" }] }),
    none,
    { from: 0, to: 1 },
    size,
  );
  expect(model?.left.scale.max).toBeGreaterThanOrEqual(48);
});

test("draws years of days with no more rows than pixels", () => {
  const values = Array.from({ length: 1740 }, (_, index) => 40_000 + 9000 * Math.sin(index / 40));
  const model = lineModel(chart(values), none, { from: 0, to: 1739 }, { width: 358, height: 280 });
  expect(model?.rows.length).toBeLessThanOrEqual(358);
  expect(model?.rows.at(-1)).toEqual({ x: 1739, index: 1739 });
});

test("leaves out what a logarithmic axis cannot show", () => {
  expect(valueAt([0], 0, true)).toBeNull();
  expect(valueAt([0], 0, false)).toBe(0);
  expect(valueAt([Number.NaN], 0, false)).toBeNull();
});
