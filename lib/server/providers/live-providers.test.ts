import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { startUpstreamSimulator } from "@/scripts/upstream-simulator.mjs";
import { liveProviders, outboundStats } from "./live-providers";

let testDatabase: TestDatabase;
let simulator: Awaited<ReturnType<typeof startUpstreamSimulator>>;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  simulator = await startUpstreamSimulator();
});

afterAll(async () => {
  await database().close();
  await simulator.close();
  await testDatabase.close();
});

afterEach(() => {
  vi.unstubAllEnvs();
  resetEnvironment();
});

function configure(values: Record<string, string>) {
  vi.stubEnv("DATABASE_URL", testDatabase.url);
  for (const [name, value] of Object.entries(values)) vi.stubEnv(name, value);
  resetEnvironment();
}

describe("live providers", () => {
  it("are not there when switched off", () => {
    configure({ MARKET_PROVIDERS: "off" });
    expect(liveProviders(() => null)).toBeNull();
  });

  it("ask the upstream that the environment names, with the keys it holds, and count their calls", async () => {
    configure({
      MARKET_PROVIDERS: "live",
      MARKET_UPSTREAM_BASE_URL: `${simulator.baseUrl}/`,
      COINWARZ_API_KEY: "key",
      ANKR_API_KEY: "",
    });
    const providers = liveProviders(() => null);
    expect(providers?.ankrRpc).toBeNull();
    expect((await providers?.binance.tickerPrice())?.value).toBeGreaterThan(1000);
    expect((await providers?.coinwarz?.bitcoinProfitability())?.subsidyBtc.value).toBe(3.125);
    await providers?.coingecko.simplePrice();
    expect(outboundStats()).toMatchObject({
      binance: { calls: 1, successes: 1, circuit: "closed" },
      coinwarz: { calls: 1 },
      coingecko: { calls: 1 },
    });
    const counted = await testDatabase.sql`
      select provider, count(*)::int as periods, sum(calls)::int as calls
      from provider_call_budgets group by provider order by provider`;
    expect(counted).toEqual([
      { provider: "coingecko", periods: 1, calls: 1 },
      { provider: "coinwarz", periods: 2, calls: 2 },
    ]);
  });

  it("bound a new value by the last known one", async () => {
    configure({ MARKET_PROVIDERS: "live", MARKET_UPSTREAM_BASE_URL: simulator.baseUrl });
    const providers = liveProviders((band) =>
      band === "btcPriceUsd" ? { value: 1_000_000, asOfMs: Date.now() } : null,
    );
    await expect(providers?.okx.tickerPrice()).rejects.toMatchObject({
      kind: "out_of_band",
      provider: "okx",
    });
    expect((await providers?.mempoolSpace.hashrate3d())?.difficulty.value).toBe(132716002350731.28);
  });
});
