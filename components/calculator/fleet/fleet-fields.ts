import { numberSpec } from "@/components/calculator/fields";
import type { GroupState, SiteState } from "@/components/calculator/fleet/fleet-document";
import type { NumberSpec } from "@/components/calculator/number-spec";
import { fleetGroupLimits } from "@/lib/domain/fleet/check-fleet";

export type GroupNumber = Exclude<keyof GroupState, "id" | "machine" | "label">;
export type SiteNumber = keyof SiteState;

/** The numbers of a group: words from the calculator's own fields where it has the same. */
export const groupFields: Readonly<Record<GroupNumber, NumberSpec>> = {
  quantity: numberSpec("quantity"),
  ageMonths: {
    label: "Age",
    unit: "months",
    limit: fleetGroupLimits.ageMonths,
    required: true,
    step: 1,
  },
  hashrateDecayRatioPerMonth: { ...numberSpec("hashrateDecayRatioPerMonth"), label: "Decay" },
  electricityUsdPerKwh: { ...numberSpec("electricityUsdPerKwh"), label: "Electricity" },
  hashrateThs: numberSpec("hashrateThs"),
  powerWatts: numberSpec("powerWatts"),
  machinePriceUsd: numberSpec("machinePriceUsd"),
};

export const siteFields: Readonly<Record<SiteNumber, NumberSpec>> = {
  poolFeeRatio: numberSpec("poolFeeRatio"),
  uptimeRatio: numberSpec("uptimeRatio"),
  fixedCostUsdPerMonth: numberSpec("fixedCostUsdPerMonth"),
  otherCapexUsd: numberSpec("otherCapexUsd"),
  btcPriceUsd: numberSpec("btcPriceUsd"),
  difficulty: numberSpec("difficulty"),
  subsidyBtc: numberSpec("subsidyBtc"),
  feesBtcPerBlock: numberSpec("feesBtcPerBlock"),
  blockHeight: numberSpec("blockHeight"),
  months: numberSpec("months"),
  difficultyGrowthRatio: numberSpec("difficultyGrowthRatio"),
  priceGrowthRatioPerMonth: numberSpec("priceGrowthRatioPerMonth"),
  electricityEscalatorRatioPerYear: numberSpec("electricityEscalatorRatioPerYear"),
  discountRatioPerYear: numberSpec("discountRatioPerYear"),
  resaleRatioOfCapex: numberSpec("resaleRatioOfCapex"),
};

export const groupNumbers = Object.keys(groupFields) as readonly GroupNumber[];
export const siteNumbers = Object.keys(siteFields) as readonly SiteNumber[];
