import type { CalculationInputs } from "./calculation";

/**
 * One machine of 1 TH/s that always runs and costs nothing: its profit is its income, and that of any other machine a
 * multiple of it.
 */
export const unitMachine: Omit<CalculationInputs, "market" | "projection" | "capexUsd"> = {
  hashrateThs: 1,
  powerWatts: 0,
  quantity: 1,
  electricityUsdPerKwh: 0,
  clientElectricityUsdPerKwh: null,
  poolFeeRatio: 0,
  payoutScheme: "fpps",
  poolShareRatio: null,
  uptimeRatio: 1,
  curtailmentRatio: 0,
  fixedCostUsdPerMonth: 0,
};
