import type { CalculationInputs, MarketInputs } from "../mining/calculation";
import type { PortfolioMachine } from "./portfolio";

/** Machines of a portfolio as the calculator's inputs, without a projection. */
export function machineInputs(machine: PortfolioMachine, market: MarketInputs): CalculationInputs {
  return {
    hashrateThs: machine.hashrateThs,
    powerWatts: machine.powerWatts,
    quantity: machine.quantity,
    electricityUsdPerKwh: machine.electricityUsdPerKwh,
    clientElectricityUsdPerKwh: null,
    poolFeeRatio: machine.poolFeeRatio,
    payoutScheme: "fpps",
    poolShareRatio: null,
    uptimeRatio: machine.uptimeRatio,
    curtailmentRatio: 0,
    fixedCostUsdPerMonth: 0,
    capexUsd: machine.capexUsd,
    market,
    projection: null,
  };
}
