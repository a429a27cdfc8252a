import { type CalculatorState, startState } from "@/components/calculator/calculator-state";
import type { GroupState, SiteState } from "@/components/calculator/fleet/fleet-document";
import { writeLink } from "@/components/calculator/link-state";

/** The numbers that a fleet's site and the calculator have in common. */
export const sharedNumbers = [
  "poolFeeRatio",
  "uptimeRatio",
  "fixedCostUsdPerMonth",
  "otherCapexUsd",
  "btcPriceUsd",
  "difficulty",
  "subsidyBtc",
  "feesBtcPerBlock",
  "blockHeight",
  "months",
  "difficultyGrowthRatio",
  "priceGrowthRatioPerMonth",
  "electricityEscalatorRatioPerYear",
  "discountRatioPerYear",
  "resaleRatioOfCapex",
] as const satisfies readonly (keyof SiteState & keyof CalculatorState)[];

/** The query with which the calculator shows one group of a fleet as new machines on the same site. */
export function calculatorQuery(group: GroupState, site: SiteState): string {
  const common = Object.fromEntries(
    sharedNumbers.map((name) => [name, site[name]]),
  ) as Partial<CalculatorState>;
  return writeLink({
    ...startState,
    ...common,
    machine: group.machine,
    quantity: group.quantity,
    hashrateDecayRatioPerMonth: group.hashrateDecayRatioPerMonth,
    electricityUsdPerKwh: group.electricityUsdPerKwh,
    hashrateThs: group.hashrateThs,
    powerWatts: group.powerWatts,
    machinePriceUsd: group.machinePriceUsd,
    // Fixed and start-up costs belong to the whole fleet.
    fixedCostUsdPerMonth: 0,
    otherCapexUsd: 0,
  });
}
