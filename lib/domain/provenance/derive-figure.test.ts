import { describe, expect, it } from "vitest";
import { deriveFigure } from "./derive-figure";
import { type Figure, missingFigure } from "./figure";

const price: Figure = {
  value: 100_000,
  unit: "USD",
  source: "Binance",
  asOf: "2026-11-22T10:00:00.000Z",
  stale: false,
};
const difficulty: Figure = {
  value: 2,
  unit: "",
  source: "mempool.space",
  asOf: "2026-11-21T10:00:00.000Z",
  stale: true,
};

describe("deriveFigure", () => {
  it("computes from the values in their order", () => {
    expect(deriveFigure("USD", [price, difficulty], (a = 0, b = 1) => a / b).value).toBe(50_000);
  });

  it("is as old as its oldest input, stale when one is, and names every source once", () => {
    const derived = deriveFigure("USD", [price, difficulty, price], () => 1, "a / b");
    expect(derived).toEqual({
      value: 1,
      unit: "USD",
      source: "Binance, mempool.space",
      asOf: "2026-11-21T10:00:00.000Z",
      stale: true,
      note: "a / b",
    });
  });

  it("is missing for the reason of its missing input, without calling the formula", () => {
    const derived = deriveFigure("USD", [price, missingFigure("", "no provider answered")], () => {
      throw new Error("called");
    });
    expect(derived).toEqual(missingFigure("USD", "no provider answered"));
  });
});
