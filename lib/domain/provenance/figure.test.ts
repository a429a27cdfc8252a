import { describe, expect, it } from "vitest";
import { type Figure, figureAge, missingFigure } from "./figure";

const now = Date.UTC(2026, 0, 2, 12);
const minute = 60_000;

function seenAgo(ageMs: number): Figure {
  const asOf = new Date(now - ageMs).toISOString();
  return { value: 1, unit: "USD", source: "Binance", asOf, stale: false };
}

describe("figureAge", () => {
  it.each([
    [0, "fresh"],
    [5 * minute, "fresh"],
    [5 * minute + 1, "ageing"],
    [15 * minute, "ageing"],
    [15 * minute + 1, "stale"],
  ])("%s ms after the moment is %s for a kind that stays fresh five minutes", (ageMs, age) => {
    expect(figureAge(seenAgo(ageMs), now, 5 * minute)).toBe(age);
  });

  it("takes the source's word for stale", () => {
    expect(figureAge({ ...seenAgo(0), stale: true }, now, minute)).toBe("stale");
  });

  it("is fresh for a figure bound to no moment", () => {
    expect(figureAge({ ...seenAgo(0), asOf: null }, now, minute)).toBe("fresh");
  });

  it("is missing without a value, whatever else is said", () => {
    expect(figureAge(missingFigure("USD", "no answer"), now, minute)).toBe("missing");
  });
});

describe("missingFigure", () => {
  it("keeps unit and reason, and claims no source", () => {
    expect(missingFigure("TH/s", "no answer")).toEqual({
      value: null,
      unit: "TH/s",
      source: null,
      asOf: null,
      stale: false,
      note: "no answer",
    });
  });
});
