import { DomainError } from "../domain-error";
import type { CalculationInputs } from "../mining/calculation";
import { requireValidInputs } from "../mining/check-inputs";
import { requireWithin } from "../require-range";
import {
  type AxisPoint,
  axisLimits,
  type HeatMapAxis,
  profitAt,
  profitPlane,
  zeroProfitValue,
} from "./daily-profit";

export interface AxisInput {
  readonly axis: HeatMapAxis;
  /** Values in the axis' unit, in the order they are drawn; at least one. */
  readonly values: readonly number[];
}

export interface HeatMap {
  readonly x: AxisInput;
  readonly y: AxisInput;
  /** Daily profit in USD, one row for each y value, one column for each x value. */
  readonly profitUsdPerDay: readonly (readonly number[])[];
  readonly lowestUsdPerDay: number;
  readonly highestUsdPerDay: number;
  /** For each x value the y at which profit is zero; `null` where there is none. It may lie outside the y values. */
  readonly breakEven: readonly { readonly x: number; readonly y: number | null }[];
  /** Where the inputs stand; may lie outside the values too. */
  readonly current: { readonly x: number; readonly y: number; readonly profitUsdPerDay: number };
}

function requireAxis(name: "x" | "y", input: AxisInput): void {
  if (input.values.length === 0) {
    const rule = "a list of at least one value";
    throw new DomainError(`${name}.values`, `${name}.values must be ${rule}, got none`, { value: [], rule });
  }
  for (const value of input.values) requireWithin(`${name}.values`, value, axisLimits[input.axis]);
}

/**
 * Daily profit in USD over a grid of two inputs, with the break-even line in closed form and the present point.
 *
 * @throws {DomainError} on broken inputs, without a BTC price, with the same axis twice, or on values out of range.
 */
export function heatMap(inputs: CalculationInputs, x: AxisInput, y: AxisInput): HeatMap {
  requireValidInputs(inputs);
  const { btcPriceUsd, difficulty } = inputs.market;
  if (btcPriceUsd === null) {
    const rule = "known for a heat map in USD";
    throw new DomainError("market.btcPriceUsd", `market.btcPriceUsd must be ${rule}, got null`, {
      value: null,
      rule,
    });
  }
  if (x.axis === y.axis) {
    const rule = "another input than the x axis";
    throw new DomainError("y.axis", `y.axis must be ${rule}, got ${y.axis}`, { value: y.axis, rule });
  }
  requireAxis("x", x);
  requireAxis("y", y);
  const plane = profitPlane(inputs);
  const here: AxisPoint = {
    btcPriceUsd,
    difficulty,
    electricityUsdPerKwh: inputs.electricityUsdPerKwh,
    uptimeRatio: inputs.uptimeRatio,
  };
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  const profitUsdPerDay = y.values.map((yValue) =>
    x.values.map((xValue) => {
      const profit = profitAt(plane, { ...here, [x.axis]: xValue, [y.axis]: yValue });
      lowest = Math.min(lowest, profit);
      highest = Math.max(highest, profit);
      return profit;
    }),
  );
  return {
    x,
    y,
    profitUsdPerDay,
    lowestUsdPerDay: lowest,
    highestUsdPerDay: highest,
    breakEven: x.values.map((xValue) => ({
      x: xValue,
      y: zeroProfitValue(plane, y.axis, { ...here, [x.axis]: xValue }),
    })),
    current: { x: here[x.axis], y: here[y.axis], profitUsdPerDay: profitAt(plane, here) },
  };
}
