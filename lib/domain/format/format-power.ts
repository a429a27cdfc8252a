import { formatScaled, type Step } from "./format-scaled";

const POWER: readonly Step[] = [
  { from: 1e9, size: 1e9, unit: "GW", decimals: 2 },
  { from: 1e6, size: 1e6, unit: "MW", decimals: 2 },
  { from: 1e4, size: 1e3, unit: "kW", decimals: 1 },
];
const WATT: Step = { from: 1, size: 1, unit: "W", decimals: 0 };
const ENERGY: readonly Step[] = [
  { from: 1e6, size: 1e6, unit: "GWh", decimals: 2 },
  { from: 1e3, size: 1e3, unit: "MWh", decimals: 2 },
];
const KILOWATT_HOUR: Step = { from: 1, size: 1, unit: "kWh", decimals: 1 };

/** Power given in W: "3,550 W" (below 10 kW, so that one machine stays in W), "355.0 kW", "3.55 MW". "no data" for `null`. */
export function formatPower(powerWatts: number | null): string {
  return formatScaled(powerWatts, POWER, WATT);
}

/** Energy given in kWh: "852.0 kWh", "8.52 MWh", "3.11 GWh". "no data" for `null`. */
export function formatEnergy(energyKwh: number | null): string {
  return formatScaled(energyKwh, ENERGY, KILOWATT_HOUR);
}
