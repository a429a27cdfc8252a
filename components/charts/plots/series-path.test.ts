import { expect, test } from "vitest";
import { bandPath, barPaths, seriesPath } from "@/components/charts/plots/series-path";

const xPx = (x: number) => x * 10;
const yPx = (y: number) => 100 - y;
const walk = (values: readonly (number | null)[]) => ({
  xs: values.map((_, index) => index),
  values,
  xPx,
  yPx,
});

test("joins values and breaks at gaps", () => {
  expect(seriesPath(walk([1, 2, null, 4, 5]), "line")).toBe("M0 99L10 98M30 96L40 95");
});

test("holds a stepped value until the next", () => {
  expect(seriesPath(walk([1, 2]), "step")).toBe("M0 99H10V98");
});

test("draws a lone value as a dot", () => {
  expect(seriesPath(walk([null, 7, null]), "line")).toBe("M10 93h0");
});

test("fills between low and high, stretch by stretch", () => {
  expect(bandPath(walk([1, 2, null, 3, 4]), walk([5, 6, null, 7, 8]))).toBe(
    "M0 95L10 94L10 98L0 99ZM30 93L40 92L40 96L30 97Z",
  );
});

test("stacks gains upwards and costs downwards", () => {
  const [revenue, energy, fee] = barPaths([[10], [-4], [-1]], 1, () => 50, yPx, 8);
  expect(revenue).toBe("M46 100h8V90h-8Z");
  expect(energy).toBe("M46 100h8V104h-8Z");
  expect(fee).toBe("M46 104h8V105h-8Z");
});
