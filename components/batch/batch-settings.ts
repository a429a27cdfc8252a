import type { OwnMarket } from "@/components/batch/worker/protocol";
import { numberFields } from "@/components/calculator/fields";
import type { NumberSpec } from "@/components/calculator/number-spec";
import type { BatchSettings } from "@/lib/domain/batch/batch-field";

/** What a person sets for rows that do not say it themselves; `null` is explained where it is set. */
export type Settings = BatchSettings & OwnMarket;
export type SettingName = keyof Settings & keyof typeof numberFields;

export const fileSettingNames = [
  "electricityUsdPerKwh",
  "poolFeeRatio",
  "uptimeRatio",
  "hashrateDecayRatioPerMonth",
] as const satisfies readonly SettingName[];
export const marketSettingNames = [
  "btcPriceUsd",
  "difficulty",
  "subsidyBtc",
  "feesBtcPerBlock",
  "blockHeight",
] as const satisfies readonly SettingName[];
export const settingNames: readonly SettingName[] = [...fileSettingNames, ...marketSettingNames];

/** Words, bounds and key in links: those of the calculator, but nothing has to be filled in. */
export function settingSpec(name: SettingName): NumberSpec & { readonly urlKey: string } {
  return { ...numberFields[name], required: false };
}

export const noSettings = Object.fromEntries(settingNames.map((name) => [name, null])) as unknown as Settings;
