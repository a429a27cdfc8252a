import type { ProjectionMonth } from "../mining/calculation";
import type { ProjectionStart } from "../projection/block-walk";
import { monthStepper } from "../projection/month-stepper";
import type { FleetInputs } from "./fleet";
import { groupCalculation } from "./group-calculation";
import { type FleetRest, NO_REST, restRatio } from "./rest";

/** One group's walk, and the power it has installed. */
interface GroupWalk {
  readonly nextMonth: () => ProjectionMonth;
  readonly installedWatts: number;
}

/** Mean price of the energy used; of the power installed while nothing runs. USD/kWh. */
function meanElectricityUsdPerKwh(
  months: readonly ProjectionMonth[],
  walks: readonly GroupWalk[],
  energyKwh: number,
  energyCostUsd: number,
): number {
  const [only, second] = months;
  if (only !== undefined && second === undefined) return only.electricityUsdPerKwh;
  if (energyKwh > 0) return energyCostUsd / energyKwh;
  let weighted = 0;
  let watts = 0;
  walks.forEach(({ installedWatts }, index) => {
    weighted += installedWatts * (months[index]?.electricityUsdPerKwh ?? 0);
    watts += installedWatts;
  });
  return weighted / watts;
}

/** Additive figures of one month over all groups. */
function sumOf(months: readonly ProjectionMonth[]) {
  const sum = {
    hashrateThs: 0,
    btcGross: 0,
    btcNet: 0,
    revenueUsd: 0,
    poolFeeUsd: 0,
    energyKwh: 0,
    energyCostUsd: 0,
  };
  for (const month of months) {
    sum.hashrateThs += month.hashrateThs;
    sum.btcGross += month.btcGross;
    sum.btcNet += month.btcNet;
    sum.revenueUsd += month.revenueUsd;
    sum.poolFeeUsd += month.poolFeeUsd;
    sum.energyKwh += month.energyKwh;
    sum.energyCostUsd += month.energyCostUsd;
  }
  return sum;
}

/**
 * A function that answers the next projected month of a whole fleet at each call, month 1 first, without end.
 *
 * The sum of the groups' `monthStepper`s, each with its own decay, electricity price and rest, less the fleet's fixed
 * costs. `electricityUsdPerKwh` is the mean price of the energy used. A fleet of one group walks as its group does, to
 * the last digit.
 */
export function fleetStepper(
  inputs: FleetInputs,
  rest: FleetRest,
  capexUsd: number | null,
  known: Omit<ProjectionStart, "inputs">,
): () => ProjectionMonth {
  const walks = inputs.groups.map((group, index): GroupWalk => {
    const projection = {
      ...known.projection,
      hashrateDecayRatioPerMonth: group.hashrateDecayRatioPerMonth,
    };
    const machines = groupCalculation(inputs, group, restRatio(group, rest[index] ?? NO_REST));
    return {
      nextMonth: monthStepper({ ...known, inputs: machines, projection }),
      installedWatts: group.powerWatts * group.quantity,
    };
  });
  const fixedCostUsd = inputs.fixedCostUsdPerMonth;
  let cumulativeUsd = -(capexUsd ?? 0);
  return () => {
    const months = walks.map((walk) => walk.nextMonth());
    const [first] = months;
    if (first === undefined) throw new Error("a checked fleet has at least one group");
    const sum = sumOf(months);
    const profitUsd = sum.revenueUsd - sum.poolFeeUsd - sum.energyCostUsd - fixedCostUsd;
    cumulativeUsd += profitUsd;
    return {
      ...first,
      ...sum,
      electricityUsdPerKwh: meanElectricityUsdPerKwh(months, walks, sum.energyKwh, sum.energyCostUsd),
      fixedCostUsd,
      profitUsd,
      cumulativeUsd,
    };
  };
}
