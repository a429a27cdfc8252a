/** Inputs of a row that a file's columns can be mapped to. */
export const batchFields = [
  "label",
  "minerModel",
  "quantity",
  "hashrateThs",
  "powerWatts",
  "electricityUsdPerKwh",
  "poolFeeRatio",
  "uptimeRatio",
  "hashrateDecayRatioPerMonth",
  "machinePriceUsd",
  "capexUsd",
] as const;
export type BatchField = (typeof batchFields)[number];

/** What rows take where the file has no column or an empty cell; what is absent here too is required or neutral. */
export interface BatchSettings {
  readonly electricityUsdPerKwh: number | null;
  /** `null`: no pool fee. */
  readonly poolFeeRatio: number | null;
  /** `null`: always on. */
  readonly uptimeRatio: number | null;
  /** `null`: no ageing. */
  readonly hashrateDecayRatioPerMonth: number | null;
}
