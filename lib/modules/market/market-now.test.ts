import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/market/now/route";
import type { Figure } from "@/lib/domain/provenance/figure";
import { visitor } from "@/lib/server/testing/viewers";
import { collectDailyCloses, collectNetwork, collectPrice, watchRetargets } from "./collector";
import { type MarketWorld, openMarketWorld } from "./market-world";
import { getMarketNow } from "./queries";
import { type MarketNow, marketNowSchema } from "./schema";

let world: MarketWorld;

beforeAll(async () => {
  world = await openMarketWorld();
});
beforeEach(async () => {
  world.restart();
  world.providers("live");
  await world.test.sql`delete from network_snapshots`;
});
afterAll(() => world.close());

/** The figures that a calculation needs. */
function essentials(now: MarketNow): Figure[] {
  return [
    now.btcPriceUsd,
    now.difficulty,
    now.blockHeight,
    now.subsidyBtc,
    now.hashpriceUsdPerPhDay,
  ] as Figure[];
}

describe("with every provider well", () => {
  it("answers every figure live, with source and moment", async () => {
    const now = marketNowSchema.parse(await getMarketNow(visitor));
    for (const figure of [...essentials(now as MarketNow), now.observedHashrateThs, now.feesBtcPerBlock]) {
      expect(figure.value).toBeGreaterThan(0);
      expect(figure.source).not.toBeNull();
      expect(figure.stale).toBe(false);
    }
    expect(now.btcPriceUsd.source).toContain("Binance");
    expect(now.observedHashrateThs.note).toContain("last 1,008 blocks");
    expect(now.crossChecks.map((check) => check.source)).toEqual(["CoinGecko"]);
    expect(now.fearGreed.value).toBeGreaterThanOrEqual(0);
    expect(now.impliedVolatilityPct.value).toBeGreaterThan(0);
    expect(now.credits.map((credit) => credit.url)).toContain("https://mempool.space");
  });

  it("gives the hashprice of its own price, difficulty, subsidy and fees", async () => {
    const now = await getMarketNow(visitor);
    const [price, difficulty, fees] = [
      now.btcPriceUsd.value,
      now.difficulty.value,
      now.feesBtcPerBlock.value,
    ];
    expect(now.subsidyBtc.value).toBe(3.125);
    const expected = (86_400e15 * (3.125 + Number(fees)) * Number(price)) / (Number(difficulty) * 2 ** 32);
    expect(Number(now.hashpriceUsdPerPhDay.value) / expected).toBeCloseTo(1, 12);
    expect(now.hashpriceUsdPerPhDay.note).toContain("fees included");
  });

  it("estimates the next retarget from block times", async () => {
    const { retarget, blockHeight } = await getMarketNow(visitor);
    expect(Number(retarget.height) % 2016).toBe(0);
    expect(retarget.remainingBlocks.value).toBe(Number(retarget.height) - Number(blockHeight.value));
    expect(Math.abs(Number(retarget.estimatedChangeRatio.value))).toBeLessThan(0.75);
    expect(retarget.estimatedChangeRatio.source).toBe("computed from mempool.space block times");
    expect(Date.parse(retarget.estimatedAt ?? "")).toBeGreaterThan(Date.now());
  });

  it("makes one upstream call each for 1,000 callers at once", async () => {
    const before = world.simulator.calls("*");
    const answers = await Promise.all(Array.from({ length: 1000 }, () => getMarketNow(visitor)));
    const cold = world.simulator.calls("*") - before;
    expect(new Set(answers.map((now) => now.btcPriceUsd.value)).size).toBe(1);
    expect(cold).toBeLessThanOrEqual(9);
    await Promise.all(Array.from({ length: 1000 }, () => getMarketNow(visitor)));
    expect(world.simulator.calls("*") - before).toBe(cold);
  });
});

describe("with one source of a figure broken", () => {
  it("takes the price from OKX when Binance fails", async () => {
    world.simulator.setFault("binance", "500");
    expect((await getMarketNow(visitor)).btcPriceUsd).toMatchObject({
      source: expect.stringContaining("OKX"),
      stale: false,
    });
  });
  it("takes difficulty, height and hashrate from Ankr when mempool.space fails, and names no retarget estimate", async () => {
    world.simulator.setFault("mempool-space", "500");
    const now = await getMarketNow(visitor);
    expect([now.difficulty.source, now.blockHeight.source, now.observedHashrateThs.source]).toEqual([
      "Ankr",
      "Ankr",
      "Ankr",
    ]);
    expect(now.feesBtcPerBlock.source).toContain("lockchain");
    expect(now.retarget.estimatedChangeRatio.value).toBeNull();
    expect(now.retarget.remainingBlocks.value).toBeGreaterThan(0);
  });
  it("takes the difficulty from blockchain.info when mempool.space and Ankr fail", async () => {
    world.simulator.setFault("mempool-space", "500");
    world.simulator.setFault("ankr-rpc", "500");
    const now = await getMarketNow(visitor);
    expect(now.difficulty).toMatchObject({ source: expect.stringContaining("lockchain"), stale: false });
    expect(now.observedHashrateThs.note).toMatch(/luck/);
  });
});

const faults = [
  "500",
  "429",
  "truncated",
  "nan",
  "negative",
  "absurd",
  "wrong-shape",
  "huge",
  "hang",
] as const;

describe.each(faults)("with every provider failing by %s", (fault) => {
  // Below the 30 s for which a provider may hang.
  it("answers from the shipped history and says how old it is", { timeout: 20_000 }, async () => {
    world.simulator.setFault("*", fault);
    const now = await getMarketNow(visitor);
    expect(now.btcPriceUsd).toMatchObject({ value: 85_280, asOf: "2026-10-07T00:00:00.000Z", stale: true });
    expect(now.btcPriceUsd.source).toBe("shipped daily close (1 public source)");
    expect(now.difficulty).toMatchObject({
      value: 132_716_002_350_731.28,
      asOf: "2026-10-04T00:00:00.000Z",
      stale: true,
    });
    expect(now.subsidyBtc).toMatchObject({ value: 3.125, stale: false });
    expect(now.hashpriceUsdPerPhDay).toMatchObject({ stale: true, asOf: "2026-10-04T00:00:00.000Z" });
    expect(Number(now.hashpriceUsdPerPhDay.value)).toBeCloseTo(40.395, 3);
    expect(now.hashpriceUsdPerPhDay.note).toContain("fees not included");
    expect(now.feesBtcPerBlock).toMatchObject({ value: null, note: expect.stringContaining("Not included") });
    expect(now.observedHashrateThs).toMatchObject({ value: null, note: expect.stringContaining("No data") });
    expect(now.crossChecks).toEqual([]);
    marketNowSchema.parse(now);
  });

  it("stores nothing that the faulty providers said", { timeout: 20_000 }, async () => {
    world.simulator.setFault("*", fault);
    await Promise.allSettled([collectPrice(), collectNetwork(), collectDailyCloses(), watchRetargets()]);
    const [kept] = await world.test.sql`
      select (select count(*)::int from network_snapshots) as snapshots,
        (select count(*)::int from market_analytics) as bars,
        (select count(*)::int from difficulty_retargets) as retargets`;
    expect(kept).toEqual({ snapshots: 0, bars: 1739, retargets: 127 });
  });
});

it("waits 2.5 s for providers that hang, of the three seconds that it promises", async () => {
  world.simulator.setFault("*", "hang");
  const timers = vi.spyOn(globalThis, "setTimeout");
  const now = await getMarketNow(visitor);
  const waits = timers.mock.calls.filter(([, ms]) => ms === 2500);
  timers.mockRestore();
  expect(waits.length).toBeGreaterThan(0);
  expect(now.btcPriceUsd.stale).toBe(true);
});

describe("after the providers have answered once", () => {
  it("keeps the last snapshot through a restart with every provider dead", async () => {
    const alive = await getMarketNow(visitor);
    // Asked a moment before, so that the cache answers and no day or retarget is fetched.
    await world.test.sql`
      insert into network_snapshots (id, slot_starts_at, observed_at, btc_price_usd, btc_price_source,
        difficulty, difficulty_source, block_height, block_height_source, fees_btc_per_block, fees_source)
      values (gen_random_uuid(), now() - interval '1 hour', now() - interval '1 hour', ${alive.btcPriceUsd.value},
        'Binance BTC/USDT', ${alive.difficulty.value}, 'mempool.space', 975000, 'mempool.space', 0.02, 'mempool.space')`;
    world.restart();
    world.simulator.setFault("*", "500");
    const now = await getMarketNow(visitor);
    expect(now.btcPriceUsd).toMatchObject({
      value: alive.btcPriceUsd.value,
      source: "Binance BTC/USDT",
      stale: true,
    });
    expect(Date.now() - Date.parse(now.btcPriceUsd.asOf ?? "")).toBeGreaterThan(3_500_000);
    expect(now.blockHeight).toMatchObject({ value: 975_006, stale: true });
    expect(now.blockHeight.note).toMatch(/^Estimate: block 975000/);
    expect(now.feesBtcPerBlock).toMatchObject({ value: 0.02, stale: true });
    expect(now.hashpriceUsdPerPhDay.note).toContain("fees included");
  });

  it("drops fees that are more than a day old", async () => {
    await world.test.sql`
      insert into network_snapshots (id, slot_starts_at, observed_at, fees_btc_per_block, fees_source)
      values (gen_random_uuid(), now() - interval '25 hours', now() - interval '25 hours', 0.02, 'mempool.space')`;
    world.simulator.setFault("*", "500");
    expect((await getMarketNow(visitor)).feesBtcPerBlock.value).toBeNull();
  });
});

describe("with providers switched off", () => {
  it("asks nobody, answers from the history and says so", async () => {
    world.providers("off");
    const before = world.simulator.calls("*");
    const now = await getMarketNow(visitor);
    expect(await Promise.all([collectPrice(), collectNetwork()])).toEqual([false, false]);
    expect(await Promise.all([collectDailyCloses(), watchRetargets()])).toEqual([0, 0]);
    expect(world.simulator.calls("*")).toBe(before);
    expect(now.btcPriceUsd).toMatchObject({ value: 85_280, stale: true });
    expect(now.btcPriceUsd.note).toContain("switched off");
    expect(now.retarget.previousChangeRatio.value).toBeCloseTo(
      132_716_002_350_731.28 / 132_757_073_449_487.52 - 1,
      12,
    );
    expect(now.credits).toEqual([]);
  });
});

describe("with a database that refuses connections", () => {
  it("still answers live figures", async () => {
    const holder = globalThis as { hashinsightDatabase?: unknown };
    const own = holder.hashinsightDatabase;
    vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
    delete holder.hashinsightDatabase;
    world.restart();
    try {
      const now = await getMarketNow(visitor);
      expect(now.btcPriceUsd).toMatchObject({ source: expect.stringContaining("Binance"), stale: false });
      expect(now.difficulty.source).toBe("mempool.space");
      world.restart();
      world.simulator.setFault("*", "500");
      expect((await getMarketNow(visitor)).btcPriceUsd).toMatchObject({
        value: null,
        note: expect.stringContaining("No data"),
      });
    } finally {
      holder.hashinsightDatabase = own;
      vi.stubEnv("DATABASE_URL", world.test.url);
      world.restart();
    }
  });
});

it("GET /api/market/now answers the documented body", async () => {
  const response = await GET(new Request("http://localhost/api/market/now"));
  expect(response.status).toBe(200);
  marketNowSchema.parse(await response.json());
});
