import { DAYS_PER_MONTH } from "../network/consensus";

const HOURS_PER_DAY = 24;

/** The fleet that is tested, and its terms; the same on the day and ever after. */
export interface TestedFleet {
  /** Nameplate of one machine, TH/s. */
  readonly hashrateThs: number;
  /** Of one machine at the wall, W. */
  readonly powerWatts: number;
  readonly quantity: number;
  readonly electricityUsdPerKwh: number;
  readonly poolFeeRatio: number;
  readonly uptimeRatio: number;
  readonly fixedCostUsdPerMonth: number;
}

/** Income of the fleet in USD before pool fee, from that of one TH/s that never stops. */
export function fleetRevenueUsd(fleet: TestedFleet, revenueUsdPerThs: number): number {
  return revenueUsdPerThs * fleet.hashrateThs * fleet.quantity * fleet.uptimeRatio;
}

/** Energy and fixed costs of the fleet over so many months of 30.4375 days (a fraction counts in part), USD. */
export function fleetCostUsd(fleet: TestedFleet, months: number): number {
  const kilowatts = (fleet.powerWatts * fleet.quantity * fleet.uptimeRatio) / 1000;
  const energyUsdPerMonth = kilowatts * HOURS_PER_DAY * DAYS_PER_MONTH * fleet.electricityUsdPerKwh;
  return months * (energyUsdPerMonth + fleet.fixedCostUsdPerMonth);
}

/**
 * Profit of the fleet in USD over `months`: income x (1 - pool fee) - energy - fixed costs.
 *
 * Linear in the income of one TH/s. Costs are known on the day, so the share of paths below a profit is that below the
 * income behind it: what is said and how well it holds need computing only once for all machines and prices.
 */
export function fleetProfitUsd(fleet: TestedFleet, revenueUsdPerThs: number, months: number): number {
  return fleetRevenueUsd(fleet, revenueUsdPerThs) * (1 - fleet.poolFeeRatio) - fleetCostUsd(fleet, months);
}
