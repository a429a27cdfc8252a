import { project } from "../projection/project";
import { breakevenOf } from "./breakeven";
import { dailyOf } from "./calculate-daily";
import type { CalculationInputs, CalculationResult, Hosting, Periods } from "./calculation";
import { requireValidInputs } from "./check-inputs";
import { formulas } from "./formulas";
import { hashcostUsdPerPhDay, hashpriceUsdPerPhDay, strikeUsdPerKwh } from "./hashprice";
import { periodsOf } from "./periods";
import { fleetOf, productionOf } from "./production";

const NO_PRICE = "no BTC price is known";

/** Host and client view of one fleet; `null` when there is no client price. */
function hostingOf(inputs: CalculationInputs, host: Periods): Hosting | null {
  const clientUsdPerKwh = inputs.clientElectricityUsdPerKwh;
  if (clientUsdPerKwh === null) return null;
  const usdPerKwh = clientUsdPerKwh - inputs.electricityUsdPerKwh;
  return {
    host,
    client: periodsOf(dailyOf(inputs, clientUsdPerKwh)),
    markup: {
      usdPerKwh,
      dailyUsd: usdPerKwh * host.daily.energyKwh,
      monthlyUsd: usdPerKwh * host.monthly.energyKwh,
      yearlyUsd: usdPerKwh * host.yearly.energyKwh,
    },
  };
}

/**
 * The calculator's whole answer: production in BTC by two methods, money in USD, break-evens, payback, NPV and IRR.
 *
 * Pure: the same inputs give the same answer in browser, server, worker and bench. What is missing in the inputs is
 * `null` in the answer with a reason beside it.
 *
 * @throws {DomainError} on the first broken rule of the inputs; `findInputProblems` lists all.
 */
export function calculate(inputs: CalculationInputs): CalculationResult {
  requireValidInputs(inputs);
  const { market } = inputs;
  const day = dailyOf(inputs, inputs.electricityUsdPerKwh);
  const fleet = fleetOf(inputs);
  const production = productionOf(inputs, day, fleet);
  const periods = periodsOf(day);
  const hashprice =
    market.btcPriceUsd === null
      ? null
      : hashpriceUsdPerPhDay(market.btcPriceUsd, market.difficulty, production.rewardBtcPerBlock);
  const strikeReason =
    hashprice === null ? NO_PRICE : fleet.efficiencyJoulesPerTh === 0 ? "the machines draw no power" : null;
  const ahead = project(inputs);
  return {
    fleet,
    production,
    daily: periods.daily,
    monthly: periods.monthly,
    yearly: periods.yearly,
    hashpriceUsdPerPhDay: hashprice,
    hashcostUsdPerPhDay: hashcostUsdPerPhDay(fleet.efficiencyJoulesPerTh, inputs.electricityUsdPerKwh),
    strikeUsdPerKwh:
      hashprice === null || strikeReason !== null
        ? null
        : strikeUsdPerKwh(hashprice, inputs.poolFeeRatio, fleet.efficiencyJoulesPerTh),
    strikeReason,
    usdReason: market.btcPriceUsd === null ? NO_PRICE : null,
    breakeven: breakevenOf(inputs, day),
    hosting: hostingOf(inputs, periods),
    payback: ahead.payback,
    npvUsd: ahead.npvUsd,
    npvReason: ahead.npvReason,
    irr: ahead.irr,
    irrReason: ahead.irrReason,
    mineVersusBuy: ahead.mineVersusBuy,
    mineVersusBuyReason: ahead.mineVersusBuyReason,
    chart: ahead.chart,
    chartReason: ahead.chartReason,
    formulas,
  };
}
