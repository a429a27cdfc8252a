import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculateDaily } from "../mining/calculate-daily";
import { inputsFixture, marketFixture } from "../mining/calculation.fixture";
import { calculateFleet } from "./calculate-fleet";
import type { FleetInputs, FleetResult } from "./fleet";
import { anyFleet, fleetFixture, mixedFleet, s19Group, s21Group } from "./fleet.fixture";

/** Figures that add up over machines, and how far apart two sums of them may be by rounding. */
function sums({ totals }: FleetResult): readonly number[] {
  const { daily } = totals;
  const usd = [daily.revenueUsd, daily.poolFeeUsd].map((value) => value ?? Number.NaN);
  const natural = [daily.btcNet, daily.energyKwh, daily.energyCostUsd];
  return [totals.machinesOn, totals.hashrateThs, totals.powerWatts, ...natural, ...usd];
}

function expectSameSums(one: FleetResult, other: FleetResult): void {
  const expected = sums(other);
  sums(one).forEach((value, index) => {
    const wanted = expected[index] ?? Number.NaN;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));
  });
  // Profit is a difference: its rounding is that of the sums it is made of.
  const scale = (other.totals.daily.revenueUsd ?? 0) + other.totals.daily.energyCostUsd;
  const apart = (one.totals.daily.profitUsd ?? Number.NaN) - (other.totals.daily.profitUsd ?? Number.NaN);
  expect(Math.abs(apart)).toBeLessThanOrEqual(1e-12 * Math.max(1, scale));
}

describe("a fleet of one group", () => {
  it("is the calculator's day of 100 x S21", () => {
    // Vectors of the former system's arithmetic, as in calculate.test.ts.
    const { totals } = calculateFleet(fleetFixture);
    expect(totals.daily.btcNet).toBeCloseTo(0.0102909112, 10);
    expect(totals.daily.profitUsd).toBeCloseTo(312.07, 2);
    expect(totals).toMatchObject({ machinesOn: 100, hashrateThs: 20_000, powerWatts: 355_000 });
    expect(totals.efficiencyJoulesPerTh).toBe(17.75);
  });

  it("equals calculateDaily to the last digit", () => {
    fc.assert(
      fc.property(anyFleet, (fleet) => {
        const [group = s21Group] = fleet.groups;
        const day = calculateDaily({
          ...inputsFixture,
          hashrateThs: group.hashrateThs * (1 - group.hashrateDecayRatioPerMonth) ** group.ageMonths,
          powerWatts: group.powerWatts,
          quantity: group.quantity,
          electricityUsdPerKwh: group.electricityUsdPerKwh,
          poolFeeRatio: fleet.poolFeeRatio,
          uptimeRatio: fleet.uptimeRatio,
          fixedCostUsdPerMonth: fleet.fixedCostUsdPerMonth,
          market: fleet.market,
        });
        const { btcPerDayGross: _gross, btcPerDayNet, ...money } = day;
        const { totals } = calculateFleet({ ...fleet, groups: [group] });
        expect(totals.daily).toEqual({ btcNet: btcPerDayNet, ...money });
      }),
    );
  });
});

describe("groups of a fleet", () => {
  it("age: 1 % a month over two years leaves 78.57 % of the hashrate and all of the power", () => {
    const aged = { ...s21Group, ageMonths: 24, hashrateDecayRatioPerMonth: 0.01 };
    const [group] = calculateFleet({ ...fleetFixture, groups: [aged] }).groups;
    expect(group?.hashrateThs).toBeCloseTo(200 * 0.785_678_14, 6);
    expect(group?.efficiencyJoulesPerTh).toBeCloseTo(17.75 / 0.785_678_14, 6);
    expect(group?.daily.energyKwh).toBe(8520);
  });

  it("lose money where their income after pool fee per kWh is below their own electricity price", () => {
    const [s21, s19] = calculateFleet(mixedFleet).groups;
    // The former system's break-even of 100 x S21 without fixed costs.
    expect(s21?.strikeUsdPerKwh).toBeCloseTo(0.09663, 5);
    expect(s21?.losesMoneyPerKwh).toBe(false);
    expect(s19?.strikeUsdPerKwh).toBeCloseTo((0.09663 * 17.75) / 29.5, 5);
    expect(s19?.losesMoneyPerKwh).toBe(true);
    expect(s19?.daily.profitUsd).toBeLessThan(0);
  });

  it("keep their own electricity prices, and the fleet pays its fixed costs once", () => {
    const cheap = { ...s19Group, electricityUsdPerKwh: 0.01 };
    const { groups, totals } = calculateFleet({
      ...fleetFixture,
      groups: [s21Group, cheap],
      fixedCostUsdPerMonth: 304.375,
    });
    expect(groups[1]?.daily.energyCostUsd).toBeCloseTo(40 * 3.068 * 24 * 0.01, 9);
    expect(groups.map((group) => group.daily.fixedCostUsd)).toEqual([0, 0]);
    expect(totals.daily.fixedCostUsd).toBeCloseTo(10, 12);
  });

  it("answer BTC and energy without a price, and no dollars", () => {
    const { groups, totals } = calculateFleet({
      ...mixedFleet,
      market: { ...marketFixture, btcPriceUsd: null },
    });
    expect(totals.daily).toMatchObject({ revenueUsd: null, poolFeeUsd: null, profitUsd: null });
    expect(totals.daily.btcNet).toBeGreaterThan(0.0102);
    expect(groups[0]).toMatchObject({ strikeUsdPerKwh: null, losesMoneyPerKwh: null });
  });
});

describe("the sum of a fleet", () => {
  it("does not depend on the order of its groups", () => {
    fc.assert(
      fc.property(anyFleet, (fleet) => {
        expectSameSums(
          calculateFleet({ ...fleet, groups: fleet.groups.toReversed() }),
          calculateFleet(fleet),
        );
      }),
    );
  });

  it("does not change when groups are split", () => {
    fc.assert(
      fc.property(anyFleet, fc.double({ min: 0, max: 1, noNaN: true }), (fleet, where) => {
        const groups = fleet.groups.flatMap((group) => {
          const first = Math.floor(group.quantity * where);
          return [
            { ...group, id: `${group.id}a`, quantity: first },
            { ...group, id: `${group.id}b`, quantity: group.quantity - first },
          ].filter(({ quantity }) => quantity > 0);
        });
        expectSameSums(calculateFleet({ ...fleet, groups }), calculateFleet(fleet));
      }),
    );
  });

  it("never gains profit from a dearer kWh", () => {
    fc.assert(
      fc.property(anyFleet, fc.double({ min: 0, max: 0.5, noNaN: true }), fc.nat(5), (fleet, more, which) => {
        const dearer: FleetInputs = {
          ...fleet,
          groups: fleet.groups.map((group, index) =>
            index === which % fleet.groups.length
              ? { ...group, electricityUsdPerKwh: group.electricityUsdPerKwh + more }
              : group,
          ),
        };
        const before = calculateFleet(fleet).totals.daily.profitUsd ?? Number.NaN;
        expect(calculateFleet(dearer).totals.daily.profitUsd).toBeLessThanOrEqual(before);
      }),
    );
  });
});
