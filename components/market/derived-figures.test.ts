import { describe, expect, it } from "vitest";
import {
  epochProgressRatio,
  halvingAtMs,
  halvingFigure,
  impliedHashrateFigure,
  luckFigure,
  priceSpreadRatio,
} from "./derived-figures";
import { marketNowFixture, withoutFigures } from "./market-now.fixture";

describe("figures derived from the market", () => {
  it("takes the implied hashrate from difficulty alone", () => {
    // 132716002350731.28 x 4294967296 / 600 / 1e12 computed with bc.
    expect(impliedHashrateFigure(marketNowFixture).value).toBeCloseTo(950_018_149.587, 2);
  });

  it("calls five percent more hashrate than implied five percent luck", () => {
    expect(luckFigure(marketNowFixture).value).toBeCloseTo(0.05, 3);
  });

  it("has no luck without an observed hashrate, and says why", () => {
    const luck = luckFigure(withoutFigures("observedHashrateThs"));
    expect(luck.value).toBeNull();
    expect(luck.note).toBe("no observedHashrateThs");
  });

  it("counts blocks to the halving at 1,050,000 and ten minutes for each", () => {
    expect(halvingFigure(marketNowFixture).value).toBe(80_000);
    expect(halvingAtMs(marketNowFixture)).toBe(Date.parse("2026-10-06T12:00:00Z") + 80_000 * 600_000);
    expect(halvingAtMs(withoutFigures("blockHeight"))).toBeNull();
  });

  it("is a quarter through the epoch with 1,512 of 2,016 blocks to go", () => {
    expect(epochProgressRatio(marketNowFixture)).toBe(0.25);
  });

  it("spreads over all price sources, and not over one", () => {
    expect(priceSpreadRatio(marketNowFixture)).toBeCloseTo(0.002, 12);
    expect(priceSpreadRatio({ ...marketNowFixture, crossChecks: [] })).toBeNull();
    expect(priceSpreadRatio(withoutFigures("btcPriceUsd"))).toBeNull();
  });
});
