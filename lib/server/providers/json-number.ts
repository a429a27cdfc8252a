import { z } from "zod";

const decimal = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** A JSON number: finite, any sign. */
export const finiteNumber = z.number();

/** A JSON number, 0 or more: prices, counts, moments. */
export const nonNegativeNumber = z.number().nonnegative();

/** A decimal number written as a string ("84612.10", "1e5"); "", "NaN" and "Infinity" are refused. */
export const numericString = z.string().regex(decimal).transform(Number).pipe(finiteNumber);

/** As `numericString`, 0 or more. */
export const nonNegativeString = numericString.pipe(z.number().nonnegative());

/** As `numericString`, where the provider writes an empty string for "no value". */
export const numericStringOrEmpty = z.union([z.literal("").transform(() => null), numericString]);

/** A count of satoshi written as a string of digits, exact as a number (the whole supply is below 2^53). */
export const satoshiString = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().nonnegative());

const satoshiPerBtc = 100_000_000;

/** Bitcoin from satoshi. */
export function btcFromSatoshi(satoshi: number): number {
  return satoshi / satoshiPerBtc;
}

/** Terahashes a second from hashes a second. */
export function thsFromHs(hashesPerSecond: number): number {
  return hashesPerSecond / 1e12;
}

/** Terahashes a second from gigahashes a second. */
export function thsFromGhs(gigahashesPerSecond: number): number {
  return gigahashesPerSecond / 1000;
}
