import { expect, it } from "vitest";
import { cellReference, cellText, isEmptyCell } from "./batch-cell";

it.each([
  [0, 1, "A1"],
  [2, 17, "C17"],
  [25, 2, "Z2"],
  [26, 2, "AA2"],
  [701, 9, "ZZ9"],
  [702, 9, "AAA9"],
  // The last column that a spreadsheet has.
  [16_383, 1_048_576, "XFD1048576"],
])("cell of column %d in row %d is %s", (column, row, reference) => {
  expect(cellReference(column, row)).toBe(reference);
});

it("shows a cell as the person sees it, at most 200 characters of it", () => {
  expect([cellText(null), cellText(3.5), cellText("a"), cellText({ percent: 2.5 })]).toEqual([
    "",
    "3.5",
    "a",
    "2.5%",
  ]);
  expect(cellText("x".repeat(1000))).toHaveLength(200);
});

it("takes white space for nothing, and a zero for something", () => {
  expect([null, "", " \u00a0\t"].every(isEmptyCell)).toBe(true);
  expect([0, "0", { percent: 0 }].some(isEmptyCell)).toBe(false);
});
