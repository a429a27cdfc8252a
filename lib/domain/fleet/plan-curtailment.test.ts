import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calculateDaily } from "../mining/calculate-daily";
import { inputsFixture, marketFixture } from "../mining/calculation.fixture";
import type { CurtailmentRequest } from "./fleet";
import { anyCurtailment, anyFleet, fleetFixture } from "./fleet.fixture";
import { fleetAfter } from "./fleet-after";
import { planCurtailment } from "./plan-curtailment";

const request: CurtailmentRequest = { strategy: "efficiency", basis: "power", shareRatio: 0.2, seed: 1 };
const strategies = ["efficiency", "proportional", "random"] as const;

describe("100 x S21 with 20 % of the power at rest", () => {
  // Vector of the former system: 16,000 TH/s, 80 on and 20 off, electricity 408.96 USD a day.
  it.each(strategies)("runs 80 and rests 20 (%s)", (strategy) => {
    const plan = planCurtailment(fleetFixture, { ...request, strategy });
    expect(plan.groups).toEqual([
      {
        id: "s21",
        name: "Antminer S21",
        machinesOff: 20,
        partTimeOffRatio: 0,
        machinesOn: 80,
        powerSavedWatts: 71_000,
      },
    ]);
    expect(plan.after).toMatchObject({ machinesOn: 80, hashrateThs: 16_000, powerWatts: 284_000 });
    expect(plan.after.daily.energyCostUsd).toBeCloseTo(408.96, 9);
    expect(plan.impact.energySavedKwhPerDay).toBeCloseTo(1704, 9);
  });

  it("is the calculator's own day at a curtailment of 20 %", () => {
    const {
      btcPerDayGross: _gross,
      btcPerDayNet,
      ...money
    } = calculateDaily({
      ...inputsFixture,
      curtailmentRatio: 0.2,
    });
    expect(planCurtailment(fleetFixture, request).after.daily).toEqual({ btcNet: btcPerDayNet, ...money });
  });

  it("earns the same BTC per TH/s before and after: the pool fee is on both sides", () => {
    // The former system charged the fee before only: 1.5694e-5 BTC/TH of 30.5 days before, 1.6096e-5 after.
    const { before, after, impact } = planCurtailment(fleetFixture, request);
    const perThs = before.daily.btcNet / before.hashrateThs;
    expect(perThs * 30.5).toBeCloseTo(1.5694e-5, 9);
    expect(after.daily.btcNet / after.hashrateThs).toBeCloseTo(perThs, 20);
    expect(impact.btcLostPerDay).toBeCloseTo(4000 * perThs, 15);
    // 20 % of 844.38 USD before fee, less 2.5 %.
    expect(impact.netRevenueLostUsdPerDay).toBeCloseTo(0.2 * 844.382_455 * 0.975, 5);
    expect(impact.energyCostSavedUsdPerDay).toBeCloseTo(102.24, 9);
    expect(impact.netEffectUsdPerDay).toBeCloseTo(102.24 - 164.654_579, 5);
  });
});

describe("planCurtailment", () => {
  it("loses no model: every group of the fleet is in the plan, named, in its order", () => {
    fc.assert(
      fc.property(anyFleet, anyCurtailment, (fleet, any) => {
        const { groups, before } = planCurtailment(fleet, any);
        expect(groups.map(({ id, name }) => ({ id, name }))).toEqual(
          fleet.groups.map(({ id, name }) => ({ id, name })),
        );
        expect(groups.reduce((sum, group) => sum + group.machinesOff + group.machinesOn, 0)).toBe(
          before.machinesOn,
        );
      }),
    );
  });

  it("reaches the main result: the fleet under the plan is the plan's after, and before - after = impact", () => {
    fc.assert(
      fc.property(anyFleet, anyCurtailment, (fleet, any) => {
        const plan = planCurtailment(fleet, any);
        expect(fleetAfter(fleet, plan).totals).toEqual(plan.after);
        const { before, after, impact } = plan;
        const scale = (before.daily.revenueUsd ?? 0) + before.daily.energyCostUsd + 1;
        const gained = (after.daily.profitUsd ?? Number.NaN) - (before.daily.profitUsd ?? Number.NaN);
        expect(Math.abs(gained - (impact.netEffectUsdPerDay ?? Number.NaN))).toBeLessThan(1e-12 * scale);
        const saved = before.daily.energyKwh - after.daily.energyKwh;
        expect(Math.abs(saved - impact.energySavedKwhPerDay)).toBeLessThanOrEqual(
          1e-12 * before.daily.energyKwh,
        );
        expect(before.daily.btcNet - after.daily.btcNet).toBeCloseTo(impact.btcLostPerDay, 12);
      }),
    );
  });

  it("does not depend on the order of the groups", () => {
    fc.assert(
      fc.property(anyFleet, anyCurtailment, (fleet, any) => {
        const plan = planCurtailment(fleet, any);
        const reversed = planCurtailment({ ...fleet, groups: fleet.groups.toReversed() }, any);
        const off = (of: typeof plan) =>
          Object.fromEntries(
            of.groups.map((group) => [group.id, group.machinesOff + group.partTimeOffRatio]),
          );
        for (const [id, machines] of Object.entries(off(plan)))
          expect(off(reversed)[id]).toBeCloseTo(machines, 8);
      }),
    );
  });

  it("plans a share without a BTC price, in energy and BTC", () => {
    const inputs = { ...fleetFixture, market: { ...marketFixture, btcPriceUsd: null } };
    const { impact } = planCurtailment(inputs, request);
    expect(impact).toMatchObject({ netRevenueLostUsdPerDay: null, netEffectUsdPerDay: null });
    expect(impact.energyCostSavedUsdPerDay).toBeCloseTo(102.24, 9);
    expect(() => planCurtailment(inputs, { ...request, strategy: "unprofitable" })).toThrow(
      "market.btcPriceUsd must be known",
    );
  });

  it.each<[string, unknown, string]>([
    ["shareRatio", 1.2, "shareRatio must be >= 0 and <= 1 (ratio), got 1.2"],
    ["shareRatio", Number.NaN, "shareRatio must be >= 0 and <= 1 (ratio), got NaN"],
    ["seed", -1, "seed must be a whole number >= 0 and <= 4294967295, got -1"],
    ["basis", "hashrate", 'basis must be either "power" or "machines", got hashrate'],
    ["strategy", "best", "strategy must be one of efficiency, proportional, random, unprofitable, got best"],
  ])("refuses a request whose %s is %s", (field, value, message) => {
    expect(() => planCurtailment(fleetFixture, { ...request, [field]: value })).toThrow(message);
  });
});
