import { describe, expect, it } from "vitest";
import { frozenJson } from "./json-value";

describe("frozenJson", () => {
  it("freezes plain JSON to its depth", () => {
    const value = frozenJson({ list: [{ a: 1 }], text: "x", none: null }, "key");
    expect(() => {
      Object.assign(value.list[0] ?? {}, { a: 2 });
    }).toThrow(TypeError);
  });

  it.each([
    [Number.NaN, "value must be a finite number, got NaN"],
    [{ price: Number.POSITIVE_INFINITY }, "value.price must be a finite number"],
    [{ at: new Date(0) }, "value.at must be plain JSON, got Date"],
    [[undefined], "value.0 must be plain JSON, got undefined"],
    [{ amount: 1n }, "value.amount must be plain JSON, got bigint"],
    [new Map(), "value must be plain JSON, got Map"],
  ])("refuses what JSON cannot carry: %s", (value, message) => {
    expect(() => frozenJson(value, "price")).toThrow(`Cache key "price": ${message}`);
  });
});
