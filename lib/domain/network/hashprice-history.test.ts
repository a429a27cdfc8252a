import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { hashpriceUsdPerPhDay } from "../mining/hashprice";
import { hashpriceHistory } from "./hashprice-history";

// Bitcoin block headers: heights, UTC days and difficulties of three retargets around the fourth halving.
const retargets = [
  { height: 836_640, dayUtc: "2024-03-28", difficulty: 83_126_997_340_024.61 },
  { height: 838_656, dayUtc: "2024-04-10", difficulty: 86_388_558_925_171.02 },
  { height: 840_672, dayUtc: "2024-04-24", difficulty: 88_104_191_118_793.16 },
];

function days(
  ...list: readonly (readonly [string, number | null])[]
): { dayUtc: string; closeUsd: number | null }[] {
  return list.map(([dayUtc, closeUsd]) => ({ dayUtc, closeUsd }));
}

describe("hashpriceHistory", () => {
  it("halves the subsidy on 2024-04-20, the day of block 840,000", () => {
    const [before, after] = hashpriceHistory(
      days(["2024-04-19", 64_000], ["2024-04-20", 64_000]),
      retargets,
      14,
    );
    expect(before?.subsidyBtc).toBe(6.25);
    expect(after?.subsidyBtc).toBe(3.125);
    expect((before?.hashpriceUsdPerPhDay ?? 0) / (after?.hashpriceUsdPerPhDay ?? 0)).toBeCloseTo(2, 12);
  });

  it("counts a retarget's day as new", () => {
    const rows = hashpriceHistory(
      days(["2024-04-09", 1], ["2024-04-10", 1], ["2024-04-23", 1], ["2024-04-24", 1]),
      retargets,
      14,
    );
    expect(rows.map((row) => row.difficulty)).toEqual([
      83_126_997_340_024.61, 86_388_558_925_171.02, 86_388_558_925_171.02, 88_104_191_118_793.16,
    ]);
  });

  it("is hashprice on the subsidy alone", () => {
    const [row] = hashpriceHistory(days(["2024-04-25", 64_500]), retargets, 14);
    expect(row?.hashpriceUsdPerPhDay).toBe(hashpriceUsdPerPhDay(64_500, 88_104_191_118_793.16, 3.125));
  });

  it("leaves a day without close null, and its neighbours alone", () => {
    const rows = hashpriceHistory(
      days(["2024-04-11", 70_000], ["2024-04-12", null], ["2024-04-13", 64_000]),
      retargets,
      14,
    );
    expect(rows.map((row) => row.hashpriceUsdPerPhDay === null)).toEqual([false, true, false]);
    expect(rows[1]).toMatchObject({ closeUsd: null, difficulty: 86_388_558_925_171.02, subsidyBtc: 6.25 });
  });

  it("has no difficulty before the first known retarget, or without any", () => {
    const empty = { difficulty: null, subsidyBtc: null, hashpriceUsdPerPhDay: null };
    expect(hashpriceHistory(days(["2024-03-27", 69_000]), retargets, 14)).toMatchObject([empty]);
    expect(hashpriceHistory(days(["2024-03-28", 69_000]), [], 14)).toMatchObject([empty]);
  });

  it("takes the newest difficulty to be in force for the days it is told, and no longer", () => {
    const list = days(["2024-05-08", 60_000], ["2024-05-09", 60_000]);
    expect(hashpriceHistory(list, retargets, 14).map((row) => row.difficulty)).toEqual([
      88_104_191_118_793.16,
      null,
    ]);
  });

  it("halves again when the estimated height reaches 1,050,000", () => {
    // (1,050,000 - 840,672) / 144 = 1,453.67 days after 2024-04-24: the day 2028-04-17 is the first full one.
    const rows = hashpriceHistory(days(["2028-04-16", 1], ["2028-04-17", 1]), retargets, 1500);
    expect(rows.map((row) => row.subsidyBtc)).toEqual([3.125, 1.5625]);
    expect(rows[1]?.difficulty).toBe(88_104_191_118_793.16);
  });

  it("refuses days or retargets out of order, and days that do not exist", () => {
    expect(() => hashpriceHistory(days(["2024-04-12", 1], ["2024-04-11", 1]), retargets, 14)).toThrow(
      /days must be oldest first/,
    );
    expect(() => hashpriceHistory([], [...retargets].reverse(), 14)).toThrow(DomainError);
    expect(() => hashpriceHistory(days(["2024-02-30", 1]), retargets, 14)).toThrow(
      /days.dayUtc must be a UTC day/,
    );
    expect(() => hashpriceHistory(days(["12.4.2024", 1]), retargets, 14)).toThrow(DomainError);
  });
});
