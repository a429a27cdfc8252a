import type { BatchRowError, BatchRowResult } from "@/lib/domain/batch/batch-row";
import { type PackedResult, packResult } from "@/lib/modules/batch/schema/upload-events";

/** A result on the wire; what a test does not care about is believable. */
export function packedRow(row: number, of: Partial<BatchRowResult> = {}): PackedResult {
  return packResult(row, {
    index: row - 2,
    minerModel: "Antminer S21",
    label: "",
    quantity: 1,
    hashrateThs: 200,
    powerWatts: 3500,
    electricityUsdPerKwh: 0.06,
    poolFeeRatio: 0,
    uptimeRatio: 1,
    hashrateDecayRatioPerMonth: 0,
    efficiencyJoulesPerTh: 17.5,
    btcPerDayNet: 0.0001,
    dailyRevenueUsd: 8,
    dailyPoolFeeUsd: 0,
    dailyEnergyKwh: 84,
    dailyEnergyCostUsd: 5.04,
    dailyProfitUsd: 2.96,
    monthlyProfitUsd: 90.095,
    strikeUsdPerKwh: 0.0952,
    capexUsd: null,
    paybackMonths: null,
    paybackReason: "no capital cost given",
    paybackWarning: null,
    ...of,
  });
}

export function rowError(row: number, of: Partial<BatchRowError> = {}): BatchRowError {
  return {
    row,
    column: "Quantity",
    cell: `C${row}`,
    value: "many",
    errorType: "invalid_type",
    message: "Quantity must be a number",
    suggestion: null,
    ...of,
  };
}
