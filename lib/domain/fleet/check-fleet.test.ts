import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { marketFixture } from "../mining/calculation.fixture";
import { calculateFleet } from "./calculate-fleet";
import { findFleetProblems } from "./check-fleet";
import type { FleetGroup } from "./fleet";
import { fleetFixture, mixedFleet, s19Group, s21Group } from "./fleet.fixture";

function problemsOf(change: Partial<FleetGroup>) {
  return findFleetProblems({ ...mixedFleet, groups: [s21Group, { ...s19Group, ...change }] });
}

describe("findFleetProblems", () => {
  it("finds none in a sound fleet", () => {
    expect(findFleetProblems(mixedFleet)).toEqual([]);
  });

  it.each<[Partial<FleetGroup>, string, unknown, string]>([
    [{ hashrateThs: 0 }, "hashrateThs", 0, "> 0 and <= 1000000000 TH/s"],
    [{ powerWatts: 0 }, "powerWatts", 0, "> 0 and <= 1000000000 W"],
    [{ quantity: 1.5 }, "quantity", 1.5, "a whole number >= 1 and <= 10000000 machines"],
    [{ ageMonths: -1 }, "ageMonths", -1, ">= 0 and <= 240 months"],
    [{ ageMonths: Number.NaN }, "ageMonths", Number.NaN, ">= 0 and <= 240 months"],
    [
      { hashrateDecayRatioPerMonth: 0.6 },
      "hashrateDecayRatioPerMonth",
      0.6,
      ">= 0 and <= 0.5 (ratio per month)",
    ],
    [{ electricityUsdPerKwh: -0.01 }, "electricityUsdPerKwh", -0.01, ">= 0 and <= 100 USD/kWh"],
    [{ id: "" }, "id", "", "not empty"],
    [{ id: "s21" }, "id", "s21", "unlike every other id, and groups[0] has it"],
  ])("names path, value and rule of %o", (change, field, value, rule) => {
    expect(problemsOf(change)).toEqual([{ field: `groups[1].${field}`, value, rule }]);
  });

  it("lists every broken rule, in reading order", () => {
    const fields = findFleetProblems({
      groups: [
        { ...s21Group, powerWatts: -1, quantity: 0 },
        { ...s19Group, hashrateThs: Number.POSITIVE_INFINITY },
      ],
      poolFeeRatio: 1.1,
      uptimeRatio: -0.1,
      fixedCostUsdPerMonth: -5,
      market: { ...marketFixture, difficulty: 0, btcPriceUsd: -1 },
    }).map(({ field }) => field);
    expect(fields).toEqual([
      "groups[0].powerWatts",
      "groups[0].quantity",
      "groups[1].hashrateThs",
      "poolFeeRatio",
      "uptimeRatio",
      "fixedCostUsdPerMonth",
      "market.difficulty",
      "market.btcPriceUsd",
    ]);
  });

  it("refuses a fleet without groups and one of more machines than can be drawn from", () => {
    expect(findFleetProblems({ ...fleetFixture, groups: [] })).toEqual([
      { field: "groups", value: 0, rule: "a whole number >= 1 and <= 10000 groups" },
    ]);
    const large = { ...s21Group, quantity: 10_000_000 };
    expect(findFleetProblems({ ...fleetFixture, groups: [large] })).toEqual([]);
    expect(findFleetProblems({ ...fleetFixture, groups: [large, s19Group] })).toEqual([
      { field: "groups", value: 10_000_040, rule: "of a total quantity <= 10000000 machines" },
    ]);
  });

  it("is what calculateFleet throws first", () => {
    const broken = { ...mixedFleet, groups: [s21Group, { ...s19Group, powerWatts: -3 }] };
    const message = "groups[1].powerWatts must be > 0 and <= 1000000000 W, got -3";
    const rule = { value: -3, rule: "> 0 and <= 1000000000 W" };
    expect(() => calculateFleet(broken)).toThrow(new DomainError("groups[1].powerWatts", message, rule));
  });
});
