import { DomainError } from "../domain-error";
import { type Limit, requireWithin } from "../require-range";
import type { HeatMapAxis } from "./daily-profit";

const COUNT: Limit = { min: 2, max: 200, whole: true, unit: "values" };

/** Electricity range shown when the present price is 0: up to ten cents. */
const ELECTRICITY_MAX_WHEN_FREE = 0.1;

/** `count` evenly spaced values from `min` to `max`, ends included exactly. @throws {DomainError} unless min < max. */
export function axisValues(min: number, max: number, count: number): number[] {
  requireWithin("count", count, COUNT);
  if (!(min < max) || !Number.isFinite(min) || !Number.isFinite(max)) {
    const rule = `below the axis' maximum ${max}`;
    throw new DomainError("min", `min must be ${rule}, got ${min}`, { value: min, rule });
  }
  const step = (max - min) / (count - 1);
  return Array.from({ length: count }, (_, index) => (index === count - 1 ? max : min + index * step));
}

/**
 * A range of values around the present one, for a chart: half to one and a half times, uptime from 50 % to 100 %,
 * electricity from free to twice the present price.
 *
 * @param current the present value in the axis' unit, > 0 (electricity and uptime >= 0).
 */
export function axisRange(axis: HeatMapAxis, current: number, count: number): number[] {
  switch (axis) {
    case "uptimeRatio":
      return axisValues(Math.min(0.5, current / 2), 1, count);
    case "electricityUsdPerKwh":
      return axisValues(0, current > 0 ? current * 2 : ELECTRICITY_MAX_WHEN_FREE, count);
    case "btcPriceUsd":
    case "difficulty":
      return axisValues(current * 0.5, current * 1.5, count);
  }
}
