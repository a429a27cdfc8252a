import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { userViewer } from "@/lib/server/testing/viewers";
import type { Actor } from "@/lib/server/viewer";
import { collectMarket } from "./collector";
import {
  type NetworkObservation,
  recordDailyCloses,
  recordNetworkSnapshot,
  recordRetargets,
} from "./commands";
import { type MarketWorld, openMarketWorld } from "./market-world";

const system: Actor = { kind: "system", name: "test" };
const user: Actor = userViewer({ userId: "u", orgId: "o", role: "guest" });
const noon = Date.parse("2026-11-22T12:00:00Z");
const minuteMs = 60_000;
let world: MarketWorld;

beforeAll(async () => {
  world = await openMarketWorld();
});
beforeEach(async () => {
  world.restart();
  await world.test.sql`delete from network_snapshots`;
});
afterAll(() => world.close());

function observation(atMs: number, changes: Partial<NetworkObservation> = {}): NetworkObservation {
  return {
    observedAtMs: atMs,
    btcPriceUsd: { value: 86_000, source: "Binance BTC/USDT" },
    difficulty: { value: 1.3e14, source: "mempool.space" },
    blockHeight: null,
    observedHashrateThs: null,
    feesBtcPerBlock: null,
    ...changes,
  };
}

const snapshots = () =>
  world.test.sql<{ price: number | null; at: Date }[]>`
    select btc_price_usd::float8 as price, observed_at as at from network_snapshots order by slot_starts_at`;

describe("recordNetworkSnapshot", () => {
  it("refuses anybody but the system", async () => {
    await expect(recordNetworkSnapshot(user, observation(noon))).rejects.toMatchObject({ code: "forbidden" });
    await expect(recordDailyCloses(user, [])).rejects.toMatchObject({ code: "forbidden" });
    await expect(recordRetargets(user, [])).rejects.toMatchObject({ code: "forbidden" });
  });

  it("keeps one row for a tenth of a day, renewed at most every ten minutes", async () => {
    const later = (minutes: number, price: number) =>
      recordNetworkSnapshot(
        system,
        observation(noon + minutes * minuteMs, { btcPriceUsd: { value: price, source: "OKX BTC/USDT" } }),
      );
    expect(await recordNetworkSnapshot(system, observation(noon))).toBe(true);
    expect(await later(9, 87_000)).toBe(false);
    expect(await later(10, 88_000)).toBe(true);
    expect((await snapshots()).map((row) => row.price)).toEqual([88_000]);
    expect(await later(144, 89_000)).toBe(true);
    expect((await snapshots()).map((row) => row.price)).toEqual([88_000, 89_000]);
  });

  it("never writes more than ten rows a day, however often it is called", async () => {
    const start = Date.parse("2026-11-22T00:00:00Z");
    for (let minute = 0; minute < 1440; minute += 20) {
      await recordNetworkSnapshot(system, observation(start + minute * minuteMs));
    }
    expect(await snapshots()).toHaveLength(10);
  });

  it("writes one row when many processes record the same moment", async () => {
    const written = await Promise.all(
      Array.from({ length: 8 }, () => recordNetworkSnapshot(system, observation(noon))),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
  });

  it("does not replace a fuller observation by a poorer one", async () => {
    await recordNetworkSnapshot(system, observation(noon));
    expect(
      await recordNetworkSnapshot(system, observation(noon + 20 * minuteMs, { btcPriceUsd: null })),
    ).toBe(false);
    expect((await snapshots()).map((row) => row.price)).toEqual([86_000]);
  });

  it("writes nothing when nobody answered", async () => {
    const nothing = observation(noon, { btcPriceUsd: null, difficulty: null });
    expect(await recordNetworkSnapshot(system, nothing)).toBe(false);
    expect(await snapshots()).toHaveLength(0);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1, 1e12])(
    "refuses a price of %s and names it",
    async (value) => {
      const recording = recordNetworkSnapshot(
        system,
        observation(noon, { btcPriceUsd: { value, source: "x" } }),
      );
      await expect(recording).rejects.toMatchObject({ code: "invalid", fields: [{ field: "btcPriceUsd" }] });
      expect(await snapshots()).toHaveLength(0);
    },
  );

  it("the table itself refuses NaN and a second row of a slot", async () => {
    const insert = (price: string) => world.test.sql`
      insert into network_snapshots (id, slot_starts_at, observed_at, btc_price_usd)
      values (gen_random_uuid(), '2026-11-22T12:00:00Z', now(), ${price}::numeric)`;
    await expect(insert("NaN")).rejects.toThrow("network_snapshots_price_sane");
    await insert("1");
    await expect(insert("2")).rejects.toThrow("slot_starts_at");
  });
});

describe("recordDailyCloses", () => {
  const close = (dayUtc: string, closeUsd = 90_000) => ({ dayUtc, closeUsd, source: "Binance BTC/USDT" });

  it("adds days that are over and leaves known ones as they are", async () => {
    expect(await recordDailyCloses(system, [close("2026-10-06"), close("2026-10-07")], noon)).toBe(1);
    const rows = await world.test.sql`
      select close_usd::int as usd, origin, source_count as sources from market_analytics
      where day_utc >= '2026-10-06' order by day_utc`;
    expect(rows).toEqual([
      { usd: 85_280, origin: "shipped", sources: 1 },
      { usd: 90_000, origin: "provider", sources: 1 },
    ]);
  });
  it("refuses a day that is not over", async () => {
    await expect(recordDailyCloses(system, [close("2026-11-22")], noon)).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "dayUtc", value: "2026-11-22" }],
    });
  });
  it("refuses a price that is none", async () => {
    await expect(recordDailyCloses(system, [close("2026-10-08", Number.NaN)], noon)).rejects.toMatchObject({
      fields: [{ field: "closeUsd" }],
    });
  });
});

describe("recordRetargets", () => {
  const read = (height: number) => world.test.sql`
    select day_utc::text as day, difficulty::text as difficulty, date_source as source from difficulty_retargets where height = ${height}`;

  it("adds a new retarget and dates a known one by its block header", async () => {
    const points = [
      { height: 967_680, at: "2026-09-19T23:59:00Z", difficulty: 132_757_073_449_487.53 },
      { height: 971_712, at: "2026-10-18T08:00:00Z", difficulty: 1.33e14 },
    ];
    expect(await recordRetargets(system, points)).toBe(2);
    expect(await read(967_680)).toEqual([
      { day: "2026-09-19", difficulty: "132757073449487.52", source: "block header" },
    ]);
    expect(await read(971_712)).toHaveLength(1);
    expect(await recordRetargets(system, points)).toBe(0);
  });
  it("keeps the day of a known block header", async () => {
    const point = { height: 715_680, at: "2021-12-01T00:00:00Z", difficulty: 24_272_331_996_979.97 };
    expect(await recordRetargets(system, [point])).toBe(0);
  });
  it("refuses a difficulty that contradicts a known one, and writes nothing", async () => {
    const points = [
      { height: 973_728, at: "2026-11-01T08:00:00Z", difficulty: 1.34e14 },
      { height: 969_696, at: "2026-10-04T00:00:00Z", difficulty: 1.4e14 },
    ];
    await expect(recordRetargets(system, points)).rejects.toMatchObject({ code: "conflict" });
    expect(await read(973_728)).toHaveLength(0);
  });
});

describe("collectMarket", () => {
  it("takes a snapshot, fills the days up to yesterday and the retargets since, and leaves the missing day alone", async () => {
    await world.test.sql`delete from market_analytics where origin = 'provider'`;
    await world.test.sql`delete from difficulty_retargets where height > 969696`;
    const collected = await collectMarket();
    const daysSince = Math.floor((Date.now() - Date.parse("2026-10-07")) / 86_400_000);
    expect(collected).toMatchObject({ snapshot: true, closes: daysSince });
    const [kept] = await world.test.sql`
      select count(*)::int as snapshots, min(btc_price_source) as price, min(fees_source) as fees from network_snapshots`;
    expect(kept).toMatchObject({
      snapshots: 1,
      price: expect.stringContaining("Binance"),
      fees: "mempool.space",
    });
    const heights = await world.test.sql<{ height: number }[]>`
      select height from difficulty_retargets where height >= 969696 order by height`;
    expect(heights.map((row) => row.height)).toEqual(heights.map((_, at) => 969_696 + 2016 * at));
    expect(await world.test.sql`select 1 from market_analytics where day_utc = '2026-08-27'`).toHaveLength(0);
    world.restart();
    expect(await collectMarket()).toMatchObject({ snapshot: false, closes: 0 });
  });
});
