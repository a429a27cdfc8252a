import { expect, test } from "vitest";
import { toCsv } from "@/lib/spreadsheet/writing/csv";

test("writes numbers in full and missing values as nothing", () => {
  expect(
    toCsv([
      ["day", "close"],
      ["2026-10-06", 104231.123456],
      ["2026-10-07", null],
    ]),
  ).toBe("day,close\r\n2026-10-06,104231.123456\r\n2026-10-07,\r\n");
});

test("quotes what would break a row", () => {
  expect(toCsv([['say "hi", twice\nor so']])).toBe('"say ""hi"", twice\nor so"\r\n');
});

test.each(["=1+1", "+1", "-1", "@x", " =1"])("takes the formula out of %j", (text) => {
  expect(toCsv([[text]])).toBe(`'${text}\r\n`);
});

test("leaves negative numbers alone", () => {
  expect(toCsv([[-1.5]])).toBe("-1.5\r\n");
});
