import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marketFixture } from "../mining/calculation.fixture";
import { calculateFleet } from "./calculate-fleet";
import type { FleetInputs, HourPrice } from "./fleet";
import { anyFleet, fleetFixture, mixedFleet, s21Group } from "./fleet.fixture";
import { planHours } from "./plan-hours";

function hourly(...prices: number[]): HourPrice[] {
  return prices.map((usdPerKwh, hour) => ({ startMs: hour * 3_600_000, usdPerKwh }));
}

const anyPrices = fc
  .array(fc.integer({ min: -200, max: 400 }), { minLength: 1, maxLength: 48 })
  .map((thousandths) => hourly(...thousandths.map((price) => price / 1000)));

describe("planHours", () => {
  it("rests each model in the hours whose price is above its own income per kWh", () => {
    // Strikes: S21 0.0966, S19j Pro 0.0581 USD/kWh.
    const plan = planHours(mixedFleet, hourly(0.03, 0.07, 0.2, -0.05, 0.05));
    expect(plan.groups.map(({ id, hoursOff }) => [id, hoursOff])).toEqual([
      ["s21", [2]],
      ["s19", [1, 2]],
    ]);
    expect(plan.hours).toBe(5);
    expect(plan.energySavedKwh).toBeCloseTo(355 + 2 * 122.72, 9);
    const [s21, s19] = calculateFleet(mixedFleet).groups;
    const btcPerHour = [s21?.daily.btcNet ?? 0, s19?.daily.btcNet ?? 0].map((day) => day / 24);
    expect(plan.btcLost).toBeCloseTo((btcPerHour[0] ?? 0) + 2 * (btcPerHour[1] ?? 0), 15);
    // Each hour off gains (price - strike) x kWh.
    expect(plan.groups[0]?.gainUsd).toBeCloseTo((0.2 - (s21?.strikeUsdPerKwh ?? 0)) * 355, 9);
    expect(plan.groups[1]?.gainUsd).toBeCloseTo((0.27 - 2 * (s19?.strikeUsdPerKwh ?? 0)) * 122.72, 9);
    const gain = plan.groups.reduce((sum, group) => sum + group.gainUsd, 0);
    expect(plan.plannedUsd - plan.alwaysOnUsd).toBeCloseTo(gain, 9);
  });

  it("runs at any price up to the strike, at prices below zero even machines that hardly earn", () => {
    const strike = calculateFleet(fleetFixture).groups[0]?.strikeUsdPerKwh ?? Number.NaN;
    const prices = hourly(strike, strike * (1 + 1e-12), -20, 0);
    expect(planHours(fleetFixture, prices).groups[0]?.hoursOff).toEqual([1]);
    const old = { ...s21Group, hashrateThs: 1 };
    expect(planHours({ ...fleetFixture, groups: [old] }, hourly(-0.01, 0.01)).groups[0]?.hoursOff).toEqual([
      1,
    ]);
  });

  it("is the day's profit before fixed costs when a day's hours cost what the groups pay", () => {
    const inputs = { ...fleetFixture, uptimeRatio: 0.9, fixedCostUsdPerMonth: 5000 };
    const day = calculateFleet(inputs).totals.daily;
    const { alwaysOnUsd, plannedUsd } = planHours(inputs, hourly(...new Array<number>(24).fill(0.06)));
    expect(alwaysOnUsd).toBeCloseTo((day.profitUsd ?? Number.NaN) + day.fixedCostUsd, 9);
    expect(plannedUsd).toBe(alwaysOnUsd);
  });

  it("reaches the optimum of a time-of-use tariff that HiGHS and CBC proved", () => {
    // truth/milp 02_tou_negmargin_5x24: hashprice 0.0016591666666666666 USD/TH/h, 24 prices, no ramps, start-up costs or
    // minimum times; objective_usd 9.583385, miners_on_per_hour 4 but 0 in hours 17 to 20. Its power cap keeps the
    // fifth machine (M30S++, 30.5 J/TH) off in every hour; the other four never reach it.
    const machines = [
      [190.5, 3390],
      [187.9, 3493],
      [142.6, 3126],
      [186.1, 3533],
    ] as const;
    const { difficulty, subsidyBtc } = marketFixture;
    const btcPriceUsd = (0.001_659_166_666_666_666_6 * difficulty * 2 ** 32) / (3600e12 * subsidyBtc);
    const inputs: FleetInputs = {
      ...fleetFixture,
      poolFeeRatio: 0,
      groups: machines.map(([hashrateThs, powerWatts], index) => ({
        ...s21Group,
        id: `m${index}`,
        hashrateThs,
        powerWatts,
        quantity: 1,
      })),
      market: { ...marketFixture, btcPriceUsd },
    };
    const times = (count: number, price: number) => new Array<number>(count).fill(price);
    const prices = hourly(...times(7, 0.035), ...times(10, 0.06), ...times(4, 0.14), ...times(3, 0.06));
    const plan = planHours(inputs, prices);
    expect(plan.groups.map(({ hoursOff }) => hoursOff)).toEqual(machines.map(() => [17, 18, 19, 20]));
    expect(plan.plannedUsd).toBeCloseTo(9.583_385, 9);
    // energy_kwh 270.84 of 24 hours with 13.542 kW.
    expect(24 * 13.542 - plan.energySavedKwh).toBeCloseTo(270.84, 9);
  });

  it("is at least as good as always on, and as any set of hours", () => {
    fc.assert(
      fc.property(
        anyFleet,
        anyPrices,
        fc.array(fc.boolean(), { minLength: 288, maxLength: 288 }),
        (fleet, prices, coins) => {
          const plan = planHours(fleet, prices);
          expect(plan.plannedUsd).toBeGreaterThanOrEqual(plan.alwaysOnUsd);
          // Any choice, hour by hour and group by group, summed up in the plainest way.
          const { groups } = calculateFleet(fleet);
          let anyUsd = 0;
          let scale = 1;
          groups.forEach(({ daily }, index) => {
            const incomeUsd = ((daily.revenueUsd ?? 0) - (daily.poolFeeUsd ?? 0)) / 24;
            prices.forEach(({ usdPerKwh }, hour) => {
              const costUsd = (daily.energyKwh / 24) * usdPerKwh;
              scale += incomeUsd + Math.abs(costUsd);
              if (coins[index * 48 + hour]) anyUsd += incomeUsd - costUsd;
            });
          });
          expect(plan.plannedUsd).toBeGreaterThanOrEqual(anyUsd - 1e-12 * scale);
        },
      ),
    );
  });

  it("switches off for more hours, never fewer, when prices rise", () => {
    fc.assert(
      fc.property(anyFleet, anyPrices, fc.nat(300), (fleet, prices, thousandths) => {
        const dearer = prices.map((price) => ({ ...price, usdPerKwh: price.usdPerKwh + thousandths / 1000 }));
        const before = planHours(fleet, prices);
        const after = planHours(fleet, dearer);
        before.groups.forEach(({ hoursOff }, index) => {
          expect(after.groups[index]?.hoursOff).toEqual(expect.arrayContaining([...hoursOff]));
        });
        expect(after.plannedUsd).toBeLessThanOrEqual(before.plannedUsd + 1e-9 * Math.abs(before.alwaysOnUsd));
      }),
    );
  });

  it("refuses no hours, absurd prices and a missing BTC price", () => {
    expect(() => planHours(fleetFixture, [])).toThrow("prices.length must be >= 1 hours, got 0");
    expect(() => planHours(fleetFixture, hourly(0.1, 45.3))).toThrow(
      "prices[1].usdPerKwh must be >= -20 and <= 20 USD/kWh, got 45.3",
    );
    const unpriced = { ...fleetFixture, market: { ...marketFixture, btcPriceUsd: null } };
    expect(() => planHours(unpriced, hourly(0.1))).toThrow("market.btcPriceUsd must be known");
  });
});
