import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { calculateDaily } from "../mining/calculate-daily";
import type { CalculationInputs } from "../mining/calculation";
import { inputsFixture, marketFixture } from "../mining/calculation.fixture";
import { axisRange, axisValues } from "./axis-values";
import { type HeatMapAxis, heatMapAxes } from "./daily-profit";
import { heatMap } from "./heat-map";

const pairs = heatMapAxes.flatMap((x) => heatMapAxes.filter((y) => y !== x).map((y) => [x, y] as const));

function currentOf(inputs: CalculationInputs, axis: HeatMapAxis): number {
  if (axis === "btcPriceUsd") return inputs.market.btcPriceUsd ?? Number.NaN;
  return axis === "difficulty" ? inputs.market.difficulty : inputs[axis];
}

function withAxis(inputs: CalculationInputs, axis: HeatMapAxis, value: number): CalculationInputs {
  if (axis === "btcPriceUsd" || axis === "difficulty") {
    return { ...inputs, market: { ...inputs.market, [axis]: value } };
  }
  return { ...inputs, [axis]: value };
}

const anyInputs = fc
  .record({
    electricityUsdPerKwh: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
    uptimeRatio: fc.double({ min: 0.5, max: 1, noNaN: true }),
    curtailmentRatio: fc.double({ min: 0, max: 0.5, noNaN: true }),
    fixedCostUsdPerMonth: fc.integer({ min: 0, max: 5000 }),
    poolFeeRatio: fc.double({ min: 0, max: 0.05, noNaN: true }),
    btcPriceUsd: fc.double({ min: 20_000, max: 200_000, noNaN: true }),
    difficulty: fc.double({ min: 5e13, max: 3e14, noNaN: true }),
  })
  .map(({ btcPriceUsd, difficulty, ...own }) => ({
    ...inputsFixture,
    ...own,
    market: { ...marketFixture, btcPriceUsd, difficulty, feesBtcPerBlock: 0.05 },
  }));

describe("heatMap", () => {
  it.each(pairs)(
    "moves with both %s and %s, and every cell is the calculator's own profit",
    (xAxis, yAxis) => {
      fc.assert(
        fc.property(anyInputs, (inputs) => {
          const x = { axis: xAxis, values: axisRange(xAxis, currentOf(inputs, xAxis), 5) };
          const y = { axis: yAxis, values: axisRange(yAxis, currentOf(inputs, yAxis), 4) };
          const map = heatMap(inputs, x, y);
          const rows = map.profitUsdPerDay;
          expect(rows.some((row) => new Set(row).size > 1)).toBe(true);
          expect(rows[0]?.some((_, column) => new Set(rows.map((row) => row[column])).size > 1)).toBe(true);
          for (const [j, yValue] of y.values.entries()) {
            for (const [i, xValue] of x.values.entries()) {
              const cell = withAxis(withAxis(inputs, xAxis, xValue), yAxis, yValue);
              const day = calculateDaily(cell);
              const scale = (day.revenueUsd ?? 0) + day.energyCostUsd + day.fixedCostUsd;
              expect(Math.abs((rows[j]?.[i] ?? Number.NaN) - (day.profitUsd ?? 0))).toBeLessThan(
                1e-9 * scale,
              );
            }
          }
        }),
        { numRuns: 20 },
      );
    },
  );

  it.each(pairs)("draws a line of zero profit over %s and %s", (xAxis, yAxis) => {
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const x = { axis: xAxis, values: axisRange(xAxis, currentOf(inputs, xAxis), 6) };
        const y = { axis: yAxis, values: axisRange(yAxis, currentOf(inputs, yAxis), 2) };
        for (const point of heatMap(inputs, x, y).breakEven) {
          if (point.y === null) continue;
          const day = calculateDaily(withAxis(withAxis(inputs, xAxis, point.x), yAxis, point.y));
          const scale = (day.revenueUsd ?? 0) + day.energyCostUsd + day.fixedCostUsd;
          expect(Math.abs(day.profitUsd ?? Number.NaN)).toBeLessThanOrEqual(1e-9 * scale);
        }
      }),
      { numRuns: 20 },
    );
  });

  const price = { axis: "btcPriceUsd", values: [40_000, 80_000] } as const;
  const power = { axis: "electricityUsdPerKwh", values: [0.05, 0.1] } as const;

  it("breaks even at 0.09663 USD/kWh for 80,000 USD, and marks the present point", () => {
    const map = heatMap(inputsFixture, price, power);
    expect(map.breakEven[1]?.y).toBeCloseTo(0.09663, 5);
    expect(map.current).toMatchObject({ x: 80_000, y: 0.06 });
    expect(map.current.profitUsdPerDay).toBeCloseTo(312.07, 2);
    expect([map.lowestUsdPerDay, map.highestUsdPerDay]).toEqual([
      map.profitUsdPerDay[1]?.[0],
      map.profitUsdPerDay[0]?.[1],
    ]);
  });

  it("has no break-even uptime without fixed costs, because uptime then only scales profit", () => {
    const map = heatMap(inputsFixture, price, { axis: "uptimeRatio", values: [0.5, 1] });
    expect(map.breakEven.map((point) => point.y)).toEqual([null, null]);
  });

  it("has no break-even where even free electricity loses money", () => {
    const map = heatMap({ ...inputsFixture, fixedCostUsdPerMonth: 20_000 }, price, power);
    expect(map.breakEven[0]?.y).toBeNull();
    expect(map.breakEven[1]?.y).toBeGreaterThan(0);
  });

  it("refuses one axis twice, values out of range, none, and a missing price", () => {
    expect(() => heatMap(inputsFixture, price, price)).toThrow(/y.axis must be another input/);
    expect(() => heatMap(inputsFixture, { ...price, values: [0] }, power)).toThrow(/x.values must be > 0/);
    expect(() => heatMap(inputsFixture, price, { ...power, values: [] })).toThrow(/y.values must be a list/);
    const noPrice = { ...inputsFixture, market: { ...marketFixture, btcPriceUsd: null } };
    expect(() => heatMap(noPrice, price, power)).toThrow(/market.btcPriceUsd must be known/);
  });
});

describe("axisValues", () => {
  it("spaces values evenly with both ends exact", () => {
    expect(axisValues(0, 0.3, 4)).toEqual([0, expect.closeTo(0.1, 12), expect.closeTo(0.2, 12), 0.3]);
  });

  it("covers the present value on each axis", () => {
    expect(axisRange("btcPriceUsd", 80_000, 3)).toEqual([40_000, 80_000, 120_000]);
    expect(axisRange("uptimeRatio", 0.9, 2)).toEqual([0.45, 1]);
    expect(axisRange("electricityUsdPerKwh", 0, 2)).toEqual([0, 0.1]);
  });

  it("refuses an empty range and a single value", () => {
    expect(() => axisValues(1, 1, 5)).toThrow(DomainError);
    expect(() => axisValues(0, 1, 1)).toThrow(/count must be a whole number >= 2/);
  });
});
