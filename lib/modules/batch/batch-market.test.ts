import { describe, expect, it } from "vitest";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import { AppError } from "@/lib/server/errors";
import { resolveBatchMarket } from "./batch-market";

const seen = (value: number, unit: string): Figure => ({
  value,
  unit,
  source: "Binance",
  asOf: "2026-11-24T10:00:00.000Z",
  stale: true,
});

const now = {
  btcPriceUsd: seen(85_000, "USD"),
  difficulty: seen(132.7e12, ""),
  observedHashrateThs: seen(940e6, "TH/s"),
  subsidyBtc: seen(3.125, "BTC"),
  feesBtcPerBlock: missingFigure("BTC/block", "older than a day"),
  blockHeight: seen(970_000, "blocks"),
};

describe("resolveBatchMarket", () => {
  it("takes the current figures with source and age, and leaves missing what nobody knows", () => {
    const { market, figures } = resolveBatchMarket(undefined, now);
    expect(market).toEqual({
      btcPriceUsd: 85_000,
      difficulty: 132.7e12,
      networkHashrateThs: 940e6,
      networkHashrateStale: true,
      subsidyBtc: 3.125,
      feesBtcPerBlock: null,
      blockHeight: 970_000,
    });
    expect(figures.btcPriceUsd).toBe(now.btcPriceUsd);
    expect(figures.feesBtcPerBlock.note).toBe("older than a day");
  });

  it("lets own figures win, zero among them, and says that they are the request's", () => {
    const { market, figures } = resolveBatchMarket({ btcPriceUsd: 1, feesBtcPerBlock: 0 }, now);
    expect([market.btcPriceUsd, market.feesBtcPerBlock, market.difficulty]).toEqual([1, 0, 132.7e12]);
    expect(figures.btcPriceUsd).toEqual({
      value: 1,
      unit: "USD",
      source: "request",
      asOf: null,
      stale: false,
    });
  });

  it("refuses to calculate without difficulty or subsidy, naming each", () => {
    const unknown = {
      ...now,
      difficulty: missingFigure("", "nobody"),
      subsidyBtc: missingFigure("BTC", "nobody"),
    };
    const refusal = () => resolveBatchMarket({ btcPriceUsd: 1 }, unknown);
    expect(refusal).toThrow(AppError);
    expect(refusal).toThrow("market.difficulty, market.subsidyBtc");
    expect(resolveBatchMarket({ difficulty: 1e14, subsidyBtc: 3.125 }, unknown).market.difficulty).toBe(1e14);
  });
});
