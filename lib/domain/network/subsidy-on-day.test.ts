import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { estimateHeightOnDay, pastHalvings, subsidyBtcOnDay } from "./subsidy-on-day";

describe("subsidyBtcOnDay", () => {
  it.each([
    ["2009-01-03", 50],
    ["2012-11-27", 50],
    ["2012-11-28", 25],
    ["2016-07-09", 12.5],
    ["2020-05-10", 12.5],
    ["2020-05-11", 6.25],
    ["2024-04-20", 3.125],
  ])("on %s is %s BTC, whatever the estimated height", (day, btc) => {
    expect(subsidyBtcOnDay(day, 0)).toBe(btc);
    expect(subsidyBtcOnDay(day, 1_049_999)).toBe(btc);
  });

  it("places later halvings by estimated height", () => {
    expect(subsidyBtcOnDay("2028-06-01", 1_050_000)).toBe(1.5625);
    expect(subsidyBtcOnDay("2032-06-01", 1_260_000)).toBe(0.78125);
  });

  it("records every halving so far at a multiple of 210,000", () => {
    expect(pastHalvings.map((halving) => halving.height)).toEqual([210_000, 420_000, 630_000, 840_000]);
  });
});

describe("estimateHeightOnDay", () => {
  const before = { height: 838_656, dayUtc: "2024-04-10" };
  const after = { height: 840_672, dayUtc: "2024-04-24" };

  it("is linear between two retargets", () => {
    expect(estimateHeightOnDay("2024-04-10", before, after)).toBe(838_656);
    expect(estimateHeightOnDay("2024-04-17", before, after)).toBe(839_664);
  });

  it("adds 144 blocks a day after the last one", () => {
    expect(estimateHeightOnDay("2024-05-04", after, null)).toBe(840_672 + 1440);
  });

  it("refuses a day before the known height", () => {
    expect(() => estimateHeightOnDay("2024-04-09", before, after)).toThrow(DomainError);
  });
});
