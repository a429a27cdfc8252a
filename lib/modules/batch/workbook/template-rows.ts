import { batchColumns } from "@/lib/domain/batch/batch-columns";
import { type BatchField, batchFields } from "@/lib/domain/batch/batch-field";

const { label, minerModel, quantity, electricityUsdPerKwh, poolFeeRatio, uptimeRatio } = batchColumns;
const { hashrateDecayRatioPerMonth, machinePriceUsd } = batchColumns;

/** A machine of the catalogue; the same with figures of its own; a machine that stands in no catalogue. */
const examples: readonly Partial<Record<BatchField, string | number>>[] = [
  {
    label: label.example,
    minerModel: minerModel.example,
    quantity: quantity.example,
    electricityUsdPerKwh: electricityUsdPerKwh.example,
    poolFeeRatio: poolFeeRatio.example,
    uptimeRatio: uptimeRatio.example,
    hashrateDecayRatioPerMonth: hashrateDecayRatioPerMonth.example,
    machinePriceUsd: machinePriceUsd.example,
  },
  {
    label: "Hall B, tuned down",
    minerModel: minerModel.example,
    quantity: 40,
    hashrateThs: 180,
    powerWatts: 2900,
    electricityUsdPerKwh: 0.065,
    poolFeeRatio: poolFeeRatio.example,
    uptimeRatio: 97,
  },
  {
    label: "Hall C, own figures",
    quantity: 120,
    hashrateThs: 110,
    powerWatts: 3250,
    electricityUsdPerKwh: 0.045,
    poolFeeRatio: 1,
    uptimeRatio: 95,
    hashrateDecayRatioPerMonth: 0.5,
    capexUsd: 60_000,
  },
];

/** Headers of the template, in the order of `batchFields`. */
export const templateHeaders: readonly string[] = batchFields.map((field) => batchColumns[field].header);

/** Rows to look at and overwrite; sent as they are, they calculate. */
export const templateRows: readonly (readonly (string | number | null)[])[] = examples.map((example) =>
  batchFields.map((field) => example[field] ?? null),
);
