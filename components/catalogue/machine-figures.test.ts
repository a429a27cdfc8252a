import { describe, expect, it } from "vitest";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import { powerCostUsdPerDay, profitFigure, revenueFigure, strikeFigure } from "./machine-figures";
import { s21Xp } from "./miner-models.fixture";

const hashprice: Figure = {
  value: 48,
  unit: "USD/PH/day",
  source: "Binance, mempool.space",
  asOf: "2026-11-22T10:00:00.000Z",
  stale: false,
};

// By hand: 270 TH/s x $48/PH/day = $12.96; 3.645 kW x 24 h x $0.06 = $5.2488; 48 / (13.5 x 24) = $0.148148.
describe("figures of a machine", () => {
  it("earns its share of the hashprice", () => {
    expect(revenueFigure(s21Xp, hashprice).value).toBeCloseTo(12.96, 12);
  });

  it("pays for the power on its plate", () => {
    expect(powerCostUsdPerDay(s21Xp, 0.06)).toBeCloseTo(5.2488, 12);
  });

  it("keeps the difference", () => {
    expect(profitFigure(s21Xp, hashprice, 0.06).value).toBeCloseTo(7.7112, 12);
  });

  it("breaks even at its strike price", () => {
    const strike = strikeFigure(s21Xp, hashprice).value ?? Number.NaN;
    expect(strike).toBeCloseTo(0.148148148, 9);
    expect(profitFigure(s21Xp, hashprice, strike).value).toBeCloseTo(0, 12);
  });

  it("keeps source and age of the hashprice, and is missing without one", () => {
    expect(strikeFigure(s21Xp, hashprice)).toMatchObject({ source: hashprice.source, asOf: hashprice.asOf });
    expect(profitFigure(s21Xp, missingFigure("USD/PH/day", "no price"), 0.06)).toEqual(
      missingFigure("USD/day", "no price"),
    );
  });
});
