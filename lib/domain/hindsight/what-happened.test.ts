import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { utcDay } from "../network/utc-day";
import type { PastMarket } from "./past-market";
import { happenings } from "./what-happened";

const day0 = 19_500; // 2023-05-23
const difficulty = 50e12;

/** `count` days of one price from day0 on, and a retarget every 14 days with the difficulty that `at` gives it. */
function record(count: number, at: (index: number) => number = () => difficulty): PastMarket {
  return {
    days: Array.from({ length: count }, (_, index) => ({ dayUtc: utcDay(day0 + index), closeUsd: 30_000 })),
    retargets: Array.from({ length: Math.ceil(count / 14) }, (_, index) => ({
      height: 780_192 + 2016 * index,
      dayUtc: utcDay(day0 + 14 * index),
      difficulty: at(index),
    })),
  };
}

/** 86,400 s x 10^12 hashes x 6.25 BTC / (50e12 x 2^32), computed with bc -l: BTC a day of one TH/s. */
const btcPerThsDay = 2.514_570_951_461_791e-6;

describe("happenings", () => {
  it("is days x hashprice while nothing changes, and a month is 30.4375 days", () => {
    const months = happenings(record(120))(utcDay(day0), 3, 0);
    for (const month of months) {
      expect(month.knownDays).toBe(30.4375);
      expect(month.btcPerThs).toBeCloseTo(30.4375 * btcPerThsDay, 15);
      expect(month.revenueUsdPerThs / (30.4375 * btcPerThsDay * 30_000)).toBeCloseTo(1, 12);
      expect(month).toMatchObject({
        btcPriceUsd: 30_000,
        difficulty,
        rewardBtcPerBlock: 6.25,
        missingDaysUtc: [],
      });
    }
  });

  it("begins on the day after, and shares the day on which one month ends and the next begins", () => {
    const [first, second] = happenings(record(120))("2023-05-23", 2, 0);
    expect([first?.firstDayUtc, first?.lastDayUtc]).toEqual(["2023-05-24", "2023-06-23"]);
    expect([second?.firstDayUtc, second?.lastDayUtc]).toEqual(["2023-06-23", "2023-07-23"]);
  });

  it("takes each retarget from its day on", () => {
    // Difficulty doubles on day 28: of month 1 (days 1 to 31.4375) 27 days pay in full and 3.4375 half.
    const [month] = happenings(record(60, (index) => (index < 2 ? difficulty : 2 * difficulty)))(
      utcDay(day0),
      1,
      0,
    );
    expect(month?.btcPerThs).toBeCloseTo((27 + 3.4375 / 2) * btcPerThsDay, 15);
    expect(month?.difficulty).toBeCloseTo((27 * difficulty + 3.4375 * 2 * difficulty) / 30.4375, 0);
  });

  it("halves the subsidy on the recorded day of the fourth halving", () => {
    const past: PastMarket = {
      days: Array.from({ length: 61 }, (_, index) => ({ dayUtc: utcDay(19_802 + index), closeUsd: 60_000 })),
      retargets: [838_656, 840_672, 842_688, 844_704, 846_720].map((height, index) => ({
        height,
        dayUtc: utcDay(19_797 + 14 * index),
        difficulty,
      })),
    };
    // From 2024-03-22 on: 2024-04-20 is the 30th of the days that follow 2024-03-21, so 29 days pay 6.25.
    const [month] = happenings({ ...past })("2024-03-21", 1, 0);
    expect(month?.rewardBtcPerBlock).toBeCloseTo((29 * 6.25 + 1.4375 * 3.125) / 30.4375, 12);
  });

  it("leaves a missing close out and names its day, in one month or in both that share it", () => {
    const whole = record(120);
    const without = (dayUtc: string): PastMarket => ({
      ...whole,
      days: whole.days.map((day) => (day.dayUtc === dayUtc ? { dayUtc, closeUsd: null } : day)),
    });
    const [one] = happenings(without("2023-06-01"))("2023-05-23", 2, 0);
    expect(one).toMatchObject({ knownDays: 29.4375, missingDaysUtc: ["2023-06-01"] });
    expect(one?.btcPerThs).toBeCloseTo(29.4375 * btcPerThsDay, 15);
    const shared = happenings(without("2023-06-23"))("2023-05-23", 2, 0);
    expect(shared.map(({ knownDays }) => knownDays)).toEqual([30, 29.875]);
    const absent = happenings({ ...whole, days: whole.days.filter(({ dayUtc }) => dayUtc !== "2023-06-01") });
    expect(absent("2023-05-23", 1, 0)).toEqual(happenings(without("2023-06-01"))("2023-05-23", 1, 0));
  });

  it("says that nothing is known where the record ends", () => {
    const [month] = happenings(record(1))(utcDay(day0), 1, 0);
    expect(month).toMatchObject({ knownDays: 0, revenueUsdPerThs: 0, btcPriceUsd: null, difficulty: null });
    expect(month?.missingDaysUtc).toHaveLength(31);
  });

  it("shrinks hashrate at each month's start", () => {
    const months = happenings(record(120))(utcDay(day0), 3, 0.1);
    expect(months.map(({ btcPerThs }) => btcPerThs / (30.4375 * btcPerThsDay))).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(0.9, 12),
      expect.closeTo(0.81, 12),
    ]);
  });

  it("refuses a day that does not exist and months that are not whole", () => {
    const happened = happenings(record(10));
    expect(() => happened("2023-02-30", 1, 0)).toThrow(DomainError);
    expect(() => happened("2023-05-23", 1.5, 0)).toThrow(/months must be a whole number/);
  });
});
