import { runningRatio } from "../mining/calculate-daily";
import type { CalculationInputs, Payback } from "../mining/calculation";
import { unitMachine } from "../mining/unit-machine";
import { DAYS_PER_MONTH } from "../network/consensus";
import { flatBtcPerThs } from "../projection/flat-btc-per-ths";
import { flatProjection } from "../projection/flat-projection";
import { paybackOf } from "../projection/payback";
import { project } from "../projection/project";
import type { BatchMarket } from "./batch-row";

/**
 * A function that answers a row's payback on the flat path: halvings by block height and the row's own decay, nothing
 * else changes. The same answer as `calculate(...).payback`, at the price of a multiplication a month.
 */
export function batchPayback(
  market: BatchMarket,
): (inputs: CalculationInputs, hashrateDecayRatioPerMonth: number) => Payback {
  const without = (capexUsd: number | null) =>
    project({ ...unitMachine, market, capexUsd, projection: null }).payback;
  const { btcPriceUsd, blockHeight } = market;
  const noCapex = without(null);
  const nothingToPay = without(0);
  if (btcPriceUsd === null || blockHeight === null) {
    const unknown = without(1);
    return ({ capexUsd }) => (capexUsd === null ? noCapex : unknown);
  }
  const btcPerThs = flatBtcPerThs({ ...market, btcPriceUsd, blockHeight });

  return (inputs, hashrateDecayRatioPerMonth) => {
    const { capexUsd, poolFeeRatio } = inputs;
    if (capexUsd === null) return noCapex;
    if (capexUsd === 0) return nothingToPay;
    const running = runningRatio(inputs);
    const energyKwh = (inputs.powerWatts * inputs.quantity * running * DAYS_PER_MONTH * 24) / 1000;
    const energyCostUsd = energyKwh * inputs.electricityUsdPerKwh;
    let hashrateThs = inputs.hashrateThs * inputs.quantity * running;
    const projection = { ...flatProjection, hashrateDecayRatioPerMonth };
    return paybackOf(
      (month) => {
        if (month > 1) hashrateThs *= 1 - hashrateDecayRatioPerMonth;
        const revenueUsd = hashrateThs * btcPerThs(month) * btcPriceUsd;
        return revenueUsd - revenueUsd * poolFeeRatio - energyCostUsd;
      },
      projection,
      capexUsd,
      "flat",
    );
  };
}
