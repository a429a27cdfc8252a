import { describe, expect, it } from "vitest";
import { formatBtc, formatSats } from "./format-btc";
import { formatDifficulty } from "./format-difficulty";
import { formatAge, formatDuration, formatMonths } from "./format-duration";
import { formatEfficiency } from "./format-efficiency";
import { formatHashrate } from "./format-hashrate";
import { formatNumber } from "./format-number";
import { formatChange, formatPercent } from "./format-percent";
import { formatEnergy, formatPower } from "./format-power";
import { formatUsd, formatUsdPerKwh, formatUsdPerPhDay } from "./format-usd";

describe("money", () => {
  it.each([
    [1234.5, "$1,234.50"],
    [-1234.5, "-$1,234.50"],
    [0, "$0.00"],
    [-0.001, "$0.00"],
    [1e9, "$1,000,000,000.00"],
  ])("%s USD reads %s", (value, text) => {
    expect(formatUsd(value)).toBe(text);
  });

  it("takes other decimals and units", () => {
    expect(formatUsd(400_000, 0)).toBe("$400,000");
    expect(formatUsdPerKwh(0.06)).toBe("$0.0600/kWh");
    expect(formatUsdPerPhDay(42.219)).toBe("$42.22/PH/day");
    expect(formatBtc(0.0102909112)).toBe("0.01029091 BTC");
    expect(formatSats(0.0102909112)).toBe("1,029,091 sats");
  });
});

describe("magnitudes", () => {
  it.each([
    [200, "200.0 TH/s"],
    [0.5, "0.5 TH/s"],
    [20_000, "20.00 PH/s"],
    [852.694e6, "852.69 EH/s"],
    [1.2e9, "1.200 ZH/s"],
    [0, "0.0 TH/s"],
  ])("%s TH/s reads %s", (value, text) => {
    expect(formatHashrate(value)).toBe(text);
  });

  it.each([
    [3550, "3,550 W"],
    [355_000, "355.0 kW"],
    [3_550_000, "3.55 MW"],
    [2e9, "2.00 GW"],
  ])("%s W reads %s", (value, text) => {
    expect(formatPower(value)).toBe(text);
  });

  it.each([
    [132.72e12, "132.72 T"],
    [1, "1.00"],
    [3_054_627.53, "3.05 M"],
    [1.5e15, "1.50 P"],
  ])("difficulty %s reads %s", (value, text) => {
    expect(formatDifficulty(value)).toBe(text);
  });

  it("gives energy, efficiency and months their units", () => {
    expect(formatEnergy(85.2)).toBe("85.2 kWh");
    expect(formatEnergy(8520)).toBe("8.52 MWh");
    expect(formatEnergy(-3_111_930)).toBe("-3.11 GWh");
    expect(formatEfficiency(17.75)).toBe("17.8 J/TH");
    expect(formatMonths(14.23)).toBe("14.2 months");
  });
});

describe("ratios", () => {
  it("read as percent", () => {
    expect(formatPercent(0.025)).toBe("2.5 %");
    expect(formatPercent(0.08512745, 2)).toBe("8.51 %");
  });

  it("of change carry their sign, zero none", () => {
    expect([0.0851, -0.021, 0, 0.00001].map((ratio) => formatChange(ratio))).toEqual([
      "+8.51 %",
      "-2.10 %",
      "0.00 %",
      "0.00 %",
    ]);
  });
});

describe("durations", () => {
  it.each([
    [0, "0 s"],
    [45_999, "45 s"],
    [20 * 60_000, "20 min"],
    [3_600_000, "1 h"],
    [(3 * 60 + 20) * 60_000, "3 h 20 min"],
    [53 * 3_600_000, "2 d 5 h"],
    [48 * 3_600_000, "2 d"],
    [-60_000, "-1 min"],
  ])("%s ms reads %s", (value, text) => {
    expect(formatDuration(value)).toBe(text);
  });

  it("ago, just now, and ahead", () => {
    const now = Date.UTC(2026, 0, 2, 12);
    expect(formatAge("2026-01-02T08:40:00Z", now)).toBe("3 h 20 min ago");
    expect(formatAge("2026-01-02T11:59:55Z", now)).toBe("just now");
    expect(formatAge("2026-01-04T17:00:00Z", now)).toBe("in 2 d 5 h");
  });
});

describe("missing values", () => {
  it.each([
    formatUsd,
    formatUsdPerKwh,
    formatUsdPerPhDay,
    formatBtc,
    formatSats,
    formatHashrate,
    formatPower,
    formatEnergy,
    formatDifficulty,
    formatEfficiency,
    formatPercent,
    formatChange,
    formatDuration,
    formatMonths,
  ])("%o reads no data for null and NaN", (format) => {
    expect(format(null)).toBe("no data");
    expect(format(Number.NaN)).toBe("no data");
  });

  it("of a number or a moment read no data too", () => {
    expect(formatNumber(null, 2)).toBe("no data");
    expect(formatAge(null, 0)).toBe("no data");
    expect(formatAge("yesterday", 0)).toBe("no data");
  });
});
