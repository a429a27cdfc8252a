import { describe, expect, it } from "vitest";
import { checkBand, type LastKnown } from "./sanity-band";

const nowMs = Date.parse("2026-11-22T12:00:00Z");
const dayMs = 86_400_000;

function price(value: number, last: LastKnown | null = null) {
  return checkBand(value, { provider: "binance", band: "btcPriceUsd", last, nowMs });
}

describe("sanity band", () => {
  it("passes a possible price unchanged", () => {
    expect(price(85_280)).toBe(85_280);
  });

  it.each([0, -85_000, 999.99, 10_000_001, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses a price of %d",
    (value) => {
      expect(() => price(value)).toThrow(
        expect.objectContaining({ kind: "out_of_band", provider: "binance", retryable: false }),
      );
    },
  );

  it("names rule and value", () => {
    expect(() => price(12)).toThrow("btcPriceUsd must be between 1000 and 10000000, got 12");
  });

  it("lets the price move by a factor of three from the last known and no further", () => {
    const last = { value: 90_000, asOfMs: nowMs - dayMs };
    expect(price(270_000, last)).toBe(270_000);
    expect(price(30_000, last)).toBe(30_000);
    expect(() => price(270_001, last)).toThrow("within a factor of 3");
    expect(() => price(29_999, last)).toThrow("within a factor of 3");
  });

  it("forgets a last known value that is a month old", () => {
    expect(price(300_000, { value: 90_000, asOfMs: nowMs - 31 * dayMs })).toBe(300_000);
  });

  it("lets difficulty move by one retarget's limit of four", () => {
    const last = { value: 1e14, asOfMs: nowMs - dayMs };
    const check = (value: number) =>
      checkBand(value, { provider: "binance", band: "difficulty", last, nowMs });
    expect(check(4e14)).toBe(4e14);
    expect(() => check(4.02e14)).toThrow("within a factor of 4.01");
    expect(() => check(0.24e14)).toThrow("within a factor of 4.01");
  });
});
