import { requireWithin } from "../require-range";
import { SEED_LIMIT } from "./simulation-settings";

const MASK_64 = (1n << 64n) - 1n;

/**
 * The first `count` outputs of SplitMix64 for a seed: 64 well mixed bits each, even for neighbouring seeds.
 *
 * @see https://prng.di.unimi.it/splitmix64.c
 */
export function splitMix64(seed: bigint, count: number): bigint[] {
  let state = seed & MASK_64;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & MASK_64;
    let mixed = ((state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    return mixed ^ (mixed >> 31n);
  });
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/**
 * The generator xoshiro128** 1.1: 32 bits a call, period 2^128 - 1, the same in every engine. Not for secrets.
 *
 * @see https://prng.di.unimi.it/xoshiro128starstar.c
 */
export class SeededRandom {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** From its four words of state, not all 0. */
  constructor(a: number, b: number, c: number, d: number) {
    this.a = a | 0;
    this.b = b | 0;
    this.c = c | 0;
    this.d = d | 0;
  }

  /** From one seed by SplitMix64. @throws {DomainError} unless it is whole, 0..4,294,967,295. */
  static fromSeed(seed: number): SeededRandom {
    requireWithin("seed", seed, SEED_LIMIT);
    const [first = 0n, second = 0n] = splitMix64(BigInt(seed), 2);
    const low = (word: bigint): number => Number(word & 0xffffffffn);
    return new SeededRandom(low(first), low(first >> 32n), low(second), low(second >> 32n));
  }

  /** A whole number 0..2^32 - 1, each equally likely. */
  nextUint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.b, 5), 7), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotateLeft(this.d, 11);
    return result;
  }

  /** A number strictly between 0 and 1: the middle of one of 2^32 equal parts. */
  nextUnit(): number {
    return (this.nextUint32() + 0.5) / 4_294_967_296;
  }
}
