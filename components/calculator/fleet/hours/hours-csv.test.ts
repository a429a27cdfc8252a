import { describe, expect, it } from "vitest";
import { hourlyFromTariff } from "@/lib/domain/fleet/hourly-from-tariff";
import { hoursCsv } from "./hours-csv";

const plan = {
  hours: 24,
  groups: [
    { id: "1", name: "Hall 1", hoursOff: [1], strikeUsdPerKwh: 0.06, gainUsd: 1 },
    { id: "2", name: "=Hall 2", hoursOff: [], strikeUsdPerKwh: 0.09, gainUsd: 0 },
  ],
  alwaysOnUsd: 1,
  plannedUsd: 2,
  energySavedKwh: 3,
  btcLost: 0,
};
const linesOf = (csv: string) => csv.trimEnd().split("\r\n");

describe("hoursCsv", () => {
  it("gives each hour's start in UTC, its price and what each line does, with formulas made harmless", () => {
    const prices = [0.05, 0.2].map((usdPerKwh, hour) => ({
      startMs: Date.parse("2026-11-24T22:00Z") + hour * 3_600_000,
      usdPerKwh,
    }));
    expect(linesOf(hoursCsv(prices, plan, false))).toEqual([
      "start (UTC),price USD/kWh,Hall 1,'=Hall 2",
      "2026-11-24T22:00:00.000Z,0.05,on,on",
      "2026-11-24T23:00:00.000Z,0.2,off,on",
    ]);
  });

  it("names the hours of a tariff by weekday, or by the hour alone where every day is the same", () => {
    const week = hourlyFromTariff({
      kind: "periods",
      periods: [],
      otherHours: { name: "", usdPerKwh: 0.05 },
    });
    expect(linesOf(hoursCsv(week, plan, true))[1]).toBe("Monday 00:00,0.05,on,on");
    const day = hourlyFromTariff({ kind: "hours", usdPerKwh: new Array(24).fill(0.05) });
    expect(linesOf(hoursCsv(day, plan, true))[2]).toBe("01:00,0.05,off,on");
  });
});
