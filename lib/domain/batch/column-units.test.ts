import fc from "fast-check";
import { expect, it } from "vitest";
import { scaled, unitFactor } from "./column-units";

it.each([
  ["hashrate", "PH/s", 1000],
  ["hashrate", "th / s", 1],
  ["power", "千瓦", 1000],
  ["usdPerKwh", "￠/kWh", 0.01],
  ["usdPerKwh", "$/MWh", 0.001],
  ["ratioPerMonth", "% / month", 0.01],
] as const)("%s in %s is times %d", (kind, unit, factor) => {
  expect(unitFactor(kind, unit)).toBe(factor);
});

it.each(["", "hp", "constructor", "toString", "__proto__", "1"])("does not know %j", (unit) => {
  expect(unitFactor("power", unit)).toBeNull();
});

it("scales percent without a rounding of its own: 57 % is 0.57, not 0.5700000000000001", () => {
  expect(scaled(57, 0.01)).toBe(0.57);
  fc.assert(
    fc.property(fc.double({ noNaN: true }), (value) => {
      expect(scaled(value, 0.01)).toBe(value / 100);
      expect(scaled(value, 1000)).toBe(value * 1000);
    }),
  );
});
