import { CompensatedSum } from "../batch/compensated-sum";
import { breakevenOf } from "../mining/breakeven";
import { calculateDaily } from "../mining/calculate-daily";
import type { CalculationInputs, DailyResult, MarketInputs, Payback } from "../mining/calculation";
import { projectionLimits } from "../mining/input-limits";
import { requireWithin } from "../require-range";
import { machineInputs } from "./machine-inputs";
import type { DailyEstimate, PortfolioMachine, PortfolioTotals } from "./portfolio";
import { portfolioPayback } from "./portfolio-payback";

/** Figures of a portfolio: each row of machines in the order given, and all together. */
export interface CalculatedPortfolio {
  readonly rows: readonly { readonly machine: PortfolioMachine; readonly estimate: DailyEstimate }[];
  readonly totals: PortfolioTotals;
}

/**
 * A function that calculates a portfolio of at least one row: the calculator's own day by the difficulty method, its
 * break-evens and its payback. What all portfolios share is computed once, so that ten thousand cost a second.
 *
 * @throws {DomainError} when a machine or the market breaks a limit of `inputLimits` or `marketLimits`.
 */
export function portfolioCalculator(
  market: MarketInputs,
): (machines: readonly PortfolioMachine[]) => CalculatedPortfolio {
  const payback = portfolioPayback(market);
  return (machines) => {
    const days = machines.map((machine) => dayOf(machine, market));
    const rows = days.map(({ machine, inputs, day }) => ({
      machine,
      estimate: estimateOf(inputs, day, payback.ofMachine(machine)),
    }));
    const sums = sumOf(days);
    const { day, machinesWithoutCapex, capexUsd } = sums;
    const ofAll =
      capexUsd === null
        ? unpaid(
            `what was paid is not known for ${machinesWithoutCapex} of ${sums.machines} ${sums.machines === 1 ? "machine" : "machines"}`,
          )
        : payback.ofAll(machines, capexUsd);
    const [first] = days;
    if (first === undefined) throw new Error("a portfolio that is calculated has at least one machine");
    return {
      rows,
      totals: {
        ...estimateOf(first.inputs, day, ofAll),
        machines: sums.machines,
        machinesAtLoss: sums.machinesAtLoss,
        hashrateThs: sums.hashrateThs,
        powerWatts: sums.powerWatts,
        capexUsd,
        machinesWithoutCapex,
      },
    };
  };
}

interface MachineDay {
  readonly machine: PortfolioMachine;
  readonly inputs: CalculationInputs;
  readonly day: DailyResult;
}

function dayOf(machine: PortfolioMachine, market: MarketInputs): MachineDay {
  const { hashrateDecayRatioPerMonth } = machine;
  requireWithin(
    "hashrateDecayRatioPerMonth",
    hashrateDecayRatioPerMonth,
    projectionLimits.hashrateDecayRatioPerMonth,
  );
  const inputs = machineInputs(machine, market);
  return { machine, inputs, day: calculateDaily(inputs) };
}

/** @param inputs of any machine of the day: only its market counts. */
function estimateOf(inputs: CalculationInputs, day: DailyResult, payback: Payback): DailyEstimate {
  const { btcPriceUsd } = inputs.market;
  const breakeven = breakevenOf(inputs, day);
  return {
    btcPerDayNetEstimate: day.btcPerDayNet,
    dailyRevenueUsdEstimate: day.revenueUsd,
    dailyPoolFeeUsdEstimate: day.poolFeeUsd,
    dailyEnergyKwhEstimate: day.energyKwh,
    dailyPowerCostUsdEstimate: day.energyCostUsd,
    dailyProfitUsdEstimate: day.profitUsd,
    dailyProfitBtcEstimate:
      day.profitUsd === null || btcPriceUsd === null ? null : day.profitUsd / btcPriceUsd,
    breakevenElectricityUsdPerKwhEstimate: breakeven.electricityUsdPerKwh,
    breakevenElectricityReason: breakeven.reasons.electricityUsdPerKwh,
    breakevenBtcPriceUsdEstimate: breakeven.btcPriceUsd,
    breakevenBtcPriceReason: breakeven.reasons.btcPriceUsd,
    paybackMonthsEstimate: payback.months,
    paybackReason: payback.reason,
    paybackWarning: payback.warning,
  };
}

function unpaid(reason: string): Payback {
  return { months: null, reason, warning: null, basis: null };
}

/** Sums over all machines; of money, only while it is known for each. */
function sumOf(days: readonly MachineDay[]) {
  const sum = (term: (one: MachineDay) => number) => {
    const total = new CompensatedSum();
    for (const one of days) total.add(term(one));
    return total.value;
  };
  const known = (term: (one: MachineDay) => number | null) =>
    days.some((one) => term(one) === null) ? null : sum((one) => term(one) ?? 0);
  const machinesWhere = (is: (one: MachineDay) => boolean) =>
    days.reduce((count, one) => count + (is(one) ? one.machine.quantity : 0), 0);
  const day: DailyResult = {
    btcPerDayGross: sum((one) => one.day.btcPerDayGross),
    btcPerDayNet: sum((one) => one.day.btcPerDayNet),
    energyKwh: sum((one) => one.day.energyKwh),
    energyCostUsd: sum((one) => one.day.energyCostUsd),
    fixedCostUsd: 0,
    revenueUsd: known((one) => one.day.revenueUsd),
    poolFeeUsd: known((one) => one.day.poolFeeUsd),
    profitUsd: known((one) => one.day.profitUsd),
  };
  return {
    day,
    machines: machinesWhere(() => true),
    machinesAtLoss: machinesWhere((one) => one.day.profitUsd !== null && one.day.profitUsd < 0),
    machinesWithoutCapex: machinesWhere(({ machine }) => machine.capexUsd === null),
    hashrateThs: sum(({ machine }) => machine.hashrateThs * machine.quantity),
    powerWatts: sum(({ machine }) => machine.powerWatts * machine.quantity),
    capexUsd: known(({ machine }) => machine.capexUsd),
  };
}
