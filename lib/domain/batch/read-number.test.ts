import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber } from "./read-number";

describe("readNumber", () => {
  it.each([
    ["3550", 3550, ""],
    [" 3550 ", 3550, ""],
    ["+12.50", 12.5, ""],
    [".5", 0.5, ""],
    ["1e3", 1000, ""],
    ["-0.02", -0.02, ""],
    ["−5", -5, ""],
    ["1,234.5", 1234.5, ""],
    ["1,234,567", 1_234_567, ""],
    ["1.234,5", 1234.5, ""],
    ["1.234.567", 1_234_567, ""],
    ["1 234,5", 1234.5, ""],
    ["1\u00a0234", 1234, ""],
    ["1'234.50", 1234.5, ""],
    ["0,06", 0.06, ""],
    ["0,065", 0.065, ""],
    ["12,5", 12.5, ""],
    ["1234,567", 1234.567, ""],
    ["$0.06", 0.06, "$"],
    ["US$ 1,200.00", 1200, "$"],
    ["-$5", -5, "$"],
    ["USD 3200", 3200, "$"],
    ["$0.06/kWh", 0.06, "$/kWh"],
    ["2.5%", 2.5, "%"],
    ["2.5 %", 2.5, "%"],
    ["3550 W", 3550, "W"],
    ["3.55kW", 3.55, "kW"],
    ["200T", 200, "T"],
    ["１２３．５", 123.5, ""],
  ])("reads %j as %d %j", (cell, value, unit) => {
    expect(readNumber(cell, false)).toEqual({ kind: "number", value, unit });
  });

  it.each(["3,550", "$1,200", "12,345 W", "-1,234"])("shows both readings of %j", (cell) => {
    const read = readNumber(cell, false);
    const digits = /\d+,\d+/.exec(cell)?.[0] ?? "";
    expect(read).toMatchObject({ kind: "wrong" });
    expect(read.kind === "wrong" && read.rule).toContain(digits.replace(",", ""));
    expect(read.kind === "wrong" && read.rule).toContain(digits.replace(",", "."));
  });

  it("knows which one it is where only whole numbers make sense", () => {
    expect(readNumber("3,550", true)).toMatchObject({ value: 3550 });
  });

  it.each([
    ["", null],
    ["S21", null],
    ["1,23,456", null],
    ["1.2.3", null],
    ["1,2345.6", null],
    ["10²", "unit"],
    ["½", null],
    ["#REF!", "formula"],
    ["#DIV/0!", "formula"],
    ["n/a", "empty"],
    ["-", "empty"],
    ["€0.06", "USD"],
    ["1".repeat(101), null],
  ])("does not make a number of %j", (cell, advice) => {
    const read = readNumber(cell, false);
    if (advice === "unit") expect(read).toMatchObject({ kind: "number", value: 10, unit: "²" });
    else expect(read.kind).toBe("wrong");
    if (read.kind === "wrong" && advice !== null) expect(read.suggestion).toContain(advice);
  });

  it("reads back every number as English and German write it, unless both could have written it", () => {
    const figure = fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(
        figure,
        fc.integer({ min: 0, max: 6 }),
        fc.constantFrom("en-US", "de-DE"),
        (any, decimals, locale) => {
          const options = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
          const text = any.toLocaleString(locale, options);
          const meant = Number(any.toLocaleString("en-US", { ...options, useGrouping: false }));
          const read = readNumber(text, false);
          if (read.kind === "number") {
            // "1.234" in German is also how everybody else writes one and a bit; a point alone is a decimal point.
            const isPointOnly = locale === "de-DE" && /^-?\d{1,3}\.\d{3}$/.test(text);
            if (!isPointOnly) expect(read.value + 0).toBe(meant + 0);
          } else {
            expect(text).toMatch(/^-?[1-9]\d{0,2},\d{3}$/);
          }
        },
      ),
    );
  });

  it("takes any text in good time", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("1", ",", ".", " ", "'", "e", "-", "$"), maxLength: 5000 }),
        (text) => {
          expect(["number", "wrong"]).toContain(readNumber(text, false).kind);
        },
      ),
    );
  });
});
