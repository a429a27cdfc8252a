import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import type { DailyClose, Retarget } from "../network/hashprice-history";
import { estimateViews } from "./estimate-views";

function shipped(name: string): string[][] {
  const file = path.join(import.meta.dirname, "../../../db/seed", name);
  const [, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => line.split(","));
}

const days: DailyClose[] = shipped("btc-daily-close.csv").map(([dayUtc = "", close = ""]) => ({
  dayUtc,
  closeUsd: close === "" ? null : Number(close),
}));
const retargets: Retarget[] = shipped("difficulty-retargets.csv").map(
  ([height, dayUtc = "", difficulty]) => ({
    height: Number(height),
    dayUtc,
    difficulty: Number(difficulty),
  }),
);

function viewsUntil(lastDayUtc: string, closes = days, changes = retargets) {
  const answer = estimateViews(closes, changes, { lastDayUtc });
  if (answer.kind !== "estimated") throw new Error(answer.reason);
  return answer.estimate;
}

/** Fourteen and more periods that alternate between two changes of price and difficulty. */
function alternating(
  periods: number,
  price: readonly [number, number],
  difficulty: readonly [number, number],
) {
  const madeDays: DailyClose[] = [];
  const made: Retarget[] = [];
  let [closeUsd, current] = [50_000, 1e14];
  for (let index = 0; index <= periods; index += 1) {
    const dayUtc = new Date(Date.UTC(2023, 0, 1 + 14 * index)).toISOString().slice(0, 10);
    madeDays.push({ dayUtc, closeUsd });
    made.push({ dayUtc, height: 780_192 + 2016 * index, difficulty: current });
    closeUsd *= Math.exp(price[index % 2] ?? 0);
    current *= Math.exp(difficulty[index % 2] ?? 0);
  }
  return { days: madeDays, retargets: made };
}

describe("views measured on history", () => {
  it("equal those of Python's statistics module on the shipped history", () => {
    // fmean, stdev and correlation of the log changes in db/seed, scaled by 4383 / 2016.
    const { views, ...window } = viewsUntil("2024-12-31");
    expect(window).toEqual({ firstDayUtc: "2022-01-08", lastDayUtc: "2024-12-29", periods: 79 });
    expect(views.priceGrowthRatioPerMonth).toBeCloseTo(0.02247801833589494, 12);
    expect(views.priceVolatilityPerMonth).toBeCloseTo(0.16893644713029538, 12);
    expect(views.difficultyGrowthRatioPerRetarget).toBeCloseTo(0.019234124691578692, 12);
    expect(views.difficultyVolatilityPerRetarget).toBeCloseTo(0.04185376042750994, 12);
    expect(views.correlation).toBeCloseTo(0.12275874726347544, 12);
    expect(views.priceGrowthStandardError).toBeCloseTo(0.028025300769730616, 12);
    expect(views.difficultyGrowthStandardError).toBeCloseTo(0.004708915946524785, 12);
  });

  it("use nothing after the last day, whatever stands there", () => {
    const lastDayUtc = "2024-06-30";
    const wild = {
      days: days.map((day) => (day.dayUtc > lastDayUtc ? { ...day, closeUsd: 1 } : day)),
      retargets: retargets.map((one) => (one.dayUtc > lastDayUtc ? { ...one, difficulty: 1 } : one)),
    };
    const expected = viewsUntil(lastDayUtc);
    expect(viewsUntil(lastDayUtc, wild.days, wild.retargets)).toEqual(expected);
    const cut = <Row extends { readonly dayUtc: string }>(rows: readonly Row[]) =>
      rows.filter(({ dayUtc }) => dayUtc <= lastDayUtc);
    expect(viewsUntil("2030-01-01", cut(days), cut(retargets))).toEqual(expected);
  });

  it("find the correlation of what moves together, against each other, or not at all", () => {
    const of = (price: readonly [number, number], difficulty: readonly [number, number]) => {
      const made = alternating(20, price, difficulty);
      return viewsUntil("2030-01-01", made.days, made.retargets).views;
    };
    expect(of([0.1, -0.05], [0.03, 0.01]).correlation).toBeCloseTo(1, 12);
    expect(of([0.1, -0.05], [0.01, 0.03]).correlation).toBeCloseTo(-1, 12);
    const { difficultyVolatilityPerRetarget, ...still } = of([0.1, -0.05], [0, 0]);
    expect(difficultyVolatilityPerRetarget).toBe(0);
    expect(still.correlation).toBe(0);
  });

  it("know a constant growth exactly and without error", () => {
    const made = alternating(20, [0.02, 0.02], [0.01, 0.01]);
    const { views } = viewsUntil("2030-01-01", made.days, made.retargets);
    expect(views.difficultyGrowthRatioPerRetarget).toBeCloseTo(Math.expm1(0.01), 12);
    expect(views.priceGrowthRatioPerMonth).toBeCloseTo(Math.expm1((0.02 * 4383) / 2016), 12);
    expect(views.priceVolatilityPerMonth).toBeCloseTo(0, 12);
  });

  it("leave out periods without a close at both ends and epochs that are missing between", () => {
    const made = alternating(20, [0.1, -0.05], [0.03, 0.01]);
    const gap = made.days.map((day, index) => (index === 5 ? { ...day, closeUsd: null } : day));
    expect(viewsUntil("2030-01-01", gap, made.retargets).periods).toBe(18);
    const skipped = made.retargets.filter((_, index) => index !== 5);
    expect(viewsUntil("2030-01-01", made.days, skipped).periods).toBe(18);
  });

  it("say how many periods there are when they are too few", () => {
    const made = alternating(12, [0.1, -0.05], [0.03, 0.01]);
    expect(estimateViews(made.days, made.retargets)).toEqual({
      kind: "too-few",
      periods: 12,
      reason: "history holds 12 retarget periods with a price at both ends; at least 13 are needed",
    });
    expect(estimateViews([], []).kind).toBe("too-few");
  });

  it("refuse days out of order, malformed days and prices that are none", () => {
    const made = alternating(20, [0.1, -0.05], [0.03, 0.01]);
    expect(() => estimateViews([...made.days].reverse(), made.retargets)).toThrow(DomainError);
    expect(() => estimateViews(made.days, made.retargets, { lastDayUtc: "soon" })).toThrow("lastDayUtc");
    const free = made.days.map((day) => ({ ...day, closeUsd: 0 }));
    expect(() => estimateViews(free, made.retargets)).toThrow("days.closeUsd");
  });

  it("do not change when prices are told in another currency", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (rate) => {
        const other = days.map((day) => ({
          ...day,
          closeUsd: day.closeUsd === null ? null : day.closeUsd * rate,
        }));
        const [a, b] = [viewsUntil("2024-12-31").views, viewsUntil("2024-12-31", other).views];
        expect(b.priceVolatilityPerMonth).toBeCloseTo(a.priceVolatilityPerMonth, 10);
        expect(b.correlation).toBeCloseTo(a.correlation, 9);
      }),
      { numRuns: 10 },
    );
  });
});
