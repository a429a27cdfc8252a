import { describe, expect, it } from "vitest";
import { checkHourPrices } from "./check-hour-prices";
import type { HourPriceRow } from "./hour-price-row";

/** Rows from line 2 on, as below a header. */
function rows(...lines: (readonly [string, string])[]): HourPriceRow[] {
  return lines.map(([start, usdPerKwh], index) => ({ row: index + 2, start, usdPerKwh }));
}

describe("checkHourPrices", () => {
  it("reads a sound series, prices below zero included", () => {
    const checked = checkHourPrices(
      rows(
        ["2026-03-01T00:00Z", "0.05"],
        ["2026-03-01T01:00:00Z", "-0.012"],
        ["2026-03-01 02:00", ".5e-1"],
        ["2026-03-01T04:00:00.000+01:00", " 12 "],
      ),
    );
    const hour = Date.UTC(2026, 2, 1);
    expect(checked).toEqual({
      prices: [0.05, -0.012, 0.05, 12].map((usdPerKwh, index) => ({
        startMs: hour + index * 3_600_000,
        usdPerKwh,
      })),
      problems: [],
    });
  });

  it("reports a gap with what is missing, fills nothing in and still answers the hours given", () => {
    const { prices, problems } = checkHourPrices(
      rows(["2026-03-01T00:00Z", "0.05"], ["2026-03-01T03:00Z", "0.06"], ["2026-03-01T05:00Z", "0.06"]),
    );
    expect(problems).toEqual([
      {
        kind: "gap",
        row: 3,
        column: "start",
        value: "2026-03-01T03:00Z",
        rule: "2026-03-01T01:00Z, the hour after the row before; 2 hours are missing",
      },
      {
        kind: "gap",
        row: 4,
        column: "start",
        value: "2026-03-01T05:00Z",
        rule: "2026-03-01T04:00Z, the hour after the row before; 1 hour is missing",
      },
    ]);
    expect(prices?.map(({ usdPerKwh }) => usdPerKwh)).toEqual([0.05, 0.06, 0.06]);
  });

  it.each<[string, HourPriceRow[], object]>([
    [
      "an hour twice",
      rows(["2026-10-25T00:00Z", "0.05"], ["2026-10-25T01:00Z", "1"], ["2026-10-25T02:00+02:00", "0.06"]),
      { kind: "duplicate", row: 4, rule: "an hour of its own; row 2 is 2026-10-25T00:00Z too" },
    ],
    [
      "an hour before the one before",
      rows(["2026-03-01T05:00Z", "0.05"], ["2026-03-01T04:00Z", "0.06"], ["2026-03-01T06:00Z", "0.06"]),
      { kind: "order", row: 3, rule: "later than the hour before it, 2026-03-01T05:00Z" },
    ],
    [
      "quarter hours",
      rows(["2026-03-01T00:00Z", "0.05"], ["2026-03-01T00:15Z", "0.06"]),
      { kind: "start", row: 3, rule: "a whole number of hours after the first row, 2026-03-01T00:00Z" },
    ],
    [
      "a day that does not exist",
      rows(["2026-02-30T00:00Z", "0.05"]),
      { kind: "start", row: 2, value: "2026-02-30T00:00Z" },
    ],
    ["a day without an hour", rows(["2026-03-01", "0.05"]), { kind: "start", value: "2026-03-01" }],
    ["an American day", rows(["03/01/2026 01:00", "0.05"]), { kind: "start", value: "03/01/2026 01:00" }],
    ["an offset that does not exist", rows(["2026-03-01T01:00+25:00", "0.05"]), { kind: "start" }],
    [
      "a price in USD/MWh",
      rows(["2026-03-01T00:00Z", "45.3"]),
      {
        kind: "price",
        row: 2,
        column: "usdPerKwh",
        value: "45.3",
        rule: "a number >= -20 and <= 20 USD/kWh (a price in USD/MWh is 1,000 times as high)",
      },
    ],
    ["no price", rows(["2026-03-01T00:00Z", ""]), { kind: "price", value: "" }],
    ["a decimal comma", rows(["2026-03-01T00:00Z", "0,05"]), { kind: "price", value: "0,05" }],
    ["a word", rows(["2026-03-01T00:00Z", "n/a"]), { kind: "price", value: "n/a" }],
    ["a hexadecimal number", rows(["2026-03-01T00:00Z", "0x1"]), { kind: "price", value: "0x1" }],
    ["infinity", rows(["2026-03-01T00:00Z", "Infinity"]), { kind: "price", value: "Infinity" }],
    ["no rows", [], { kind: "series", row: 0, value: "0 rows" }],
  ])("refuses %s", (_, series, problem) => {
    const { prices, problems } = checkHourPrices(series);
    expect(prices).toBeNull();
    expect(problems).toEqual([expect.objectContaining(problem)]);
  });

  it("lists every problem of a series, two of one row too", () => {
    const { problems } = checkHourPrices(
      rows(["yesterday", "much"], ["2026-03-01T00:00Z", "0.05"], ["2026-03-01T00:00Z", "99"]),
    );
    expect(problems.map(({ row, kind }) => [row, kind])).toEqual([
      [2, "start"],
      [2, "price"],
      [4, "duplicate"],
      [4, "price"],
    ]);
  });

  it("refuses more than ten years of hours", () => {
    const long = Array.from({ length: 87_673 }, (_, hour) => ({ row: hour, start: "", usdPerKwh: "" }));
    expect(checkHourPrices(long)).toEqual({
      prices: null,
      problems: [
        {
          kind: "series",
          row: 0,
          column: "start",
          value: "87673 rows",
          rule: "a series of 1 to 87672 hours",
        },
      ],
    });
  });
});
