import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marketFixture } from "../mining/calculation.fixture";
import { bestToRest } from "./best-to-rest";
import { calculateFleet } from "./calculate-fleet";
import { anyCurtailment, anyFleet, fleetFixture, mixedFleet, s19Group } from "./fleet.fixture";
import { planCurtailment } from "./plan-curtailment";

describe("bestToRest", () => {
  it("switches a model that loses money per kWh off entirely, and says how much per kWh", () => {
    const { groups, plan } = bestToRest(mixedFleet);
    const [s21, s19] = groups;
    expect(s21).toMatchObject({ switchOff: false, machines: 100, electricityUsdPerKwh: 0.06 });
    expect(s19).toMatchObject({ switchOff: true, machines: 40 });
    // Strike of the S21 is the former system's break-even, 0.09663; that of 29.5 J/TH is 17.75 / 29.5 of it.
    expect(s19?.marginUsdPerKwh).toBeCloseTo((0.09663 * 17.75) / 29.5 - 0.06, 5);
    expect(plan.groups.map(({ machinesOff }) => machinesOff)).toEqual([0, 40]);
    // 40 x 3.068 kW x 24 h a day, each kWh losing the margin.
    expect(s19?.netEffectUsdPerDay).toBeCloseTo(-(s19?.marginUsdPerKwh ?? 0) * 40 * 3.068 * 24, 9);
    expect(plan.impact.netEffectUsdPerDay).toBe(s19?.netEffectUsdPerDay);
  });

  it("rests all of a homogeneous fleet at a loss, not the share by which it loses", () => {
    // The former system's "optimal curtailment" was 100 x (1 - break-even / price): 17 % here.
    const dear = { ...s19Group, electricityUsdPerKwh: 0.07 };
    const { plan } = bestToRest({ ...fleetFixture, groups: [dear] });
    expect(plan.after).toMatchObject({ machinesOn: 0, hashrateThs: 0, powerWatts: 0 });
    expect(plan.after.daily.profitUsd).toBe(0);
  });

  it("does not ask for fixed costs: machines that earn above their energy stay on though the fleet loses", () => {
    const inputs = { ...fleetFixture, fixedCostUsdPerMonth: 1e6 };
    expect(calculateFleet(inputs).totals.daily.profitUsd).toBeLessThan(0);
    expect(bestToRest(inputs).groups[0]).toMatchObject({ switchOff: false });
  });

  it("keeps machines on that earn exactly their energy, and rests them a hair above", () => {
    const strike = calculateFleet(fleetFixture).groups[0]?.strikeUsdPerKwh ?? Number.NaN;
    const at = (electricityUsdPerKwh: number) =>
      bestToRest({
        ...fleetFixture,
        groups: [{ ...s19Group, ...fleetFixture.groups[0], electricityUsdPerKwh }],
      }).groups[0]?.switchOff;
    expect(at(strike)).toBe(false);
    expect(at(strike * (1 + 1e-12))).toBe(true);
  });

  it("is the unprofitable strategy, and agrees with the flag of the groups", () => {
    fc.assert(
      fc.property(anyFleet, (fleet) => {
        const { groups, plan } = bestToRest(fleet);
        const flags = calculateFleet(fleet).groups.map((group) => group.losesMoneyPerKwh);
        expect(groups.map(({ switchOff }) => switchOff)).toEqual(flags);
        const request = { ...plan.request, shareRatio: 0.3, seed: 9 };
        expect(planCurtailment(fleet, request).groups).toEqual(plan.groups);
      }),
    );
  });

  it("is at least as good as any set of machines off", () => {
    fc.assert(
      fc.property(
        anyFleet,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }),
        (fleet, shares) => {
          // Any number of machines of each group, summed up by hand.
          const effects = bestToRest(fleet).groups.map((group) => group.netEffectUsdPerDay);
          let any = 0;
          fleet.groups.forEach(({ quantity }, index) => {
            const off = Math.floor((shares[index] ?? 0) * (quantity + 1));
            any += (Math.min(off, quantity) / quantity) * (effects[index] ?? Number.NaN);
          });
          const best = bestToRest(fleet).plan.impact.netEffectUsdPerDay ?? Number.NaN;
          const scale = effects.reduce((sum, effect) => sum + Math.abs(effect), 1);
          expect(best).toBeGreaterThanOrEqual(any - 1e-12 * scale);
          expect(best).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  it("is at least as good as any strategy at any share, and so is the profit that remains", () => {
    fc.assert(
      fc.property(anyFleet, anyCurtailment, (fleet, request) => {
        const best = bestToRest(fleet).plan;
        const any = planCurtailment(fleet, request);
        const scale = (best.before.daily.revenueUsd ?? 0) + best.before.daily.energyCostUsd + 1;
        const allowed = 1e-12 * scale;
        expect(best.impact.netEffectUsdPerDay).toBeGreaterThanOrEqual(
          (any.impact.netEffectUsdPerDay ?? Number.NaN) - allowed,
        );
        expect(best.after.daily.profitUsd).toBeGreaterThanOrEqual(
          (any.after.daily.profitUsd ?? Number.NaN) - allowed,
        );
      }),
    );
  });

  it("has no answer without a BTC price", () => {
    const inputs = { ...mixedFleet, market: { ...marketFixture, btcPriceUsd: null } };
    expect(() => bestToRest(inputs)).toThrow(
      "market.btcPriceUsd must be known to say which machines lose money",
    );
  });
});
