import { describe, expect, it } from "vitest";
import { createOkx } from "./okx";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

// Shapes: https://www.okx.com/docs-v5/en/#order-book-trading-market-data
const row = { instType: "SPOT", instId: "BTC-USDT", last: "84612.1", lastSz: "0.1", ts: "1795348799000" };

function candle(dayUtc: string, confirm: "0" | "1") {
  return [String(Date.parse(dayUtc)), "84000", "86000", "83000", "85000", "5000.5", "1", "1", confirm];
}

function okx(answer: unknown, status = 200) {
  const { options, requests } = benchFor({ answer, status });
  return { provider: createOkx(options), requests };
}

describe("okx", () => {
  it("reads the last price; moments are strings of milliseconds", async () => {
    const { provider } = okx({ code: "0", msg: "", data: [row] });
    expect(await provider.tickerPrice()).toMatchObject({
      value: 84_612.1,
      source: "OKX BTC/USDT",
      asOf: "2026-11-22T11:59:59.000Z",
    });
  });

  it("takes status 200 with another code as an error", async () => {
    const { provider } = okx({ code: "51001", msg: "Instrument ID does not exist", data: [] });
    const error = await upstreamErrorOf(provider.tickerPrice());
    expect(error).toMatchObject({ kind: "status", status: 200, code: "51001", retryable: false });
    expect(error.message).not.toContain("Instrument");
  });

  it("takes code 50011 as too many requests", async () => {
    const { provider } = okx({ code: "50011", msg: "Too Many Requests", data: [] });
    const error = await upstreamErrorOf(provider.tickerPrice());
    expect(error).toMatchObject({ code: "50011", retryable: true });
    expect(error.retryAtMs).toBe(Date.parse("2026-11-22T12:01:00Z"));
  });

  it("takes an empty string for no value", async () => {
    const { provider } = okx({ code: "0", msg: "", data: [{ ...row, last: "" }] });
    expect(await upstreamErrorOf(provider.tickerPrice())).toMatchObject({
      kind: "invalid_shape",
      message: "okx: invalid_shape: the ticker has no last price",
    });
  });

  it("asks for UTC days, drops the unconfirmed candle, and puts the oldest first", async () => {
    const data = [candle("2026-11-22", "0"), candle("2026-11-21", "1"), candle("2026-11-20", "1")];
    const { provider, requests } = okx({ code: "0", msg: "", data });
    const { points } = await provider.dailyCandles({ limit: 3 });
    expect(points.map((point) => point.dayUtc)).toEqual(["2026-11-20", "2026-11-21"]);
    expect(points[0]).toMatchObject({ openUsd: 84_000, closeUsd: 85_000, volumeBtc: 5000.5 });
    expect(new URL(requests[0]?.url ?? "").searchParams.get("bar")).toBe("1Dutc");
  });

  it("refuses candles of the Hong Kong day", async () => {
    const { provider } = okx({ code: "0", msg: "", data: [candle("2026-11-20T16:00:00Z", "1")] });
    expect((await upstreamErrorOf(provider.dailyCandles({ limit: 1 }))).kind).toBe("invalid_shape");
  });
});
