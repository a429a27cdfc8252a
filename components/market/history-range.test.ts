import { describe, expect, it } from "vitest";
import type { MarketHistory } from "@/lib/modules/market/schema";
import { cutHistory, historyRangeOf } from "./history-range";

const startMs = Date.parse("2024-01-01T00:00:00Z");
const dayOf = (index: number) => new Date(startMs + index * 86_400_000).toISOString().slice(0, 10);

const history: MarketHistory = {
  days: Array.from({ length: 800 }, (_, index) => ({
    dayUtc: dayOf(index),
    closeUsd: index,
    sources: 4,
    difficulty: 1,
    hashpriceUsdPerPhDay: 1,
  })),
  retargets: [0, 700, 790].map((index) => ({
    height: 2016 * index,
    dayUtc: dayOf(index),
    difficulty: 1,
    dateSource: "block header",
    changeRatio: null,
  })),
  provenance: {
    closeUsd: "",
    difficulty: "",
    hashpriceUsdPerPhDay: "",
    firstDayUtc: dayOf(0),
    lastDayUtc: dayOf(799),
    missingDaysUtc: [],
  },
};

describe("cutHistory", () => {
  it("keeps the last 92 days and the retargets within them", () => {
    const cut = cutHistory(history, "3m");
    expect(cut.days).toHaveLength(92);
    expect(cut.days.at(-1)?.closeUsd).toBe(799);
    expect(cut.retargets.map(({ height }) => height)).toEqual([2016 * 790]);
  });

  it("keeps everything for all", () => {
    expect(cutHistory(history, "all")).toBe(history);
  });
});

describe("historyRangeOf", () => {
  it("reads the names of ranges, and all from anything else", () => {
    expect(historyRangeOf("1y")).toBe("1y");
    expect(historyRangeOf("5m")).toBe("all");
    expect(historyRangeOf(null)).toBe("all");
  });
});
