import { describe, expect, it } from "vitest";
import { createBlockchainInfo } from "./blockchain-info";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

// The full sample that Blockchain.com publishes for /stats.
const stats = {
  timestamp: 1_557_646_525_000,
  market_price_usd: 7292.97,
  hash_rate: 44_977_500_727.37,
  total_fees_btc: 11_648_437_530,
  n_btc_mined: 168_750_000_000,
  n_tx: 335_667,
  n_blocks_mined: 135,
  minutes_between_blocks: 9.8507,
  totalbc: 1_769_555_000_000_000,
  n_blocks_total: 575_644,
  nextretarget: 576_575,
  difficulty: 6_702_169_884_349,
  miners_revenue_btc: 1803,
};

function blockchainInfo(answer: unknown) {
  const { options, requests } = benchFor({ answer });
  return { provider: createBlockchainInfo(options), requests };
}

function chart(unit: string, values: { x: number; y: number }[]) {
  return { status: "ok", name: "chart", unit, period: "day", description: "", values };
}

describe("blockchain.info stats", () => {
  it("turns GH/s into TH/s, satoshi into BTC, and the last block of the epoch into the next one's first", async () => {
    const readings = await blockchainInfo(stats).provider.stats();
    expect(readings.observedHashrateThs.value).toBeCloseTo(44_977_500.72737, 5);
    expect(readings.feesBtcPerBlock.value).toBeCloseTo(116.4843753 / 135, 12);
    // 576,576 = 286 x 2016
    expect(readings.nextRetargetHeight.value).toBe(286 * 2016);
    expect(readings.difficulty).toMatchObject({ value: 6_702_169_884_349, asOf: "2019-05-12T07:35:25.000Z" });
    expect(readings.btcPriceUsd.value).toBe(7292.97);
  });

  it("says that the hashrate carries block luck, which the sample shows", async () => {
    const { observedHashrateThs, difficulty } = await blockchainInfo(stats).provider.stats();
    expect(observedHashrateThs.note).toContain("luck");
    // 135 blocks instead of 144 in the day.
    const impliedThs = (difficulty.value * 2 ** 32) / 600 / 1e12;
    expect(observedHashrateThs.value / impliedThs).toBeCloseTo(135 / 144, 6);
  });

  it.each([
    ["market_price_usd", -1, "invalid_shape"],
    ["market_price_usd", 7.3e9, "out_of_band"],
    ["hash_rate", "44977500727.37", "invalid_shape"],
    ["total_fees_btc", 7e11, "out_of_band"],
    ["n_blocks_mined", 0, "invalid_shape"],
    ["difficulty", 1e20, "out_of_band"],
    ["timestamp", 1_557_646_525, "out_of_band"],
  ])("refuses %s of %j", async (name, value, kind) => {
    const { provider } = blockchainInfo({ ...stats, [name]: value });
    expect((await upstreamErrorOf(provider.stats())).kind).toBe(kind);
  });
});

describe("blockchain.info charts", () => {
  const x = 1_442_534_400; // 2015-09-18, the sample of the charts documentation

  it("asks for every point and reads moments as seconds", async () => {
    const { provider, requests } = blockchainInfo(chart("Difficulty", [{ x, y: 5.69571e10 }]));
    const { points } = await provider.difficultyChart("1year");
    expect(points).toEqual([{ at: "2015-09-18T00:00:00.000Z", value: 5.69571e10 }]);
    expect(requests[0]?.url).toContain("/charts/difficulty?timespan=1year&format=json&sampled=false");
  });

  it.each([
    ["Hash Rate TH/s", 4.2e5, 4.2e5],
    ["Hash Rate GH/s", 4.2e8, 4.2e5],
  ])("reads the hashrate in the unit that the answer names: %s", async (unit, y, expected) => {
    const { points } = await blockchainInfo(chart(unit, [{ x, y }])).provider.hashrateChart("1year");
    expect(points[0]?.value).toBeCloseTo(expected, 6);
  });

  it("refuses a hashrate in a unit it does not know", async () => {
    const { provider } = blockchainInfo(chart("Hash Rate", [{ x, y: 1 }]));
    expect((await upstreamErrorOf(provider.hashrateChart("1year"))).kind).toBe("invalid_shape");
  });

  it("drops the zeros before the first price, and refuses a zero after it", async () => {
    const rows = [0, 0, 0.08, 0.1].map((y, index) => ({ x: x + index * 86_400, y }));
    const { points } = await blockchainInfo(chart("USD", rows)).provider.marketPriceChart("all");
    expect(points.map((point) => point.value)).toEqual([0.08, 0.1]);
    const broken = blockchainInfo(chart("USD", [...rows, { x: x + 4 * 86_400, y: 0 }]));
    expect((await upstreamErrorOf(broken.provider.marketPriceChart("all"))).kind).toBe("out_of_band");
  });
});
