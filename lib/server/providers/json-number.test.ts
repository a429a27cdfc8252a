import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  btcFromSatoshi,
  finiteNumber,
  nonNegativeNumber,
  nonNegativeString,
  numericString,
  numericStringOrEmpty,
  satoshiString,
  thsFromGhs,
  thsFromHs,
} from "./json-number";

describe("numbers from JSON", () => {
  it.each([
    ["84612.10", 84612.1],
    ["0", 0],
    ["1e5", 100_000],
    ["-0.0001", -0.0001],
    ["1.9E-8", 1.9e-8],
  ])("reads the string %j", (text, value) => {
    expect(numericString.parse(text)).toBe(value);
  });

  it.each(["", " ", "NaN", "Infinity", "-Infinity", "1e999", "0x10", "1,000", "1.", ".5", "12abc", "--1"])(
    "refuses the string %j",
    (text) => {
      expect(numericString.safeParse(text).success).toBe(false);
    },
  );

  it("reads back every finite number written as a string", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(numericString.parse(String(value))).toBe(value === 0 ? numericString.parse("0") : value);
      }),
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, "5", null])("refuses %j as a price", (value) => {
    expect(nonNegativeNumber.safeParse(value).success).toBe(false);
  });

  it("refuses a negative string as a price, keeps a negative number where signs mean something", () => {
    expect(nonNegativeString.safeParse("-1").success).toBe(false);
    expect(finiteNumber.parse(-1)).toBe(-1);
  });

  it("reads an empty string as no value only where the provider says so", () => {
    expect(numericStringOrEmpty.parse("")).toBeNull();
    expect(numericStringOrEmpty.parse("7")).toBe(7);
  });

  it("reads satoshi as whole numbers", () => {
    expect(satoshiString.parse("11648437530")).toBe(11_648_437_530);
    expect(satoshiString.safeParse("1.5").success).toBe(false);
  });

  it("converts units", () => {
    expect(btcFromSatoshi(312_500_000)).toBe(3.125);
    expect(thsFromHs(9.5e20)).toBe(9.5e8);
    expect(thsFromGhs(44_977_500_727.37)).toBeCloseTo(44_977_500.72737, 6);
  });
});
