import { describe, expect, it } from "vitest";
import { createDeribit } from "./deribit";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

const nowMs = Date.parse("2026-11-22T11:59:59Z");

function rpc(result: unknown) {
  return { jsonrpc: "2.0", result, usIn: nowMs * 1000 - 90, usOut: nowMs * 1000, usDiff: 90, testnet: false };
}

function deribit(answer: unknown, status = 200) {
  const { options, requests } = benchFor({ answer, status });
  return { provider: createDeribit(options), requests };
}

describe("deribit", () => {
  it("reads the index; the answer's moment is in microseconds", async () => {
    const { provider } = deribit(rpc({ index_price: 84_612.1, estimated_delivery_price: 84_612.1 }));
    expect(await provider.indexPrice()).toMatchObject({
      value: 84_612.1,
      source: "Deribit index",
      asOf: "2026-11-22T11:59:59.000Z",
    });
  });

  it.each([200, 400, 429])("takes error 10028 under status %i as too many requests", async (status) => {
    const { provider } = deribit(
      { jsonrpc: "2.0", error: { code: 10_028, message: "too_many_requests" } },
      status,
    );
    const error = await upstreamErrorOf(provider.indexPrice());
    expect(error).toMatchObject({ kind: "status", code: "10028", retryable: true });
    expect(error.retryAtMs).toBe(Date.parse("2026-11-22T12:01:00Z"));
  });

  it("takes another error as final", async () => {
    const { provider } = deribit(
      { jsonrpc: "2.0", error: { code: -32_602, message: "Invalid params" } },
      400,
    );
    expect(await upstreamErrorOf(provider.indexPrice())).toMatchObject({ code: "-32602", retryable: false });
  });

  it("reads DVOL closes in percent", async () => {
    const hour = Date.parse("2026-11-22T10:00:00Z");
    const { provider, requests } = deribit(rpc({ data: [[hour, 45.1, 46, 44.9, 45.7]], continuation: null }));
    const series = await provider.volatilityIndex({ startMs: hour, endMs: hour + 1 });
    expect(series).toMatchObject({
      points: [{ at: "2026-11-22T10:00:00.000Z", value: 45.7 }],
      unit: "%/year",
      source: "Deribit DVOL",
    });
    expect(requests[0]?.url).toContain(`start_timestamp=${hour}&end_timestamp=${hour + 1}&resolution=3600`);
  });

  it("reads funding with its sign, and the mark price", async () => {
    const result = {
      timestamp: nowMs,
      mark_price: 84_600,
      current_funding: 0,
      funding_8h: -0.000_12,
      state: "open",
    };
    const funding = await deribit(rpc(result)).provider.perpetualFunding();
    expect(funding.funding8hRatio).toMatchObject({
      value: -0.000_12,
      unit: "ratio",
      source: "Deribit BTC-PERPETUAL",
    });
    expect(funding.currentFundingRatio.value).toBe(0);
    expect(funding.markPriceUsd.value).toBe(84_600);
  });

  it("refuses funding that cannot be", async () => {
    const result = { timestamp: nowMs, mark_price: 84_600, current_funding: 0, funding_8h: 0.5 };
    expect((await upstreamErrorOf(deribit(rpc(result)).provider.perpetualFunding())).kind).toBe(
      "out_of_band",
    );
  });
});
