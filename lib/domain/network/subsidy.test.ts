import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { nextHalvingHeight, subsidyBtcAtHeight, subsidySatsAtHeight } from "./subsidy";

describe("subsidy", () => {
  // Consensus rule 50 BTC >> floor(height / 210,000); dates of the past ones are public record.
  it.each([
    [0, 50],
    [210_000, 25],
    [420_000, 12.5],
    [630_000, 6.25],
    [840_000, 3.125],
    [1_050_000, 1.5625],
    [1_260_000, 0.78125],
  ])("from height %s is %s BTC", (height, btc) => {
    expect(subsidyBtcAtHeight(height)).toBe(btc);
    if (height > 0) expect(subsidyBtcAtHeight(height - 1)).toBe(btc * 2);
  });

  it("drops fractions of a satoshi and ends at height 6,930,000", () => {
    // 5,000,000,000 / 2^10 = 4,882,812.5
    expect(subsidySatsAtHeight(2_100_000)).toBe(4_882_812n);
    expect(subsidySatsAtHeight(6_929_999)).toBe(1n);
    expect(subsidySatsAtHeight(6_930_000)).toBe(0n);
  });

  it("issues 2,099,999,997,690,000 satoshis in all", () => {
    // https://en.bitcoin.it/wiki/Controlled_supply
    let total = 0n;
    for (let height = 0; height < 6_930_000; height += 210_000)
      total += subsidySatsAtHeight(height) * 210_000n;
    expect(total).toBe(2_099_999_997_690_000n);
  });

  it("halves next at 1,050,000 from anywhere in the present era", () => {
    fc.assert(
      fc.property(fc.integer({ min: 840_000, max: 1_049_999 }), (height) => {
        expect(nextHalvingHeight(height)).toBe(1_050_000);
      }),
    );
    expect(nextHalvingHeight(1_050_000)).toBe(1_260_000);
  });

  it.each([-1, 0.5, Number.NaN])("refuses height %s", (height) => {
    expect(() => subsidyBtcAtHeight(height)).toThrow(DomainError);
    expect(() => nextHalvingHeight(height)).toThrow(/blockHeight must be a whole number >= 0 .* blocks, got/);
  });
});
