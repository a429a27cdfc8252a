import { describe, expect, it } from "vitest";
import { utcDay } from "../network/utc-day";
import { firstEstimableDay } from "./first-estimable-day";

const retargets = Array.from({ length: 30 }, (_, index) => ({
  height: 715_680 + 2016 * index,
  dayUtc: utcDay(19_000 + 14 * index),
  difficulty: 24e12,
}));
const days = (from: number) =>
  Array.from({ length: 420 - from }, (_, index) => ({
    dayUtc: utcDay(19_000 + from + index),
    closeUsd: 40_000,
  }));

describe("firstEstimableDay", () => {
  it("is the day of the fourteenth retarget with a close: thirteen periods", () => {
    expect(firstEstimableDay({ days: days(0), retargets })).toBe(retargets[13]?.dayUtc);
    // The first retarget lies before the first close.
    expect(firstEstimableDay({ days: days(1), retargets })).toBe(retargets[14]?.dayUtc);
  });

  it("is null where thirteen are never reached", () => {
    expect(firstEstimableDay({ days: days(0), retargets: retargets.slice(0, 13) })).toBeNull();
    expect(firstEstimableDay({ days: [], retargets: [] })).toBeNull();
  });
});
