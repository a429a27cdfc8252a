import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { canonicalJson } from "./canonical-json";
import type { JsonValue } from "./json-value";

const unchecked = (value: unknown) => value as JsonValue;
const doubleOf = (bits: string): number => {
  const view = new DataView(new ArrayBuffer(8));
  view.setBigUint64(0, BigInt(`0x${bits}`));
  return view.getFloat64(0);
};

describe("canonicalJson on the examples of RFC 8785", () => {
  it("writes section 3.2.2's numbers, strings and literals", () => {
    const value = JSON.parse(
      String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]}`,
    );
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it("sorts section 3.2.3's keys by UTF-16 code units", () => {
    const value = JSON.parse(
      String.raw`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
        "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
    );
    expect(canonicalJson(value).match(/(?<=:")[^"]+/g)).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  // Appendix B: IEEE 754 bits and their text.
  it.each([
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ])("writes the number of bits %s as %s", (bits, text) => {
    expect(canonicalJson(doubleOf(bits))).toBe(text);
  });

  it.each(["7fffffffffffffff", "7ff0000000000000", "fff0000000000000"])("refuses bits %s", (bits) => {
    expect(() => canonicalJson(doubleOf(bits))).toThrow("the value must be a finite number");
  });
});

// https://github.com/cyberphone/json-canonicalization/tree/master/testdata, by the RFC's author.
describe("canonicalJson on the test data of the scheme's author", () => {
  it("writes structures.json", () => {
    const value = JSON.parse(
      '{"1": {"f": {"f": "hi","F": 5} ,"\\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}',
    );
    expect(canonicalJson(value)).toBe(
      String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}`,
    );
  });

  it("writes french.json by code units, not as a Frenchman would", () => {
    const value = JSON.parse(
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}',
    );
    expect(canonicalJson(value)).toBe(
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}',
    );
  });

  it("writes unicode.json without normalising it", () => {
    expect(canonicalJson({ "Unnormalized Unicode": "A\u030a" })).toBe('{"Unnormalized Unicode":"A\u030a"}');
  });
});

describe("canonicalJson", () => {
  it.each<[string, unknown, string]>([
    ["NaN", { rows: [{ price: Number.NaN }] }, "/rows/0/price"],
    ["infinity", { price: Number.NEGATIVE_INFINITY }, "/price"],
    ["undefined", { price: undefined }, "/price"],
    ["bigint", { cents: 5n }, "/cents"],
    ["a function", { run: () => 1 }, "/run"],
    ["a symbol", [Symbol("s")], "/0"],
    ["a date", { at: new Date(0) }, "/at"],
    ["a map", { rows: new Map() }, "/rows"],
    ["a hole in a list", new Array(2), "/0"],
    ["a lone surrogate", { name: "a\ud800b" }, "/name"],
    ["a lone surrogate in a key", { "\udc00": 1 }, ""],
    ["a key with a slash", { "a/b": undefined }, "/a~1b"],
  ])("refuses %s and says where", (_, value, field) => {
    expect(() => canonicalJson(unchecked(value))).toThrow(DomainError);
    expect(() => canonicalJson(unchecked(value))).toThrow(expect.objectContaining({ field }));
  });

  it("refuses a value that contains itself", () => {
    const knot: Record<string, unknown> = {};
    knot.self = knot;
    expect(() => canonicalJson(unchecked(knot))).toThrow("at most 100 levels deep");
  });

  it("gives one text for one value, whatever order its keys were written in, and loses nothing", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (drawn) => {
        const value = JSON.parse(JSON.stringify(drawn));
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(value);
        expect(canonicalJson(withKeysReversed(value))).toBe(text);
      }),
    );
  });
});

function withKeysReversed(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withKeysReversed);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, withKeysReversed(member)] as const)
      .reverse(),
  );
}
