import { describe, expect, it } from "vitest";
import { fleetFixture, mixedFleet, s21Group } from "./fleet.fixture";
import { fleetAfter } from "./fleet-after";
import { planCurtailment } from "./plan-curtailment";

const plan = planCurtailment(mixedFleet, {
  strategy: "efficiency",
  basis: "machines",
  shareRatio: 0.3,
  seed: 0,
});

describe("fleetAfter", () => {
  it("rests the planned machines in each group's own figures", () => {
    // 42 of 140 machines: all 40 S19j Pro and two S21.
    const { groups, totals } = fleetAfter(mixedFleet, plan);
    expect(groups.map(({ machines, machinesOn }) => [machines, machinesOn])).toEqual([
      [100, 98],
      [40, 0],
    ]);
    expect(groups[1]?.daily).toMatchObject({ btcNet: 0, energyKwh: 0, profitUsd: 0 });
    expect(totals.powerWatts).toBeCloseTo(98 * 3550, 6);
  });

  it("follows the groups by id, not by place", () => {
    const reversed = { ...mixedFleet, groups: mixedFleet.groups.toReversed() };
    expect(fleetAfter(reversed, plan).groups.map(({ machinesOn }) => machinesOn)).toEqual([0, 98]);
  });

  it("refuses a plan that was made for another fleet", () => {
    expect(() => fleetAfter(fleetFixture, plan)).toThrow(
      "groups must be as many as the plan was made for, 2, got 1",
    );
    const [s21 = s21Group, s19 = s21Group] = mixedFleet.groups;
    expect(() => fleetAfter({ ...mixedFleet, groups: [s21, { ...s19, id: "other" }] }, plan)).toThrow(
      "groups[1].id must be an id the plan knows, got other",
    );
    expect(() => fleetAfter({ ...mixedFleet, groups: [{ ...s21, quantity: 99 }, s19] }, plan)).toThrow(
      "groups[0].quantity must be 100 machines, as when the plan was made, got 99",
    );
  });
});
