import fc from "fast-check";
import { expect, test } from "vitest";
import { parseNumber, typedNumber } from "@/lib/browser/parse-number";

test.each([
  ["1234.5", 1234.5],
  ["1,234.5", 1234.5],
  ["1 234.5", 1234.5],
  ["1'234'567", 1_234_567],
  ["10k", 10_000],
  ["1.5 M", 1_500_000],
  ["132.72T", 132.72e12],
  ["$0.06", 0.06],
  ["5%", 5],
  ["−3", -3],
  [".5", 0.5],
  ["0.", 0],
  ["1e-3", 0.001],
])("reads %s", (typed, value) => {
  const parsed = parseNumber(typed);
  expect(parsed.kind).toBe("number");
  expect(parsed.kind === "number" ? parsed.value : Number.NaN).toBeCloseTo(value, 12);
});

test("an empty field is empty, not zero", () => {
  expect(parseNumber("  ")).toEqual({ kind: "empty" });
  expect(parseNumber("$")).toEqual({ kind: "empty" });
});

test("a decimal comma is refused with the way to write it", () => {
  expect(parseNumber("0,06")).toEqual({ kind: "wrong", problem: "Write a point for decimals: 0.06" });
  expect(parseNumber("12,5")).toEqual({ kind: "wrong", problem: "Write a point for decimals: 12.5" });
});

test.each(["abc", "1.2.3", "1,23,456", "--1", "12 34", "NaN", "Infinity", "1,234 567"])(
  "refuses %s",
  (typed) => {
    expect(parseNumber(typed).kind).toBe("wrong");
  },
);

test("refuses a number beyond what a computer can hold", () => {
  expect(parseNumber("9e999")).toEqual({ kind: "wrong", problem: "That number is too large" });
});

test("a number written for typing reads back as itself", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e15, max: 1e15, noNaN: true }), (value) => {
      const parsed = parseNumber(typedNumber(value));
      const back = parsed.kind === "number" ? parsed.value : Number.NaN;
      expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-14 + 1e-20);
    }),
  );
});

test("drops the dust of floating point", () => {
  expect(typedNumber(0.07 * 100)).toBe("7");
  expect(typedNumber(1e-7)).toBe("0.0000001");
});
