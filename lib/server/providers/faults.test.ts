import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOutboundClient } from "@/lib/server/outbound/fetch-json";
import { createManualClock } from "@/lib/server/outbound/testing/manual-clock";
import { openBudget } from "@/lib/server/outbound/testing/open-budget";
import type { Fault } from "@/scripts/upstream-simulator/faults.mjs";
import { startUpstreamSimulator } from "@/scripts/upstream-simulator.mjs";
import { createProviders } from "./create-providers";
import type { ProviderId } from "./provider-id";
import type { Providers } from "./providers";
import { upstreamErrorOf } from "./testing/provider-bench";

/** For faults of time; the others must not be taken for one on a busy machine. */
const shortTimeoutMs = 150;

const nowMs = Date.parse("2026-11-22T12:00:00Z");

let simulator: Awaited<ReturnType<typeof startUpstreamSimulator>>;

beforeAll(async () => {
  simulator = await startUpstreamSimulator({ nowMs: () => nowMs });
});

afterAll(async () => {
  await simulator.close();
});

beforeEach(() => {
  simulator.setFault("*", null);
});

/** Fresh breakers for each test. */
function setup({ timeoutMs = 20_000 } = {}): Providers {
  const clock = createManualClock(nowMs);
  const client = createOutboundClient({ budget: openBudget, clock, timeoutMs });
  return createProviders({
    fetchJson: client.fetchJson,
    clock: { now: () => nowMs },
    upstreamBaseUrl: simulator.baseUrl,
    coinwarzApiKey: "test",
    ankrApiKey: "test",
  });
}

function configured<Value>(provider: Value | null): Value {
  if (provider === null) throw new Error("provider is not configured");
  return provider;
}

/** Every question that we put to each provider. */
const questions: readonly [ProviderId, string, (providers: Providers) => Promise<unknown>][] = [
  ["binance", "tickerPrice", ({ binance }) => binance.tickerPrice()],
  ["binance", "dailyKlines", ({ binance }) => binance.dailyKlines({ limit: 5 })],
  ["okx", "tickerPrice", ({ okx }) => okx.tickerPrice()],
  ["okx", "dailyCandles", ({ okx }) => okx.dailyCandles({ limit: 5 })],
  ["coingecko", "simplePrice", ({ coingecko }) => coingecko.simplePrice()],
  ["coingecko", "marketChart", ({ coingecko }) => coingecko.marketChart({ days: 5 })],
  ["mempool-space", "difficultyAdjustment", ({ mempoolSpace }) => mempoolSpace.difficultyAdjustment()],
  ["mempool-space", "hashrate3d", ({ mempoolSpace }) => mempoolSpace.hashrate3d()],
  ["mempool-space", "difficultyAdjustments", ({ mempoolSpace }) => mempoolSpace.difficultyAdjustments("3m")],
  ["mempool-space", "feesPerBlock144", ({ mempoolSpace }) => mempoolSpace.feesPerBlock144()],
  ["mempool-space", "tipHeight", ({ mempoolSpace }) => mempoolSpace.tipHeight()],
  ["mempool-space", "blockTime", ({ mempoolSpace }) => mempoolSpace.blockTime(969_696)],
  ["blockchain-info", "stats", ({ blockchainInfo }) => blockchainInfo.stats()],
  ["blockchain-info", "difficultyChart", ({ blockchainInfo }) => blockchainInfo.difficultyChart("30days")],
  ["blockchain-info", "hashrateChart", ({ blockchainInfo }) => blockchainInfo.hashrateChart("30days")],
  ["blockchain-info", "marketPriceChart", ({ blockchainInfo }) => blockchainInfo.marketPriceChart("30days")],
  ["coinwarz", "bitcoinProfitability", ({ coinwarz }) => configured(coinwarz).bitcoinProfitability()],
  ["alternative-me", "fearGreed", ({ alternativeMe }) => alternativeMe.fearGreed()],
  ["alternative-me", "fearGreedHistory", ({ alternativeMe }) => alternativeMe.fearGreedHistory({ limit: 5 })],
  ["deribit", "indexPrice", ({ deribit }) => deribit.indexPrice()],
  [
    "deribit",
    "volatilityIndex",
    ({ deribit }) => deribit.volatilityIndex({ startMs: nowMs - 86_400_000, endMs: nowMs }),
  ],
  ["deribit", "perpetualFunding", ({ deribit }) => deribit.perpetualFunding()],
  ["ankr-rpc", "blockchainInfo", ({ ankrRpc }) => configured(ankrRpc).blockchainInfo()],
  ["ankr-rpc", "networkHashrate", ({ ankrRpc }) => configured(ankrRpc).networkHashrate({ blocks: 144 })],
];

const wrongNumber = ["invalid_json", "invalid_shape", "out_of_band"];

/** The fault, the kinds of error by which it may show, and the time allowed. */
const faults: readonly [Fault, readonly string[], { timeoutMs?: number }][] = [
  ["hang", ["timeout"], { timeoutMs: shortTimeoutMs }],
  [`slow:${shortTimeoutMs * 3}`, ["timeout"], { timeoutMs: shortTimeoutMs }],
  ["500", ["status"], {}],
  ["429:60", ["status"], {}],
  // A bare number cut in half is still JSON.
  ["truncated", ["invalid_json", "out_of_band"], {}],
  ["huge", ["too_large"], {}],
  ["nan", wrongNumber, {}],
  ["negative", wrongNumber, {}],
  ["absurd", wrongNumber, {}],
  ["wrong-shape", ["invalid_shape"], {}],
];

describe.each(questions)("%s.%s", (provider, _method, ask) => {
  it("answers when the provider is well", async () => {
    expect(await ask(setup())).toBeTypeOf("object");
  });

  it.each(faults)("fails in bounded time with a typed error under %s", async (fault, kinds, options) => {
    simulator.setFault(provider, fault);
    const startedMs = performance.now();
    const error = await upstreamErrorOf(ask(setup(options)));
    // Half of what the simulator hangs, a hundred times what is allowed then.
    expect(performance.now() - startedMs).toBeLessThan(15_000);
    expect(error.provider).toBe(provider);
    expect(kinds).toContain(error.kind);
    expect(error.message.length).toBeLessThan(300);
  });
});

describe("all providers", () => {
  it("read at most a small part of a 50 MB answer", async () => {
    simulator.setFault("okx", "huge");
    const before = simulator.bytesSent("okx");
    await upstreamErrorOf(setup().okx.tickerPrice());
    expect(simulator.bytesSent("okx") - before).toBeLessThan(10_000_000);
  });

  it("agree with each other about the same world", async () => {
    const { binance, okx, coingecko, blockchainInfo, mempoolSpace, deribit, ankrRpc } = setup();
    const prices = await Promise.all([
      binance.tickerPrice(),
      okx.tickerPrice(),
      coingecko.simplePrice(),
      deribit.indexPrice(),
    ]);
    const values = prices.map((price) => price.value);
    expect(Math.max(...values) / Math.min(...values)).toBeLessThan(1.002);
    const { difficulty, observedHashrateThs } = await mempoolSpace.hashrate3d();
    expect(difficulty.value).toBe(132716002350731.28);
    const stats = await blockchainInfo.stats();
    expect(stats.observedHashrateThs.value / observedHashrateThs.value).toBeCloseTo(1, 9);
    expect(
      (await configured(ankrRpc).networkHashrate({ blocks: 144 })).value / observedHashrateThs.value,
    ).toBeCloseTo(1, 9);
    const { nextHeight, remainingBlocks } = await mempoolSpace.difficultyAdjustment();
    const tip = await mempoolSpace.tipHeight();
    expect(tip.value + remainingBlocks.value).toBe(nextHeight.value);
    expect(stats.nextRetargetHeight.value).toBe(nextHeight.value);
  });

  it("are called without a key only where none is needed", () => {
    const { fetchJson } = createOutboundClient({ budget: openBudget });
    expect(createProviders({ fetchJson })).toMatchObject({ coinwarz: null, ankrRpc: null });
  });
});
