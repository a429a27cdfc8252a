import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marketFixture } from "../mining/calculation.fixture";
import type { CurtailmentRequest, FleetInputs } from "./fleet";
import { anyCurtailment, anyFleet, fleetFixture, mixedFleet, s19Group, s21Group } from "./fleet.fixture";
import { planCurtailment } from "./plan-curtailment";

const request: CurtailmentRequest = { strategy: "efficiency", basis: "power", shareRatio: 0.2, seed: 1 };
const strategies = ["efficiency", "proportional", "random"] as const;

function fleetOf(...quantities: number[]): FleetInputs {
  const kinds = [s21Group, s19Group];
  return {
    ...fleetFixture,
    groups: quantities.map((quantity, index) => ({
      ...(kinds[index % 2] ?? s21Group),
      id: `g${index}`,
      quantity,
    })),
  };
}

/** "2+0.4" is two machines off all day and one for 40 % of it. */
function resting(inputs: FleetInputs, change: Partial<CurtailmentRequest>): string[] {
  return planCurtailment(inputs, { ...request, ...change }).groups.map(({ machinesOff, partTimeOffRatio }) =>
    partTimeOffRatio === 0 ? `${machinesOff}` : `${machinesOff}+${Number(partTimeOffRatio.toFixed(9))}`,
  );
}

describe("a share of power", () => {
  it("is met exactly, where 4 machines at 20 % used to be 0.8 x the hashrate with a whole machine off", () => {
    for (const strategy of strategies) {
      expect(resting(fleetOf(4), { strategy })).toEqual(["0+0.8"]);
      const { after } = planCurtailment(fleetOf(4), { ...request, strategy });
      expect(after.hashrateThs).toBeCloseTo(0.8 * 800, 9);
      expect(after).toMatchObject({ machinesOn: 4 });
    }
  });

  it("rests one of two machines for 40 % of the day at 20 %, and one machine for its share", () => {
    for (const strategy of strategies) {
      expect(resting(fleetOf(2), { strategy })).toEqual(["0+0.4"]);
      expect(resting(fleetOf(1), { strategy })).toEqual(["0+0.2"]);
    }
  });

  it("is a share of power and not of machines", () => {
    // 355 kW + 122.72 kW; 20 % is 95.544 kW = 31.142 of the S19j Pro.
    expect(resting(mixedFleet, {})).toEqual(["0", "31+0.142112125"]);
    expect(resting(mixedFleet, { strategy: "proportional" })).toEqual(["20", "8"]);
    expect(resting(mixedFleet, { basis: "machines" })).toEqual(["0", "28"]);
  });

  it("is exact for any fleet, share and strategy, and at most one machine of a group rests part of the day", () => {
    fc.assert(
      fc.property(anyFleet, anyCurtailment, (fleet, any) => {
        fc.pre(any.strategy !== "unprofitable");
        const plan = planCurtailment(fleet, { ...any, basis: "power" });
        expect(plan.powerShareRatio).toBeCloseTo(any.shareRatio, 9);
        expect(plan.after.powerWatts).toBeCloseTo(plan.before.powerWatts * (1 - any.shareRatio), 4);
        for (const group of plan.groups) {
          expect(group.partTimeOffRatio).toBeGreaterThanOrEqual(0);
          expect(group.partTimeOffRatio).toBeLessThan(1);
        }
      }),
    );
  });

  it("of 1 rests everything, and of 0 nothing", () => {
    fc.assert(
      fc.property(anyFleet, anyCurtailment, (fleet, any) => {
        fc.pre(any.strategy !== "unprofitable");
        const all = planCurtailment(fleet, { ...any, shareRatio: 1 });
        expect(all.groups.map(({ machinesOn, partTimeOffRatio }) => machinesOn + partTimeOffRatio)).toEqual(
          fleet.groups.map(() => 0),
        );
        expect(all.after).toMatchObject({ machinesOn: 0, powerWatts: 0, efficiencyJoulesPerTh: null });
        const none = planCurtailment(fleet, { ...any, shareRatio: 0 });
        expect(none.after).toEqual(none.before);
        expect(none.impact.netEffectUsdPerDay).toBe(0);
      }),
    );
  });
});

describe("a share of 1", () => {
  it("rests a few small machines entirely beside nearly a million large ones, whose sum rounds", () => {
    const large = { ...s21Group, powerWatts: 33_333.3, hashrateThs: 1, quantity: 900_000 };
    const small = { ...s21Group, id: "small", powerWatts: 0.1, quantity: 3 };
    for (const strategy of strategies) {
      const inputs = { ...fleetFixture, groups: [large, small] };
      expect(resting(inputs, { strategy, shareRatio: 1 })).toEqual(["900000", "3"]);
    }
  });
});

describe("a share of machines", () => {
  it("takes whole machines, as few as reach it", () => {
    for (const strategy of strategies) {
      expect(resting(fleetOf(4), { strategy, basis: "machines" })).toEqual(["1"]);
      expect(resting(fleetOf(2), { strategy, basis: "machines" })).toEqual(["1"]);
      expect(resting(fleetOf(100), { strategy, basis: "machines", shareRatio: 0.07 })).toEqual(["7"]);
      expect(resting(fleetOf(10), { strategy, basis: "machines", shareRatio: 0.11 })).toEqual(["2"]);
    }
  });

  it("never comes to nothing by rounding down model by model", () => {
    // Five models of two machines at 20 %: int() of 0.4 each used to rest none of the ten.
    const plan = planCurtailment(fleetOf(2, 2, 2, 2, 2), {
      ...request,
      strategy: "proportional",
      basis: "machines",
    });
    expect(plan.groups.map(({ machinesOff }) => machinesOff)).toEqual([1, 1, 0, 0, 0]);
    expect(plan.machinesShareRatio).toBe(0.2);
  });

  it("goes to the largest remainders", () => {
    // 30 % of 11, 5 and 2 machines is 3.3, 1.5 and 0.6: 6 of 18 rest, the last two at 0.6 and 0.5.
    expect(
      resting(fleetOf(11, 5, 2), { strategy: "proportional", basis: "machines", shareRatio: 0.3 }),
    ).toEqual(["3", "2", "1"]);
  });

  it("goes of equal remainders to the larger group, then by id, however the groups are sorted", () => {
    const half = { strategy: "proportional", basis: "machines", shareRatio: 0.5 } as const;
    expect(resting(fleetOf(3, 7), half)).toEqual(["1", "4"]);
    const twins = fleetOf(3, 3, 3);
    expect(resting(twins, half)).toEqual(["2", "2", "1"]);
    expect(resting({ ...twins, groups: twins.groups.toReversed() }, half)).toEqual(["1", "2", "2"]);
  });

  it("is reached by less than one machine, whole machines only, for any fleet", () => {
    fc.assert(
      fc.property(anyFleet, anyCurtailment, (fleet, any) => {
        fc.pre(any.strategy !== "unprofitable");
        const plan = planCurtailment(fleet, { ...any, basis: "machines" });
        const machines = plan.before.machinesOn;
        const over = machines * (plan.machinesShareRatio - any.shareRatio);
        expect(over).toBeGreaterThan(-1e-9);
        expect(over).toBeLessThan(1);
        for (const [index, group] of plan.groups.entries()) {
          expect(group.partTimeOffRatio).toBe(0);
          expect(Number.isInteger(group.machinesOff)).toBe(true);
          expect(group.machinesOff).toBeLessThanOrEqual(fleet.groups[index]?.quantity ?? 0);
        }
      }),
    );
  });
});

describe("by efficiency", () => {
  it("rests the highest J/TH of today, not of the nameplate", () => {
    const young = { ...s21Group, id: "a" };
    const old = { ...s21Group, id: "b", ageMonths: 48, hashrateDecayRatioPerMonth: 0.005 };
    const inputs = { ...fleetFixture, groups: [young, old] };
    expect(resting(inputs, { shareRatio: 0.25 })).toEqual(["0", "50"]);
    expect(resting(inputs, { shareRatio: 0.75 })).toEqual(["50", "100"]);
  });

  it("rests of equals the dearer electricity first, then by id, however the groups are sorted", () => {
    const dear = { ...s21Group, id: "b", electricityUsdPerKwh: 0.08 };
    expect(resting({ ...fleetFixture, groups: [{ ...s21Group, id: "a" }, dear] }, {})).toEqual(["0", "40"]);
    const twins = [s21Group, { ...s21Group, id: "a" }];
    expect(resting({ ...fleetFixture, groups: twins }, {})).toEqual(["0", "40"]);
    expect(resting({ ...fleetFixture, groups: twins.toReversed() }, {})).toEqual(["40", "0"]);
  });

  it("reaches the optimum of a power cap that HiGHS proved", () => {
    // truth/milp 01_cap_5x24, solved with HiGHS: 13.5 kW for 22.55 kW of machines at 0.05 USD/kWh, hashprice
    // 0.0016591666666666666 USD/TH/h, 24 h. Its linear relaxation (machines may run part-time): 16.404034773036162 USD.
    const machines = [
      [101.4, 3124],
      [96, 3012],
      [250.5, 3573],
      [399.5, 7358],
      [327, 5483],
    ] as const;
    const inputs: FleetInputs = {
      ...fleetFixture,
      poolFeeRatio: 0,
      groups: machines.map(([hashrateThs, powerWatts], index) => ({
        ...s21Group,
        id: `m${index + 1}`,
        hashrateThs,
        powerWatts,
        quantity: 1,
        electricityUsdPerKwh: 0.05,
      })),
      market: marketAt(0.001_659_166_666_666_666_6),
    };
    const plan = planCurtailment(inputs, { ...request, shareRatio: 1 - 13.5 / 22.55 });
    expect(plan.after.powerWatts).toBeCloseTo(13_500, 8);
    expect(plan.after.daily.profitUsd).toBeCloseTo(16.404_034_773_036_162, 10);
  });
});

/** A market in which one TH/s earns this much an hour before pool fee. */
function marketAt(usdPerThHour: number): FleetInputs["market"] {
  const { difficulty, subsidyBtc } = marketFixture;
  return { ...marketFixture, btcPriceUsd: (usdPerThHour * difficulty * 2 ** 32) / (3600e12 * subsidyBtc) };
}

describe("at random", () => {
  const inputs = fleetOf(60, 30, 10);

  it("rests the same machines for the same seed, however the groups are sorted, and others for another", () => {
    const random = { strategy: "random", basis: "machines", shareRatio: 0.5 } as const;
    const drawn = resting(inputs, { ...random, seed: 7 });
    expect(resting(inputs, { ...random, seed: 7 })).toEqual(drawn);
    const reversed = { ...inputs, groups: inputs.groups.toReversed() };
    expect(resting(reversed, { ...random, seed: 7 }).toReversed()).toEqual(drawn);
    const others = [1, 2, 3, 4, 5].map((seed) => resting(inputs, { ...random, seed }).join());
    expect(new Set(others).size).toBeGreaterThan(2);
  });

  it("draws each machine with the same chance", () => {
    // Hypergeometric: 20 of 100 machines, 2 of 10 in the last group on average, variance 20 x .1 x .9 x 80/99.
    const seeds = 2000;
    let off = 0;
    for (let seed = 0; seed < seeds; seed += 1) {
      const plan = planCurtailment(inputs, { strategy: "random", basis: "machines", shareRatio: 0.2, seed });
      off += plan.groups[2]?.machinesOff ?? 0;
    }
    const deviation = Math.sqrt((20 * 0.1 * 0.9 * 80) / 99 / seeds);
    expect(Math.abs(off / seeds - 2)).toBeLessThan(4 * deviation);
  });
});
