import { calculateDaily } from "../mining/calculate-daily";
import type { CalculationInputs } from "../mining/calculation";
import { hashpriceUsdPerPhDay, strikeUsdPerKwh } from "../mining/hashprice";
import { projectionLimits } from "../mining/input-limits";
import { DAYS_PER_MONTH } from "../network/consensus";
import { requireWithin } from "../require-range";
import { batchPayback } from "./batch-payback";
import type { BatchMarket, BatchRow, BatchRowResult } from "./batch-row";

/**
 * A function that calculates one row: the calculator's own formula for a day, and payback on its flat path (nothing
 * changes but halvings and the row's decay).
 *
 * What all rows share (the month sums of reward over difficulty, hashprice) is computed once, so that a row costs
 * about a microsecond.
 *
 * @throws {DomainError} when a row or the market breaks a limit of `inputLimits` or `marketLimits`.
 */
export function batchCalculator(market: BatchMarket): (row: BatchRow, index: number) => BatchRowResult {
  const rewardBtc = market.subsidyBtc + (market.feesBtcPerBlock ?? 0);
  const hashprice =
    market.btcPriceUsd === null
      ? null
      : hashpriceUsdPerPhDay(market.btcPriceUsd, market.difficulty, rewardBtc);
  const paybackOf = batchPayback(market);

  return (row, index) => {
    const { hashrateThs, powerWatts, quantity, electricityUsdPerKwh, poolFeeRatio, capexUsd } = row;
    requireWithin(
      "hashrateDecayRatioPerMonth",
      row.hashrateDecayRatioPerMonth,
      projectionLimits.hashrateDecayRatioPerMonth,
    );
    const inputs = inputsOf(row, market);
    const day = calculateDaily(inputs);
    const efficiencyJoulesPerTh = powerWatts / hashrateThs;
    const payback = paybackOf(inputs, row.hashrateDecayRatioPerMonth);
    return {
      index,
      minerModel: row.minerModel,
      label: row.label,
      quantity,
      hashrateThs,
      powerWatts,
      electricityUsdPerKwh,
      poolFeeRatio,
      uptimeRatio: row.uptimeRatio,
      hashrateDecayRatioPerMonth: row.hashrateDecayRatioPerMonth,
      efficiencyJoulesPerTh,
      btcPerDayNet: day.btcPerDayNet,
      dailyRevenueUsd: day.revenueUsd,
      dailyPoolFeeUsd: day.poolFeeUsd,
      dailyEnergyKwh: day.energyKwh,
      dailyEnergyCostUsd: day.energyCostUsd,
      dailyProfitUsd: day.profitUsd,
      monthlyProfitUsd: day.profitUsd === null ? null : day.profitUsd * DAYS_PER_MONTH,
      strikeUsdPerKwh:
        hashprice === null || efficiencyJoulesPerTh === 0
          ? null
          : strikeUsdPerKwh(hashprice, poolFeeRatio, efficiencyJoulesPerTh),
      capexUsd,
      paybackMonths: payback.months,
      paybackReason: payback.reason,
      paybackWarning: payback.warning,
    };
  };
}

/** The row as the calculator's input, without a projection. */
function inputsOf(row: BatchRow, market: BatchMarket): CalculationInputs {
  return {
    hashrateThs: row.hashrateThs,
    powerWatts: row.powerWatts,
    quantity: row.quantity,
    electricityUsdPerKwh: row.electricityUsdPerKwh,
    clientElectricityUsdPerKwh: null,
    poolFeeRatio: row.poolFeeRatio,
    payoutScheme: "fpps",
    poolShareRatio: null,
    uptimeRatio: row.uptimeRatio,
    curtailmentRatio: 0,
    fixedCostUsdPerMonth: 0,
    capexUsd: row.capexUsd,
    market,
    projection: null,
  };
}
