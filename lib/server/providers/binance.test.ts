import { describe, expect, it } from "vitest";
import { createBinance } from "./binance";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

// Shapes: https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints
const ticker = {
  symbol: "BTCUSDT",
  priceChange: "-94.99999800",
  lastPrice: "84612.10000000",
  openTime: 1_795_262_399_000,
  closeTime: 1_795_348_799_000,
  count: 76_196,
};

const day = Date.parse("2026-11-21T00:00:00Z");
const dayMs = 86_400_000;

function kline(openMs: number, close: string) {
  const prices = ["84000.00", "86000.00", "83000.00", close, "18000.5"];
  return [openMs, ...prices, openMs + dayMs - 1, "1.0", 308, "1.0", "1.0", "0"];
}

describe("binance", () => {
  it("reads the last price and its moment", async () => {
    const { options, requests } = benchFor({ answer: ticker });
    expect(await createBinance(options).tickerPrice()).toEqual({
      value: 84_612.1,
      unit: "USD",
      source: "Binance BTC/USDT",
      asOf: "2026-11-22T11:59:59.000Z",
      retrievedAt: "2026-11-22T12:00:00.000Z",
      note: "USDT price, read as USD",
    });
    expect(requests[0]?.url).toBe("https://provider.example/api/v3/ticker/24hr?symbol=BTCUSDT");
  });

  it("drops the kline of the running day", async () => {
    const answer = [kline(day, "85000.00"), kline(day + dayMs, "85500.00")];
    const { points } = await createBinance(benchFor({ answer }).options).dailyKlines({ limit: 2 });
    expect(points).toEqual([
      {
        dayUtc: "2026-11-21",
        openUsd: 84_000,
        highUsd: 86_000,
        lowUsd: 83_000,
        closeUsd: 85_000,
        volumeBtc: 18_000.5,
      },
    ]);
  });

  it("asks from a moment on when told", async () => {
    const { options, requests } = benchFor({ answer: [] });
    await createBinance(options).dailyKlines({ startMs: day, limit: 1000 });
    expect(requests[0]?.url).toContain(`&startTime=${day}&limit=1000`);
  });

  it.each([
    ["a bar that does not begin at midnight UTC", kline(day + 3_600_000 - dayMs, "85000.00")],
    ["a close above the high", kline(day, "86000.01")],
  ])("refuses %s", async (_, row) => {
    const { options } = benchFor({ answer: [row] });
    const error = await upstreamErrorOf(createBinance(options).dailyKlines({ limit: 1 }));
    expect(error.kind).toBe("invalid_shape");
  });

  it.each(["NaN", "-84612.1", "", "Infinity"])("refuses the price %j", async (lastPrice) => {
    const { options } = benchFor({ answer: { ...ticker, lastPrice } });
    expect((await upstreamErrorOf(createBinance(options).tickerPrice())).kind).toBe("invalid_shape");
  });

  it.each([418, 429])("takes %i as a word to wait", async (status) => {
    const { options } = benchFor({
      answer: { code: -1003, msg: "Way too much request weight used" },
      status,
    });
    const error = await upstreamErrorOf(createBinance(options).tickerPrice());
    expect(error).toMatchObject({ kind: "status", status, retryable: true });
    expect(error.retryAtMs).toBeGreaterThan(0);
  });

  it("takes 451 (restricted region) as final", async () => {
    const { options } = benchFor({ answer: {}, status: 451 });
    const error = await upstreamErrorOf(createBinance(options).tickerPrice());
    expect(error).toMatchObject({ kind: "status", status: 451, retryable: false });
  });

  it("refuses a jump over a factor of three", async () => {
    const lastKnown = { value: 20_000, asOfMs: Date.parse("2026-11-22T11:00:00Z") };
    const { options } = benchFor({ answer: ticker, lastKnown });
    expect((await upstreamErrorOf(createBinance(options).tickerPrice())).kind).toBe("out_of_band");
  });

  it("refuses a moment in the future", async () => {
    const { options } = benchFor({ answer: { ...ticker, closeTime: ticker.closeTime * 1000 } });
    expect((await upstreamErrorOf(createBinance(options).tickerPrice())).kind).toBe("out_of_band");
  });
});
