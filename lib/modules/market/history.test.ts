import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/market/history/route";
import { visitor } from "@/lib/server/testing/viewers";
import { assembleHistory, toRetargets } from "./history";
import { type MarketWorld, openMarketWorld } from "./market-world";
import { getMarketHistory, listRetargets } from "./queries";
import { type MarketHistory, marketHistorySchema } from "./schema";

let world: MarketWorld;
let history: MarketHistory;

beforeAll(async () => {
  world = await openMarketWorld();
  world.providers("off");
  history = await getMarketHistory(visitor);
});
afterAll(() => world.close());

const dayOf = (dayUtc: string) => history.days.find((day) => day.dayUtc === dayUtc);

describe("the shipped history", () => {
  it("equals the shipped file day by day", () => {
    const file = path.join(import.meta.dirname, "../../../db/seed/btc-daily-close.csv");
    const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
    const shipped = history.days.filter((day) => day.closeUsd !== null);
    expect(shipped.map((day) => `${day.dayUtc},${day.closeUsd},${day.sources}`)).toEqual(lines);
  });
  it("has 1,740 days from 2022-01-01 to 2026-10-06, the one without a close included", () => {
    expect(history.days).toHaveLength(1740);
    expect(history.days[0]).toMatchObject({ dayUtc: "2022-01-01", closeUsd: 47_705, sources: 4 });
    expect(history.days.at(-1)).toMatchObject({ dayUtc: "2026-10-06", closeUsd: 85_280, sources: 1 });
    expect(dayOf("2026-08-27")).toMatchObject({ closeUsd: null, sources: null, hashpriceUsdPerPhDay: null });
    expect(history.provenance.missingDaysUtc).toEqual(["2026-08-27"]);
  });
  it("carries the difficulty in force at the end of each day", () => {
    expect(dayOf("2026-10-03")?.difficulty).toBe(132_757_073_449_487.52);
    expect(dayOf("2026-10-04")?.difficulty).toBe(132_716_002_350_731.28);
  });

  // 86,400 x 10^15 x subsidy x close / (difficulty x 2^32) in exact rational arithmetic; 6.25 BTC until 2024-04-19.
  it.each([
    ["2022-01-01", 247.1077],
    ["2024-04-19", 92.8986],
    ["2024-04-20", 47.2709],
    ["2024-04-24", 45.8581],
    ["2026-08-26", 39.4928],
    ["2026-10-06", 40.395],
  ])("gives for %s the hashprice computed by hand, %s USD/PH/day", (dayUtc, hashprice) => {
    expect(dayOf(dayUtc)?.hashpriceUsdPerPhDay).toBe(hashprice);
  });

  it("gives each retarget its change and says how its date is known", async () => {
    const retargets = await listRetargets(visitor);
    expect(retargets).toHaveLength(127);
    expect(retargets[0]).toMatchObject({ height: 715_680, changeRatio: null, dateSource: "block header" });
    expect(retargets.at(-1)).toMatchObject({
      height: 969_696,
      dayUtc: "2026-10-04",
      dateSource: "first seen",
    });
    expect(retargets.at(-1)?.changeRatio).toBeCloseTo(
      132_716_002_350_731.28 / 132_757_073_449_487.52 - 1,
      12,
    );
  });
});

describe("assembleHistory", () => {
  const close = (dayUtc: string) => ({ dayUtc, closeUsd: 1, sourceCount: 1, source: "s" });
  const retarget = { height: 969_696, dayUtc: "2026-10-04", difficulty: 1e14, dateSource: "first seen" };

  it("gives no difficulty before the first retarget, nor once another may have come", () => {
    const { days } = assembleHistory([close("2026-10-03"), close("2026-10-15")], [retarget]);
    expect(days[0]?.difficulty).toBeNull();
    expect(days.find((day) => day.dayUtc === "2026-10-14")?.difficulty).toBe(1e14);
    expect(days.at(-1)).toMatchObject({ dayUtc: "2026-10-15", difficulty: null, hashpriceUsdPerPhDay: null });
  });
  it("answers an empty history without a day", () => {
    const empty = assembleHistory([], []);
    expect(empty.days).toEqual([]);
    expect(empty.provenance).toMatchObject({ firstDayUtc: null, lastDayUtc: null });
  });
  it("gives no change across a retarget that is missing", () => {
    const gap = toRetargets([retarget, { ...retarget, height: 969_696 + 4032 }]);
    expect(gap.map((row) => row.changeRatio)).toEqual([null, null]);
  });
});

it("GET /api/market/history answers the documented body, under 40 kB compressed, and may be kept", async () => {
  const response = await GET(new Request("http://localhost/api/market/history"));
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toContain("max-age=300");
  const text = await response.text();
  marketHistorySchema.parse(JSON.parse(text));
  expect(gzipSync(text).length).toBeLessThan(40_000);
});
