import { describe, expect, it } from "vitest";
import { createCoingecko } from "./coingecko";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

// Shapes: https://docs.coingecko.com/v3.0.1/reference/simple-price
function coingecko(answer: unknown, apiKey?: string, status = 200) {
  const { options, requests } = benchFor({ answer, status });
  return { provider: createCoingecko({ ...options, apiKey }), requests };
}

describe("coingecko", () => {
  it("reads the price; moments are seconds", async () => {
    const { provider, requests } = coingecko(
      { bitcoin: { usd: 76_975, usd_market_cap: 1_542_226_908_349.84, last_updated_at: 1_779_092_258 } },
      "CG-demo",
    );
    // 1779092258 s = 2026-05-18T08:17:38Z
    expect(await provider.simplePrice()).toMatchObject({
      value: 76_975,
      source: "CoinGecko",
      asOf: "2026-05-18T08:17:38.000Z",
    });
    expect(requests[0]?.headers).toEqual({ "x-cg-demo-api-key": "CG-demo" });
    expect(requests[0]?.url).not.toContain("CG-demo");
  });

  it("sends no key header without a key", async () => {
    const { provider, requests } = coingecko({ bitcoin: { usd: 76_975, last_updated_at: 1_779_092_258 } });
    await provider.simplePrice();
    expect(requests[0]?.headers).toEqual({});
  });

  it("takes an empty object, its answer to an unknown id, as an error", async () => {
    expect((await upstreamErrorOf(coingecko({}).provider.simplePrice())).kind).toBe("invalid_shape");
  });

  it("keeps the code of a refused key", async () => {
    const answer = { status: { error_code: 10_010, error_message: "pro key on the demo host" } };
    const error = await upstreamErrorOf(coingecko(answer, "x", 400).provider.simplePrice());
    expect(error).toMatchObject({ kind: "status", status: 400, code: "10010", retryable: false });
  });

  it("takes midnight points as the close of the day before, and cuts the present", async () => {
    const at = (moment: string) => Date.parse(moment);
    const prices = [
      [at("2026-11-21T00:00:00Z"), 84_000],
      [at("2026-11-22T00:00:00Z"), 85_000],
      [at("2026-11-22T11:58:00Z"), 85_500],
    ];
    const { provider } = coingecko({ prices, market_caps: [], total_volumes: [] });
    const { points } = await provider.marketChart({ days: 2 });
    expect(points).toEqual([
      { dayUtc: "2026-11-20", closeUsd: 84_000 },
      { dayUtc: "2026-11-21", closeUsd: 85_000 },
    ]);
  });

  it("refuses a whole series with one impossible price", async () => {
    const prices = [
      [Date.parse("2026-11-21T00:00:00Z"), 84_000e6],
      [Date.parse("2026-11-22T00:00:00Z"), 85_000],
    ];
    expect((await upstreamErrorOf(coingecko({ prices }).provider.marketChart({ days: 1 }))).kind).toBe(
      "out_of_band",
    );
  });
});
