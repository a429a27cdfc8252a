import { describe, expect, it } from "vitest";
import { readPriceText } from "./read-price-text";

const day = Date.parse("2026-01-31T00:00Z");
const hours = (...prices: number[]) =>
  prices.map((usdPerKwh, hour) => ({ startMs: day + hour * 3_600_000, usdPerKwh }));

describe("readPriceText", () => {
  it("reads the unit from the header and turns dollars per MWh into dollars per kWh", () => {
    const reading = readPriceText(
      "start,price USD/MWh\n2026-01-31T00:00Z,45.12\n2026-01-31T01:00Z,-3\n",
      null,
    );
    expect(reading).toEqual({
      prices: hours(0.04512, -0.003),
      problems: [],
      unit: "USD/MWh",
      isUnitFromHeader: true,
    });
  });

  it("does not guess a unit that neither header nor person names, however large the numbers are", () => {
    const text = "2026-01-31 00:00;45.12\r\n2026-01-31 01:00;50\r\n";
    expect(readPriceText(text, null)).toMatchObject({ prices: null, problems: [], unit: null });
    expect(readPriceText(text, "USD/MWh").prices).toEqual(hours(0.04512, 0.05));
  });

  it("lets the header's unit hold against the person's", () => {
    expect(readPriceText("hour,usd_per_kwh\n2026-01-31T00:00Z,0.05", "USD/MWh").prices).toEqual(hours(0.05));
  });

  it("reads pasted columns with a byte order mark, tabs, quotes, empty lines and other columns", () => {
    const text = '\uFEFF"zone"\t"interval start"\t"LMP $/MWh"\n\nWEST\t2026-01-31T00:00Z\t"30"\n';
    expect(readPriceText(text, null).prices).toEqual(hours(0.03));
  });

  it("names row, value as written and rule of every wrong line", () => {
    const text = "start,price USD/MWh\n2026-01-31T00:00Z,cheap\n31.01.2026 01:00,20\n2026-01-31T02:00Z,99000";
    const { prices, problems } = readPriceText(text, null);
    expect(prices).toBeNull();
    expect(problems.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, "price", "cheap"],
      [3, "start", "31.01.2026 01:00"],
      [4, "price", "99000"],
    ]);
    for (const { rule } of problems) expect(rule).not.toBe("");
  });

  it("reports a missing hour and plans with the others", () => {
    const { prices, problems } = readPriceText("2026-01-31T00:00Z,0.05\n2026-01-31T02:00Z,0.06", "USD/kWh");
    expect(prices).toHaveLength(2);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ row: 2, isGap: true });
  });

  it.each([
    ["", "two columns"],
    ["2026-01-31T00:00Z,0.05,7", "two columns"],
    ["when,how much\n1,2", "“start”"],
    ["start,amount\n1,2", "“price USD/kWh”"],
  ])("refuses %j and says what it needs", (text, rule) => {
    const { prices, problems } = readPriceText(text, "USD/kWh");
    expect(prices).toBeNull();
    expect(problems[0]?.rule).toContain(rule);
  });

  it("refuses more than 20,000 hours", () => {
    const text = Array.from(
      { length: 20_001 },
      (_, hour) => `${new Date(day + hour * 3_600_000).toISOString()},0.05`,
    ).join("\n");
    expect(readPriceText(text, "USD/kWh").problems[0]?.rule).toContain("20,000");
  });
});
