import { typedNumber } from "@/lib/browser/parse-number";
import type { MachineInput } from "@/lib/modules/calculator/portfolio/inputs";
import type { Machine } from "@/lib/modules/calculator/portfolio/schema";

/** A number as the text that money and rates are sent as; at most so many decimals. */
export function decimalText(value: number, decimals: number): string {
  return typedNumber(Number(value.toFixed(decimals)));
}

/** Machines as they would be added anew: what undoing a removal sends, and what a form begins with. */
export function inputOf(machine: Machine): MachineInput {
  const { name, site, minerModel, hashrateThs, powerWatts } = machine;
  return {
    name,
    site,
    minerModel: minerModel?.slug ?? null,
    hashrateThs: hashrateThs.isOwn ? hashrateThs.value : null,
    powerWatts: powerWatts.isOwn ? powerWatts.value : null,
    quantity: machine.quantity,
    electricityUsdPerKwh: machine.electricityUsdPerKwh,
    poolFeeRatio: machine.poolFeeRatio,
    uptimeRatio: machine.uptimeRatio,
    hashrateDecayRatioPerMonth: machine.hashrateDecayRatioPerMonth,
    capexUsd: machine.capexUsd,
    purchasedOn: machine.purchasedOn,
  };
}
