import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { SeededRandom, splitMix64 } from "./seeded-random";

const draw = (random: SeededRandom, count: number): number[] =>
  Array.from({ length: count }, () => random.nextUint32());

describe("SplitMix64", () => {
  it("gives the published numbers for seed 1234567", () => {
    // https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
    expect(splitMix64(1_234_567n, 5)).toEqual([
      6_457_827_717_110_365_317n,
      3_203_168_211_198_807_973n,
      9_817_491_932_198_370_423n,
      4_593_380_528_125_082_431n,
      16_408_922_859_458_223_821n,
    ]);
  });
});

describe("xoshiro128**", () => {
  it("gives the published numbers for the state 1, 2, 3, 4", () => {
    // Made with the reference C code: rand_xoshiro 0.7.0, src/xoshiro128starstar.rs, test `reference`.
    expect(draw(new SeededRandom(1, 2, 3, 4), 10)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it("repeats itself for the same seed and not for the next one", () => {
    expect(draw(SeededRandom.fromSeed(7), 20)).toEqual(draw(SeededRandom.fromSeed(7), 20));
    expect(draw(SeededRandom.fromSeed(7), 20)).not.toEqual(draw(SeededRandom.fromSeed(8), 20));
  });

  it("keeps units strictly between 0 and 1", () => {
    const random = SeededRandom.fromSeed(0);
    let [least, greatest] = [1, 0];
    for (let index = 0; index < 100_000; index += 1) {
      const unit = random.nextUnit();
      least = Math.min(least, unit);
      greatest = Math.max(greatest, unit);
    }
    expect(least).toBeGreaterThan(0);
    expect(greatest).toBeLessThan(1);
  });

  it.each([-1, 0.5, 2 ** 32, Number.NaN])("refuses the seed %s", (seed) => {
    expect(() => SeededRandom.fromSeed(seed)).toThrow(DomainError);
  });
});
