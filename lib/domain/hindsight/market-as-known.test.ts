import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, utcDay } from "../network/utc-day";
import { marketAsKnown } from "./market-as-known";
import { type PastMarket, pastUpTo } from "./past-market";

// Bitcoin block headers: heights, UTC days and difficulties of the retargets around the fourth halving, which came
// with block 840,000 on 2024-04-20 at 00:09 UTC.
const retargets = [
  { height: 836_640, dayUtc: "2024-03-28", difficulty: 83_126_997_340_024.61 },
  { height: 838_656, dayUtc: "2024-04-10", difficulty: 86_388_558_925_171.02 },
  { height: 840_672, dayUtc: "2024-04-24", difficulty: 88_104_191_118_793.16 },
];
const first = dayNumber("", "2024-03-28");
const past: PastMarket = {
  days: Array.from({ length: 60 }, (_, index) => ({
    dayUtc: utcDay(first + index),
    closeUsd: 64_000 + index,
  })),
  retargets,
};

function known(dayUtc: string, all: PastMarket = past) {
  return marketAsKnown(pastUpTo(all, dayUtc), dayUtc);
}

describe("marketAsKnown", () => {
  it("is the day's close and the newest retarget, with fees and observed hashrate not known", () => {
    expect(known("2024-04-10").market).toEqual({
      btcPriceUsd: 64_013,
      difficulty: 86_388_558_925_171.02,
      networkHashrateThs: null,
      networkHashrateStale: false,
      subsidyBtc: 6.25,
      feesBtcPerBlock: null,
      blockHeight: 838_656 + 144,
    });
    expect(known("2024-04-09").market?.difficulty).toBe(83_126_997_340_024.61);
  });

  it("halves the subsidy on 2024-04-20 and not on the day before, though 144 blocks a day would", () => {
    // 838,656 + 10 x 144 = 840,096 at the end of 2024-04-19: the estimate alone would be past the halving.
    expect(known("2024-04-19").market).toMatchObject({ blockHeight: 839_999, subsidyBtc: 6.25 });
    expect(known("2024-04-20").market).toMatchObject({ blockHeight: 840_240, subsidyBtc: 3.125 });
  });

  it("never places the chain past a retarget that had not been seen", () => {
    const late = { ...past, retargets: retargets.slice(0, 1) };
    expect(known("2024-04-15", late).market?.blockHeight).toBe(838_655);
  });

  it("says what is missing: the close, or a difficulty not too old", () => {
    const gap = { ...past, days: past.days.filter(({ dayUtc }) => dayUtc !== "2024-04-12") };
    expect(known("2024-04-12", gap)).toEqual({ market: null, reason: "no close is recorded for 2024-04-12" });
    const reason = (dayUtc: string) => `the difficulty in force on ${dayUtc} is not recorded`;
    expect(known("2024-05-16")).toEqual({ market: null, reason: reason("2024-05-16") });
    expect(known("2024-05-15").market).not.toBeNull();
    expect(known("2024-04-01", { ...past, retargets: [] })).toMatchObject({ reason: reason("2024-04-01") });
  });

  it("does not change by anything recorded later", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 47 }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1e15, noNaN: true }),
        (index, closeUsd, difficulty) => {
          const dayUtc = utcDay(first + index);
          const scrambled: PastMarket = {
            days: past.days.map((day) => (day.dayUtc > dayUtc ? { ...day, closeUsd } : day)),
            retargets: past.retargets.map((row) => (row.dayUtc > dayUtc ? { ...row, difficulty } : row)),
          };
          expect(known(dayUtc, scrambled)).toEqual(known(dayUtc));
        },
      ),
    );
  });
});
