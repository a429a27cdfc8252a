import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import type { MarketNow } from "@/lib/modules/market/schema";

const generatedAt = "2026-10-06T12:00:00.000Z";

function figure(value: number, unit: string, source = "mempool.space"): Figure {
  return { value, unit, source, asOf: generatedAt, stale: false };
}

/** A market in which every provider answered: block 970,000 at the difficulty of 4 October 2026. */
export const marketNowFixture: MarketNow = {
  btcPriceUsd: figure(100_000, "USD", "Binance"),
  crossChecks: [figure(100_100, "USD", "OKX"), figure(99_900, "USD", "CoinGecko")],
  difficulty: figure(132_716_002_350_731.28, ""),
  blockHeight: figure(970_000, "block"),
  observedHashrateThs: figure(997_526_840, "TH/s"),
  feesBtcPerBlock: figure(0.025, "BTC/block"),
  subsidyBtc: figure(3.125, "BTC/block", "consensus"),
  hashpriceUsdPerPhDay: figure(47.7, "USD/PH/day"),
  retarget: {
    height: 971_712,
    estimatedAt: "2026-10-18T10:00:00.000Z",
    estimatedChangeRatio: figure(0.021, "ratio"),
    remainingBlocks: figure(1512, "blocks"),
    previousChangeRatio: figure(-0.01, "ratio"),
  },
  fearGreed: figure(54, "index", "Alternative.me"),
  impliedVolatilityPct: figure(38.2, "%", "Deribit"),
  credits: [{ text: "Network data by mempool.space", url: "https://mempool.space" }],
  generatedAt,
};

/** The same market with some figures that nobody supplied. */
export function withoutFigures(
  ...names: readonly ("btcPriceUsd" | "difficulty" | "blockHeight" | "observedHashrateThs")[]
): MarketNow {
  const missing = Object.fromEntries(
    names.map((name) => [name, missingFigure(marketNowFixture[name].unit, `no ${name}`)]),
  );
  return { ...marketNowFixture, ...missing };
}
