import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { impliedNetworkHashrateThs } from "../network/implied-hashrate";
import { subsidyBtcAtHeight } from "../network/subsidy";
import { btcPerDayByDifficulty, btcPerDayByNetworkShare } from "./btc-per-day";
import { exactRows } from "./btc-per-day.fixture";

interface Rational {
  readonly over: bigint;
  readonly under: bigint;
}

/** "1.5e-7" as an exact fraction. */
function rational(text: string): Rational {
  const match = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal: ${text}`);
  const [, whole = "", fraction = "", exponent = "0"] = match;
  const tens = Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  return tens >= 0
    ? { over: digits * 10n ** BigInt(tens), under: 1n }
    : { over: digits, under: 10n ** BigInt(-tens) };
}

/** 86,400 x H x 10^12 x R / (D x 2^32) without a single rounding. */
function exactBtcPerDay(hashrateThs: string, difficulty: string, rewardBtc: string): Rational {
  const [h, d, r] = [rational(hashrateThs), rational(difficulty), rational(rewardBtc)];
  return {
    over: 86_400n * 10n ** 12n * h.over * r.over * d.under,
    under: 2n ** 32n * h.under * r.under * d.over,
  };
}

/** |value - exact| / exact in parts per 10^18; `value` is taken for the exact binary fraction it is. */
function errorParts(value: Rational, exact: Rational): bigint {
  const difference = value.over * exact.under - exact.over * value.under;
  const size = difference < 0n ? -difference : difference;
  return (size * 10n ** 18n) / (exact.over * value.under);
}

/** A double as a fraction, exactly: doubling it often enough makes it an integer. */
function doubleAsRational(value: number): Rational {
  let scaled = value;
  let under = 1n;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    under *= 2n;
  }
  return { over: BigInt(scaled), under };
}

const PARTS_1E_9 = 10n ** 9n;

describe("btcPerDayByDifficulty", () => {
  it("holds all 70 rows of the exact table", () => {
    expect(exactRows).toHaveLength(70);
  });

  it.each(exactRows)("at height $height with $hashrateThs TH/s is within 1e-9 of the exact value", (row) => {
    const exact = exactBtcPerDay(row.hashrateThs, row.difficulty, row.subsidyBtc);
    // The published row itself: 15 significant digits, so within 1e-14 of the exact fraction.
    expect(errorParts(rational(row.btcPerDay), exact)).toBeLessThanOrEqual(10n ** 4n);
    const value = btcPerDayByDifficulty(
      Number(row.hashrateThs),
      Number(row.difficulty),
      Number(row.subsidyBtc),
    );
    expect(errorParts(doubleAsRational(value), exact)).toBeLessThanOrEqual(PARTS_1E_9);
    expect(Number(row.subsidyBtc)).toBe(subsidyBtcAtHeight(row.height));
  });

  it("meets the Foundry payout example to 1e-7 BTC", () => {
    // Foundry FPPS payout example in an SEC exhibit: 1 PH/s, difficulty 21448277761059, subsidy 6.25 -> 0.0058619.
    const value = btcPerDayByDifficulty(1000, 21_448_277_761_059, 6.25);
    expect(Math.abs(value - 0.0058619)).toBeLessThan(1e-7);
    expect(value).toBeCloseTo(0.005861941409643597, 16);
  });

  it("meets the FPPS multiplier of fees over subsidy", () => {
    // Same exhibit: fees 110.36520932 BTC on a subsidy of 931.25 BTC pay 1.118512976451007 times the subsidy alone.
    const reward = (blocks: number, fees: number): number => (931.25 + fees) / blocks;
    const ratio =
      btcPerDayByDifficulty(1, 1e13, reward(149, 110.36520932)) /
      btcPerDayByDifficulty(1, 1e13, reward(149, 0));
    expect(ratio).toBeCloseTo(1.118512976451007, 12);
  });

  it("equals the network-share method when N = D x 2^32 / 600", () => {
    const hashrate = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    const difficulty = fc.double({ min: 1, max: 1e18, noNaN: true });
    const reward = fc.double({ min: 1e-8, max: 60, noNaN: true });
    fc.assert(
      fc.property(hashrate, difficulty, reward, (h, d, r) => {
        const byDifficulty = btcPerDayByDifficulty(h, d, r);
        const byShare = btcPerDayByNetworkShare(h, impliedNetworkHashrateThs(d), r);
        expect(Math.abs(byShare / byDifficulty - 1)).toBeLessThan(1e-12);
      }),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses difficulty and network hashrate %s",
    (bad) => {
      expect(() => btcPerDayByDifficulty(1, bad, 1)).toThrow(DomainError);
      expect(() => btcPerDayByNetworkShare(1, bad, 1)).toThrow(/networkHashrateThs must be > 0 TH\/s, got/);
    },
  );
});
