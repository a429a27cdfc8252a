import { dailyOf } from "../mining/calculate-daily";
import type { PeriodResult } from "../mining/calculation";
import { periodsOf } from "../mining/periods";
import { DAYS_PER_MONTH } from "../network/consensus";
import type { FleetGroup, FleetGroupResult, FleetInputs, FleetResult, FleetTotals } from "./fleet";
import { groupCalculation, losesMoney, strikeAtPrice } from "./group-calculation";
import { type FleetRest, NO_REST, type Rest, restRatio } from "./rest";

function groupResult(inputs: FleetInputs, group: FleetGroup, rest: Rest): FleetGroupResult {
  const machine = groupCalculation(inputs, group, restRatio(group, rest));
  const { btcPriceUsd } = inputs.market;
  const strikeUsdPerKwh = btcPriceUsd === null ? null : strikeAtPrice(machine, btcPriceUsd);
  return {
    id: group.id,
    name: group.name,
    machines: group.quantity,
    machinesOn: group.quantity - rest.machinesOff,
    hashrateThs: machine.hashrateThs,
    efficiencyJoulesPerTh: machine.powerWatts / machine.hashrateThs,
    daily: periodsOf(dailyOf(machine, machine.electricityUsdPerKwh)).daily,
    strikeUsdPerKwh,
    losesMoneyPerKwh:
      strikeUsdPerKwh === null ? null : losesMoney(strikeUsdPerKwh, group.electricityUsdPerKwh),
  };
}

/** Sum of the groups' days, and the fleet's own fixed costs. */
function totalDay(inputs: FleetInputs, days: readonly PeriodResult[]): PeriodResult {
  let btcNet = 0;
  let revenueUsd = 0;
  let poolFeeUsd = 0;
  let energyKwh = 0;
  let energyCostUsd = 0;
  for (const day of days) {
    btcNet += day.btcNet;
    revenueUsd += day.revenueUsd ?? 0;
    poolFeeUsd += day.poolFeeUsd ?? 0;
    energyKwh += day.energyKwh;
    energyCostUsd += day.energyCostUsd;
  }
  const fixedCostUsd = inputs.fixedCostUsdPerMonth / DAYS_PER_MONTH;
  const known = inputs.market.btcPriceUsd !== null;
  return {
    btcNet,
    revenueUsd: known ? revenueUsd : null,
    energyKwh,
    energyCostUsd,
    poolFeeUsd: known ? poolFeeUsd : null,
    fixedCostUsd,
    profitUsd: known ? revenueUsd - poolFeeUsd - energyCostUsd - fixedCostUsd : null,
  };
}

function totalsOf(inputs: FleetInputs, groups: readonly FleetGroupResult[], rest: FleetRest): FleetTotals {
  let machinesOn = 0;
  let hashrateThs = 0;
  let powerWatts = 0;
  inputs.groups.forEach((group, index) => {
    const result = groups[index];
    if (result === undefined) return;
    const running = group.quantity * (1 - restRatio(group, rest[index] ?? NO_REST));
    machinesOn += result.machinesOn;
    hashrateThs += result.hashrateThs * running;
    powerWatts += group.powerWatts * running;
  });
  return {
    machinesOn,
    hashrateThs,
    powerWatts,
    efficiencyJoulesPerTh: hashrateThs === 0 ? null : powerWatts / hashrateThs,
    daily: totalDay(
      inputs,
      groups.map((group) => group.daily),
    ),
  };
}

/** The fleet's day with some machines at rest. Inputs must have been checked. */
export function fleetWithRest(inputs: FleetInputs, rest: FleetRest): FleetResult {
  const groups = inputs.groups.map((group, index) => groupResult(inputs, group, rest[index] ?? NO_REST));
  return { groups, totals: totalsOf(inputs, groups, rest) };
}
