import { runningRatio } from "../mining/calculate-daily";
import type { ProjectionMonth } from "../mining/calculation";
import type { ProjectionStart } from "../projection/block-walk";
import { monthStepper } from "../projection/month-stepper";
import type { FleetGroup, FleetInputs } from "./fleet";
import { groupCalculation } from "./group-calculation";
import { type FleetRest, NO_REST, restRatio } from "./rest";

/** Groups that age alike and pay alike: together they walk as one machine does. */
interface Cohort {
  /** Any one of them. */
  readonly like: FleetGroup;
  /** Running on average: quantity, rest and uptime are in it. */
  hashrateThs: number;
  /** The same of power. */
  powerWatts: number;
  /** With everything that rests or is down. */
  installedWatts: number;
}

interface CohortWalk {
  readonly nextMonth: () => ProjectionMonth;
  readonly installedWatts: number;
}

/** The fleet by decay and electricity price: a thousand groups walk as the few dozen kinds they are. */
function cohortsOf(inputs: FleetInputs, rest: FleetRest): Cohort[] {
  const cohorts = new Map<string, Cohort>();
  inputs.groups.forEach((group, index) => {
    const key = `${group.hashrateDecayRatioPerMonth} ${group.electricityUsdPerKwh}`;
    const cohort = cohorts.get(key) ?? { like: group, hashrateThs: 0, powerWatts: 0, installedWatts: 0 };
    const machines = groupCalculation(inputs, group, restRatio(group, rest[index] ?? NO_REST));
    const running = runningRatio(machines);
    cohort.hashrateThs += machines.hashrateThs * group.quantity * running;
    cohort.powerWatts += group.powerWatts * group.quantity * running;
    cohort.installedWatts += group.powerWatts * group.quantity;
    cohorts.set(key, cohort);
  });
  return [...cohorts.values()];
}

function walkOf(inputs: FleetInputs, cohort: Cohort, known: Omit<ProjectionStart, "inputs">): CohortWalk {
  const { like, hashrateThs, powerWatts, installedWatts } = cohort;
  const { hashrateDecayRatioPerMonth } = like;
  const machine = {
    ...groupCalculation(inputs, like, 0),
    hashrateThs,
    powerWatts,
    quantity: 1,
    uptimeRatio: 1,
  };
  const projection = { ...known.projection, hashrateDecayRatioPerMonth };
  return { nextMonth: monthStepper({ ...known, inputs: machine, projection }), installedWatts };
}

/** Mean price of the energy used; of the power installed while nothing runs. USD/kWh. */
function meanElectricityUsdPerKwh(
  months: readonly ProjectionMonth[],
  walks: readonly CohortWalk[],
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

/** Additive figures of one month over the whole fleet. */
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
  const walks = cohortsOf(inputs, rest).map((cohort) => walkOf(inputs, cohort, known));
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
