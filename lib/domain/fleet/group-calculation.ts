import { rewardBtcPerBlock } from "../mining/calculate-daily";
import type { CalculationInputs } from "../mining/calculation";
import { hashpriceUsdPerPhDay, strikeUsdPerKwh } from "../mining/hashprice";
import type { FleetGroup, FleetInputs } from "./fleet";

/** Hashrate of one machine today, TH/s: nameplate x (1 - decay)^age. */
export function agedHashrateThs(group: FleetGroup): number {
  return group.hashrateThs * (1 - group.hashrateDecayRatioPerMonth) ** group.ageMonths;
}

/**
 * One group as the calculator's inputs: today's hashrate, the fleet's pool, uptime and market, no fixed costs.
 *
 * @param curtailmentRatio share of the group's machines at rest, 0..1.
 */
export function groupCalculation(
  inputs: FleetInputs,
  group: FleetGroup,
  curtailmentRatio: number,
): CalculationInputs {
  return {
    hashrateThs: agedHashrateThs(group),
    powerWatts: group.powerWatts,
    quantity: group.quantity,
    electricityUsdPerKwh: group.electricityUsdPerKwh,
    clientElectricityUsdPerKwh: null,
    poolFeeRatio: inputs.poolFeeRatio,
    payoutScheme: "fpps",
    poolShareRatio: null,
    uptimeRatio: inputs.uptimeRatio,
    curtailmentRatio,
    fixedCostUsdPerMonth: 0,
    capexUsd: null,
    market: inputs.market,
    projection: null,
  };
}

/**
 * Whether each kWh costs more than it brings: only then does resting pay. Fixed costs do not matter, and machines that
 * earn exactly their energy stay on.
 */
export function losesMoney(strikeUsdPerKwh: number, priceUsdPerKwh: number): boolean {
  return strikeUsdPerKwh < priceUsdPerKwh;
}

/** Income after pool fee per kWh of one kind of machine, USD/kWh, at a known BTC price. */
export function strikeAtPrice(machine: CalculationInputs, btcPriceUsd: number): number {
  const hashprice = hashpriceUsdPerPhDay(btcPriceUsd, machine.market.difficulty, rewardBtcPerBlock(machine));
  return strikeUsdPerKwh(hashprice, machine.poolFeeRatio, machine.powerWatts / machine.hashrateThs);
}
