import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { eventOutbox } from "@/db/schema/events";
import { userViewer } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { collectDailyCloses, collectNetwork, collectPrice, watchRetargets } from "../collector";
import { type MarketWorld, openMarketWorld } from "../market-world";
import { compactSnapshots } from "./compact-snapshots";
import { recordDailyCloses } from "./record-daily-closes";
import { type NetworkObservation, recordNetworkSnapshot } from "./record-network-snapshot";
import { recordRetargets } from "./record-retargets";

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
  world.test.sql<{ price: number | null; atMs: number }[]>`
    select btc_price_usd::float8 as price, extract(epoch from observed_at)::float8 * 1000 as "atMs"
    from network_snapshots order by slot_starts_at`;

/** What was told under a type, oldest first. */
const told = (type: string) =>
  withTransaction(system, (tx) =>
    tx
      .select({ payload: eventOutbox.payload, version: eventOutbox.aggregateVersion })
      .from(eventOutbox)
      .where(eq(eventOutbox.type, type))
      .orderBy(asc(eventOutbox.id)),
  );
const forgetTold = () => withTransaction(system, (tx) => tx.delete(eventOutbox));

describe("recordNetworkSnapshot", () => {
  it("refuses anybody but the system", async () => {
    await expect(recordNetworkSnapshot(user, observation(noon))).rejects.toMatchObject({ code: "forbidden" });
    await expect(recordDailyCloses(user, [])).rejects.toMatchObject({ code: "forbidden" });
    await expect(recordRetargets(user, [])).rejects.toMatchObject({ code: "forbidden" });
  });

  it("keeps one row a minute: what it holds stays, what it lacks is added", async () => {
    const priceOf = (value: number) => ({ btcPriceUsd: { value, source: "OKX BTC/USDT" } });
    expect(await recordNetworkSnapshot(system, observation(noon, { difficulty: null }))).toBe(true);
    expect(await recordNetworkSnapshot(system, observation(noon + 20_000, priceOf(87_000)))).toBe(true);
    expect(await recordNetworkSnapshot(system, observation(noon + 40_000, priceOf(88_000)))).toBe(false);
    expect(await recordNetworkSnapshot(system, observation(noon + minuteMs, priceOf(89_000)))).toBe(true);
    expect(
      await world.test.sql`
        select btc_price_usd::int as price, btc_price_source as source, difficulty::float8 as difficulty
        from network_snapshots order by slot_starts_at`,
    ).toEqual([
      { price: 86_000, source: "Binance BTC/USDT", difficulty: 1.3e14 },
      { price: 89_000, source: "OKX BTC/USDT", difficulty: 1.3e14 },
    ]);
  });

  it("tells of a price only when it is another than the newest one before", async () => {
    await forgetTold();
    const record = (minute: number, value: number) =>
      recordNetworkSnapshot(
        system,
        observation(noon + minute * minuteMs, { btcPriceUsd: { value, source: "Binance BTC/USDT" } }),
      );
    for (const [minute, price] of [
      [0, 86_000],
      [1, 86_000],
      [2, 86_000.5],
      [-9, 80_000],
    ] as const)
      await record(minute, price);
    expect(await told("market.price_changed")).toEqual([
      {
        payload: { priceUsd: "86000", source: "Binance BTC/USDT", asOf: "2026-11-22T12:00:00.000Z" },
        version: noon / minuteMs,
      },
      {
        payload: { priceUsd: "86000.5", source: "Binance BTC/USDT", asOf: "2026-11-22T12:02:00.000Z" },
        version: noon / minuteMs + 2,
      },
    ]);
  });

  it("writes one row when many processes record the same moment", async () => {
    const written = await Promise.all(
      Array.from({ length: 8 }, () => recordNetworkSnapshot(system, observation(noon))),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
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

describe("compactSnapshots", () => {
  const start = Date.parse("2026-11-20T00:00:00Z");

  it("leaves of a day that is over the one nearest to the middle of each tenth, and today as it is", async () => {
    await world.test.sql`
      insert into network_snapshots (id, slot_starts_at, observed_at, btc_price_usd, btc_price_source)
      select gen_random_uuid(), at, at + interval '7 seconds', 80000, 'test'
      from generate_series('2026-11-20T00:00:00Z'::timestamptz, '2026-11-20T23:59:00Z', '1 minute') at
      union all
      select gen_random_uuid(), at, at, 80000, 'test'
      from generate_series(date_trunc('day', app_now(), 'UTC'), date_trunc('day', app_now(), 'UTC') + interval '30 minutes', '1 minute') at`;
    expect(await compactSnapshots(system)).toBe(1430);
    const kept = await snapshots();
    expect(kept).toHaveLength(41);
    expect(kept.slice(0, 10).map(({ atMs }) => Math.floor((atMs - start) / minuteMs))).toEqual(
      Array.from({ length: 10 }, (_, slot) => 72 + 144 * slot),
    );
    expect(await compactSnapshots(system)).toBe(0);
  });

  it("prefers the row of a tenth with the most figures to one nearer to its middle", async () => {
    const lone = { difficulty: null };
    for (let minute = 0; minute < 144; minute += 8)
      await recordNetworkSnapshot(system, observation(start + minute * minuteMs, minute === 16 ? {} : lone));
    expect(await compactSnapshots(system)).toBe(17);
    expect((await snapshots()).map(({ atMs }) => atMs)).toEqual([start + 16 * minuteMs]);
  });

  it("refuses anybody but the system", async () => {
    await expect(compactSnapshots(user)).rejects.toMatchObject({ code: "forbidden" });
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

describe("collecting", () => {
  it("fills every day from the shipped history's end to yesterday, a hole among them too, and leaves the shipped history's own missing day alone", async () => {
    await world.test.sql`delete from market_analytics where origin = 'provider'`;
    const daysSince = Math.floor((Date.now() - Date.parse("2026-10-07")) / 86_400_000);
    expect(await collectDailyCloses()).toBe(daysSince);
    await world.test.sql`delete from market_analytics where day_utc in ('2026-10-10', '2026-10-12')`;
    expect(await collectDailyCloses()).toBe(2);
    expect(await collectDailyCloses()).toBe(0);
    expect(await world.test.sql`select 1 from market_analytics where day_utc = '2026-08-27'`).toHaveLength(0);
  });

  it("adds the retargets since the newest known one, tells of the newest, and asks no more until the next boundary", async () => {
    await world.test.sql`delete from difficulty_retargets where height > 969696`;
    await forgetTold();
    expect(await watchRetargets()).toBeGreaterThan(0);
    const heights = await world.test.sql<{ height: number }[]>`
      select height from difficulty_retargets where height >= 969696 order by height`;
    expect(heights.map((row) => row.height)).toEqual(heights.map((_, at) => 969_696 + 2016 * at));
    const newest = heights.at(-1)?.height ?? 0;
    expect(await told("market.retargeted")).toMatchObject([
      { payload: { height: newest }, version: newest / 2016 },
    ]);
    const asked = world.simulator.calls("mempool-space", "difficulty-adjustments");
    expect(asked).toBeGreaterThan(0);
    expect(await watchRetargets()).toBe(0);
    expect(world.simulator.calls("mempool-space", "difficulty-adjustments")).toBe(asked);
  });

  it("the price comes alone, the network's figures add themselves to the same minute", async () => {
    expect(await collectPrice(noon)).toBe(true);
    expect(await collectNetwork(noon + 5000)).toBe(true);
    const [kept] = await world.test.sql`
      select count(*)::int as snapshots, min(btc_price_source) as price, min(fees_source) as fees,
        min(block_height_source) as height from network_snapshots`;
    expect(kept).toEqual({
      snapshots: 1,
      price: expect.stringContaining("Binance"),
      fees: "mempool.space",
      height: "mempool.space",
    });
  });
});
