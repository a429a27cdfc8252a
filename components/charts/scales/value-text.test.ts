import { expect, test } from "vitest";
import { axisTexts, valueText, valueWithUnit } from "@/components/charts/scales/value-text";

test("writes the marks of an axis in one magnitude", () => {
  expect(axisTexts([0, 50_000, 100_000], "usd")).toEqual(["$0", "$50k", "$100k"]);
  expect(axisTexts([-500, 0, 1500], "usd")).toEqual(["-$500", "$0", "$1,500"]);
  expect(axisTexts([-2500, 0, 10_000], "usd")).toEqual(["-$2.5k", "$0", "$10.0k"]);
  expect(axisTexts([0, 5e13, 1e14], "difficulty")).toEqual(["0", "50 T", "100 T"]);
  expect(axisTexts([0, 0.05, 0.1], "percent")).toEqual(["0 %", "5 %", "10 %"]);
  expect(axisTexts([0.04, 0.05, 0.06], "usd-per-kwh")).toEqual(["$0.04", "$0.05", "$0.06"]);
  expect(axisTexts([6e8, 8e8], "hashrate")).toEqual(["600 EH/s", "800 EH/s"]);
});

test("gives neighbours the decimals that tell them apart", () => {
  expect(axisTexts([1_250_000, 1_500_000], "usd-whole")).toEqual(["$1.25M", "$1.50M"]);
});

test("writes heights in full", () => {
  expect(axisTexts([1_050_000, 1_100_000], "integer")).toEqual(["1,050,000", "1,100,000"]);
});

test("names the unit once", () => {
  expect(valueWithUnit(48.27, "usd", "USD")).toBe("$48.27");
  expect(valueWithUnit(17.8, "decimal", "J/TH")).toBe("17.80 J/TH");
  expect(valueWithUnit(null, "decimal", "J/TH")).toBe("no data");
});

test("keeps four digits of small numbers", () => {
  expect(valueText(0.012345)).toBe("0.01235");
  expect(valueText(48.2789)).toBe("48.28");
});
