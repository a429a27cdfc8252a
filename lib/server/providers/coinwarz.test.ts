import { describe, expect, it } from "vitest";
import { createCoinwarz } from "./coinwarz";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

const bitcoin = {
  CoinName: "Bitcoin",
  CoinTag: "BTC",
  Algorithm: "SHA-256",
  Difficulty: 1.2e14,
  BlockReward: 3.125,
  ExchangeRate: 1,
  BlockTimeInSeconds: 600,
};

function coinwarz(answer: unknown, status = 200) {
  const { options, requests } = benchFor({ answer, status });
  return { provider: createCoinwarz({ ...options, apiKey: "secret key" }), requests };
}

describe("coinwarz", () => {
  it("finds Bitcoin among the coins of the algorithm", async () => {
    const other = { ...bitcoin, CoinTag: "BCH", Difficulty: 5e11, BlockReward: 6.25 };
    const { provider, requests } = coinwarz({ Success: true, Message: "", Data: [other, bitcoin] });
    const { difficulty, subsidyBtc } = await provider.bitcoinProfitability();
    expect(difficulty).toMatchObject({ value: 1.2e14, source: "CoinWarz" });
    expect(subsidyBtc).toMatchObject({ value: 3.125, unit: "BTC/block" });
    expect(requests[0]?.url).toContain("apikey=secret%20key&algo=sha-256");
  });

  it("takes Success:false under status 200 as a failure and never repeats its message", async () => {
    const { provider } = coinwarz({
      Success: false,
      Message: "API key secret key is over its limit",
      Data: null,
    });
    const error = await upstreamErrorOf(provider.bitcoinProfitability());
    expect(error).toMatchObject({ kind: "status", code: "Success:false", retryable: false });
    expect(error.message).not.toContain("secret");
  });

  it("takes another status as a failure too", async () => {
    const error = await upstreamErrorOf(coinwarz({ Success: true }, 403).provider.bitcoinProfitability());
    expect(error).toMatchObject({ kind: "status", status: 403 });
  });

  it("refuses an answer without Bitcoin", async () => {
    const { provider } = coinwarz({ Success: true, Message: "", Data: [] });
    expect((await upstreamErrorOf(provider.bitcoinProfitability())).kind).toBe("invalid_shape");
  });
});
