import { dailyOf } from "../mining/calculate-daily";
import type { CalculationInputs } from "../mining/calculation";
import { project } from "../projection/project";

/** The two figures that sensitivity and attribution look at: profit per day now, net present value of the months ahead. */
export const outcomeMetrics = ["dailyProfitUsd", "npvUsd"] as const;
export type OutcomeMetric = (typeof outcomeMetrics)[number];

/** The metric in USD; `null` when the inputs do not allow it (`missingMetricReason` says why). Inputs must have been checked. */
export function outcomeMetricUsd(inputs: CalculationInputs, metric: OutcomeMetric): number | null {
  if (metric === "npvUsd") return project(inputs).npvUsd;
  return dailyOf(inputs, inputs.electricityUsdPerKwh).profitUsd;
}

/** Why `outcomeMetricUsd` is `null`, in words; `null` when it is a number. */
export function missingMetricReason(inputs: CalculationInputs, metric: OutcomeMetric): string | null {
  if (metric === "npvUsd") return project(inputs).npvReason;
  return inputs.market.btcPriceUsd === null ? "no BTC price is known" : null;
}
