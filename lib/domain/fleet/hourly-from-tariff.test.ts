import { describe, expect, it } from "vitest";
import { findTariffProblems, hourlyFromTariff } from "./hourly-from-tariff";
import type { PeriodTariff, TariffWindow } from "./tariff";

const workdays = [1, 2, 3, 4, 5];

const tariff: PeriodTariff = {
  kind: "periods",
  periods: [
    { name: "peak", usdPerKwh: 0.14, windows: [{ weekdays: workdays, fromHour: 17, toHour: 21 }] },
    {
      name: "valley",
      usdPerKwh: 0.03,
      windows: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], fromHour: 23, toHour: 7 }],
    },
  ],
  otherHours: { name: "shoulder", usdPerKwh: 0.06 },
};

/** Price by ISO weekday and hour. */
function at(prices: ReturnType<typeof hourlyFromTariff>, weekday: number, hour: number): number | undefined {
  return prices[(weekday - 1) * 24 + hour]?.usdPerKwh;
}

function withWindows(...windows: TariffWindow[]): PeriodTariff {
  return { ...tariff, periods: [{ name: "peak", usdPerKwh: 0.14, windows }] };
}

describe("hourlyFromTariff", () => {
  it("prices every hour of a week, Monday first", () => {
    const prices = hourlyFromTariff(tariff);
    expect(prices).toHaveLength(168);
    expect(new Date(prices[0]?.startMs ?? Number.NaN).toISOString()).toBe("1970-01-05T00:00:00.000Z");
    expect(new Date(prices[0]?.startMs ?? Number.NaN).getUTCDay()).toBe(1);
    expect(new Date(prices[167]?.startMs ?? Number.NaN).toISOString()).toBe("1970-01-11T23:00:00.000Z");
    expect([16, 17, 20, 21].map((hour) => at(prices, 5, hour))).toEqual([0.06, 0.14, 0.14, 0.06]);
    expect(at(prices, 6, 18)).toBe(0.06);
    const count = (price: number) => prices.filter(({ usdPerKwh }) => usdPerKwh === price).length;
    expect([count(0.14), count(0.03), count(0.06)]).toEqual([20, 56, 92]);
  });

  it("lets a window run past midnight into the next day, and past Sunday into Monday", () => {
    const prices = hourlyFromTariff(withWindows({ weekdays: [2, 7], fromHour: 22, toHour: 6 }));
    expect([21, 22, 23].map((hour) => at(prices, 2, hour))).toEqual([0.06, 0.14, 0.14]);
    expect([0, 5, 6].map((hour) => at(prices, 3, hour))).toEqual([0.14, 0.14, 0.06]);
    expect([0, 5, 6].map((hour) => at(prices, 1, hour))).toEqual([0.14, 0.14, 0.06]);
    expect(at(prices, 2, 5)).toBe(0.06);
  });

  it("takes a window from an hour to itself as 24 hours", () => {
    const prices = hourlyFromTariff(withWindows({ weekdays: [1], fromHour: 6, toHour: 6 }));
    expect(prices.filter(({ usdPerKwh }) => usdPerKwh === 0.14)).toHaveLength(24);
  });

  it("gives 24 prices as one day", () => {
    const usdPerKwh = Array.from({ length: 24 }, (_, hour) => hour / 100 - 0.05);
    const prices = hourlyFromTariff({ kind: "hours", usdPerKwh });
    expect(prices.map((price) => price.usdPerKwh)).toEqual(usdPerKwh);
    expect(prices.map((price) => price.startMs - (prices[0]?.startMs ?? 0))).toEqual(
      usdPerKwh.map((_, hour) => hour * 3_600_000),
    );
  });
});

describe("findTariffProblems", () => {
  it("finds none in a sound tariff", () => {
    expect(findTariffProblems(tariff)).toEqual([]);
  });

  it("names the hour that two windows claim", () => {
    const problems = findTariffProblems(
      withWindows(
        { weekdays: [1], fromHour: 22, toHour: 3 },
        { weekdays: [2], fromHour: 0, toHour: 1 },
        { weekdays: [2], fromHour: 3, toHour: 4 },
      ),
    );
    expect(problems).toEqual([
      {
        field: "periods[0].windows[1]",
        value: "Tuesday 00:00",
        rule: "apart from periods[0].windows[0], which holds Tuesday 00:00 already",
      },
    ]);
  });

  it("names path, value and rule of every broken rule", () => {
    const broken = {
      ...tariff,
      periods: [
        {
          name: "peak",
          usdPerKwh: 140,
          windows: [
            { weekdays: [0, 8], fromHour: 24, toHour: 0 },
            { weekdays: [], fromHour: 1, toHour: 2 },
          ],
        },
      ],
      otherHours: { name: "rest", usdPerKwh: Number.NaN },
    };
    expect(findTariffProblems(broken).map(({ field }) => field)).toEqual([
      "periods[0].usdPerKwh",
      "periods[0].windows[0].fromHour",
      "periods[0].windows[0].toHour",
      "periods[0].windows[0].weekdays[0]",
      "periods[0].windows[0].weekdays[1]",
      "periods[0].windows[1].weekdays",
      "otherHours.usdPerKwh",
    ]);
    expect(() => hourlyFromTariff(broken)).toThrow(
      "periods[0].usdPerKwh must be >= -20 and <= 20 USD/kWh, got 140",
    );
  });

  it("wants 24 prices of a day", () => {
    const usdPerKwh = [...new Array<number>(22).fill(0.05), 60];
    expect(findTariffProblems({ kind: "hours", usdPerKwh })).toEqual([
      { field: "usdPerKwh", value: 23, rule: "24 prices, one an hour" },
      { field: "usdPerKwh[22]", value: 60, rule: ">= -20 and <= 20 USD/kWh" },
    ]);
  });
});
