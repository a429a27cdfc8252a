import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CalculationInputs, ProjectionInputs } from "../mining/calculation";
import { inputsFixture, marketFixture, projectionFixture } from "../mining/calculation.fixture";
import { type ProjectionResult, project } from "../projection/project";
import type { CurtailmentRequest, FleetInputs } from "./fleet";
import { anyFleet, fleetFixture, mixedFleet, s21Group } from "./fleet.fixture";
import { planCurtailment } from "./plan-curtailment";
import { projectFleet } from "./project-fleet";

const anyProjection: fc.Arbitrary<ProjectionInputs> = fc
  .record({
    months: fc.integer({ min: 6, max: 60 }),
    difficultyGrowthRatio: fc.double({ min: -0.02, max: 0.04, noNaN: true }),
    difficultyGrowthPer: fc.constantFrom("retarget", "month"),
    priceGrowthRatioPerMonth: fc.double({ min: -0.03, max: 0.04, noNaN: true }),
    electricityEscalatorRatioPerYear: fc.double({ min: 0, max: 0.1, noNaN: true }),
    resaleRatioOfCapex: fc.option(fc.double({ min: 0, max: 0.5, noNaN: true })),
  })
  .map((path) => ({ ...projectionFixture, ...path }));

const anyCapex = fc.option(fc.integer({ min: 0, max: 1_000_000 }));

/** The one group of a fleet as the calculator knows it. */
function asCalculation(
  fleet: FleetInputs,
  projection: ProjectionInputs,
  capexUsd: number | null,
): CalculationInputs {
  const [group = s21Group] = fleet.groups;
  return {
    ...inputsFixture,
    hashrateThs: group.hashrateThs * (1 - group.hashrateDecayRatioPerMonth) ** group.ageMonths,
    powerWatts: group.powerWatts,
    quantity: group.quantity,
    electricityUsdPerKwh: group.electricityUsdPerKwh,
    poolFeeRatio: fleet.poolFeeRatio,
    uptimeRatio: fleet.uptimeRatio,
    fixedCostUsdPerMonth: fleet.fixedCostUsdPerMonth,
    capexUsd,
    market: fleet.market,
    projection: { ...projection, hashrateDecayRatioPerMonth: group.hashrateDecayRatioPerMonth },
  };
}

function profits({ chart }: ProjectionResult): number[] {
  return (chart?.months ?? []).map((month) => month.profitUsd);
}

function expectNear(actual: number | null, expected: number | null, scale: number): void {
  expect(Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN))).toBeLessThanOrEqual(1e-11 * scale);
}

describe("the projection of a fleet of one group", () => {
  it("equals project() exactly, payback, NPV, IRR and mine-versus-buy included", () => {
    fc.assert(
      fc.property(anyFleet, anyProjection, anyCapex, (any, projection, capexUsd) => {
        const fleet = { ...any, groups: any.groups.slice(0, 1) };
        expect(projectFleet(fleet, null, projection, capexUsd)).toEqual(
          project(asCalculation(fleet, projection, capexUsd)),
        );
      }),
    );
  });

  it("with 20 % at rest equals project() at a curtailment of 20 %", () => {
    const request = { strategy: "efficiency", basis: "power", shareRatio: 0.2, seed: 0 } as const;
    const plan = planCurtailment(fleetFixture, request);
    const inputs = asCalculation(fleetFixture, projectionFixture, 300_000);
    expect(projectFleet(fleetFixture, plan, projectionFixture, 300_000)).toEqual(
      project({ ...inputs, curtailmentRatio: 0.2 }),
    );
  });
});

describe("the projection of several groups", () => {
  it("is the sum of theirs, each ageing by its own decay, less the fixed costs once", () => {
    fc.assert(
      fc.property(anyFleet, anyProjection, (fleet, projection) => {
        const whole = profits(projectFleet(fleet, null, projection, null));
        const parts = fleet.groups.map((group) =>
          profits(
            projectFleet({ ...fleet, groups: [group], fixedCostUsdPerMonth: 0 }, null, projection, null),
          ),
        );
        whole.forEach((profit, month) => {
          const apart = parts.map((part) => part[month] ?? Number.NaN);
          const sum = apart.reduce((left, right) => left + right, 0);
          const scale = apart.reduce((left, right) => left + Math.abs(right), 1e6);
          expectNear(profit, sum - fleet.fixedCostUsdPerMonth, scale);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("does not change when a group is split", () => {
    const halves = [
      { ...s21Group, id: "a", quantity: 37 },
      { ...s21Group, id: "b", quantity: 63 },
    ];
    const still = { ...projectionFixture, difficultyGrowthRatio: 0 };
    const one = projectFleet(fleetFixture, null, still, 100_000);
    const two = projectFleet({ ...fleetFixture, groups: halves }, null, still, 100_000);
    expectNear(two.npvUsd, one.npvUsd, 1e6);
    expectNear(two.irr, one.irr, 1);
    expect(two.chart?.months.at(-1)?.electricityUsdPerKwh).toBeCloseTo(0.06, 15);
    // 100,000 USD over 9,498.72 USD a month, as in project.test.ts.
    expect(two.payback.months).toBeCloseTo(100_000 / 9498.718_704_412_47, 9);
  });

  it("starts a month of today's days under the plan: the strategy reaches the main result", () => {
    const request: CurtailmentRequest = {
      strategy: "unprofitable",
      basis: "power",
      shareRatio: 0,
      seed: 0,
    };
    const plan = planCurtailment(mixedFleet, request);
    const still = {
      ...projectionFixture,
      difficultyGrowthRatio: 0,
      difficultyGrowthPer: "month",
    } as const;
    const [first] = projectFleet(mixedFleet, plan, still, null).chart?.months ?? [];
    expect(first?.profitUsd).toBeCloseTo((plan.after.daily.profitUsd ?? Number.NaN) * 30.4375, 8);
    expect(first?.hashrateThs).toBe(20_000);
    const [all] = projectFleet(mixedFleet, null, still, null).chart?.months ?? [];
    expect((first?.profitUsd ?? 0) - (all?.profitUsd ?? 0)).toBeCloseTo(
      (plan.impact.netEffectUsdPerDay ?? Number.NaN) * 30.4375,
      8,
    );
  });

  it("pays the mean price of the energy it uses; of what is installed when all of it rests", () => {
    const [s21 = s21Group, s19 = s21Group] = mixedFleet.groups;
    const groups = [s21, { ...s19, electricityUsdPerKwh: 0.03 }];
    const inputs = { ...mixedFleet, groups };
    const kilowatts = [355, 122.72] as const;
    const mean = (kilowatts[0] * 0.06 + kilowatts[1] * 0.03) / (kilowatts[0] + kilowatts[1]);
    const [on] = projectFleet(inputs, null, projectionFixture, null).chart?.months ?? [];
    expect(on?.electricityUsdPerKwh).toBeCloseTo(mean, 12);
    const half = planCurtailment(inputs, {
      strategy: "efficiency",
      basis: "machines",
      shareRatio: 40 / 140,
      seed: 0,
    });
    const [cheapOff] = projectFleet(inputs, half, projectionFixture, null).chart?.months ?? [];
    expect(cheapOff?.electricityUsdPerKwh).toBeCloseTo(0.06, 12);
    const plan = planCurtailment(inputs, { strategy: "efficiency", basis: "power", shareRatio: 1, seed: 0 });
    const rested = projectFleet(inputs, plan, projectionFixture, 1000);
    expect(rested.chart?.months[0]).toMatchObject({ hashrateThs: 0, energyKwh: 0, energyCostUsd: 0 });
    expect(rested.chart?.months[0]?.electricityUsdPerKwh).toBeCloseTo(mean, 12);
    expect(rested.payback).toMatchObject({ months: null, reason: "never: earns nothing" });
  });

  it("does not say never while a group that ages slowly may still earn", () => {
    // Price growth of 1 % a month beats the decay of one group and not of the other.
    const fast = { ...s21Group, id: "fast", hashrateDecayRatioPerMonth: 0.05, electricityUsdPerKwh: 0.09 };
    const slow = { ...s21Group, id: "slow", electricityUsdPerKwh: 0.1 };
    const path = {
      ...projectionFixture,
      difficultyGrowthRatio: 0,
      priceGrowthRatioPerMonth: 0.01,
      months: 6,
    };
    const inputs = { ...fleetFixture, groups: [fast, slow] };
    const { payback } = projectFleet(inputs, null, path, 5_000_000);
    expect(payback).toMatchObject({ months: null, reason: "not within 6 months" });
  });
});

describe("projectFleet", () => {
  it("says what is missing", () => {
    const withoutPrice = { ...mixedFleet, market: { ...marketFixture, btcPriceUsd: null } };
    expect(projectFleet(withoutPrice, null, projectionFixture, 1)).toMatchObject({
      chart: null,
      chartReason: "no BTC price is known",
    });
    const withoutHeight = { ...mixedFleet, market: { ...marketFixture, blockHeight: null } };
    expect(projectFleet(withoutHeight, null, projectionFixture, 1).payback.reason).toContain("block height");
    expect(projectFleet(mixedFleet, null, projectionFixture, null).npvReason).toBe("no capital cost given");
  });

  it("names the broken rule of projection, capital cost and plan", () => {
    const path = { ...projectionFixture, months: 61 };
    expect(() => projectFleet(mixedFleet, null, path, 1)).toThrow("projection.months must be");
    expect(() => projectFleet(mixedFleet, null, projectionFixture, -1)).toThrow("capexUsd must be >= 0");
    const plan = planCurtailment(fleetFixture, {
      strategy: "random",
      basis: "power",
      shareRatio: 0.5,
      seed: 1,
    });
    expect(() => projectFleet(mixedFleet, plan, projectionFixture, 1)).toThrow("groups must be as many as");
  });
});
