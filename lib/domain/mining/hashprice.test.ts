import { describe, expect, it } from "vitest";
import { hashcostUsdPerPhDay, hashpriceUsdPerPhDay, strikeUsdPerKwh } from "./hashprice";

describe("hashprice", () => {
  it("is 62.8642737865448 USD/PH/day at difficulty 1e14, 3.125 BTC and 100,000 USD", () => {
    // Definition: https://hashrateindex.com/blog/what-is-hashprice/
    expect(hashpriceUsdPerPhDay(100_000, 1e14, 3.125)).toBeCloseTo(62.8642737865448, 10);
  });

  it("is in proportion to reward and price", () => {
    const base = hashpriceUsdPerPhDay(50_000, 1e14, 3.125);
    expect(hashpriceUsdPerPhDay(100_000, 1e14, 3.125)).toBeCloseTo(2 * base, 10);
    expect(hashpriceUsdPerPhDay(50_000, 1e14, 6.25)).toBeCloseTo(2 * base, 10);
  });
});

describe("hashcost", () => {
  it("is 24.00 USD/PH/day for 20 J/TH at 50 USD/MWh", () => {
    expect(hashcostUsdPerPhDay(20, 0.05)).toBeCloseTo(24, 12);
  });
});

describe("strike price", () => {
  it("is where hashcost equals hashprice after pool fee", () => {
    const strike = strikeUsdPerKwh(62.8642737865448, 0.02, 17.75);
    expect(hashcostUsdPerPhDay(17.75, strike)).toBeCloseTo(62.8642737865448 * 0.98, 10);
  });
});
