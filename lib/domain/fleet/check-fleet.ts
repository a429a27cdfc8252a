import { DomainError } from "../domain-error";
import type { ProjectionInputs } from "../mining/calculation";
import {
  type InputProblem,
  noteMarketProblems,
  noteProblem,
  noteProjectionProblems,
  throwFirstProblem,
} from "../mining/check-inputs";
import { inputLimits, projectionLimits } from "../mining/input-limits";
import { describeLimit, isWithin, type Limit } from "../require-range";
import type { FleetGroup, FleetInputs } from "./fleet";

/** What each number of a group may be. */
export const fleetGroupLimits = {
  hashrateThs: inputLimits.hashrateThs,
  // A machine that draws nothing has no income per kWh, and resting it saves nothing.
  powerWatts: { ...inputLimits.powerWatts, aboveMin: true },
  quantity: inputLimits.quantity,
  ageMonths: { min: 0, max: 240, unit: "months" },
  hashrateDecayRatioPerMonth: projectionLimits.hashrateDecayRatioPerMonth,
  electricityUsdPerKwh: inputLimits.electricityUsdPerKwh,
} as const satisfies Record<string, Limit>;

/** How many groups a fleet may have, and how many machines they may be together. */
export const fleetSizeLimits = {
  groups: { min: 1, max: 10_000, whole: true, unit: "groups" },
  machines: { ...inputLimits.quantity },
} as const satisfies Record<string, Limit>;

const GROUP_FIELDS = [
  "hashrateThs",
  "powerWatts",
  "quantity",
  "ageMonths",
  "hashrateDecayRatioPerMonth",
  "electricityUsdPerKwh",
] as const;
const FLEET_FIELDS = ["poolFeeRatio", "uptimeRatio", "fixedCostUsdPerMonth"] as const;

function noteGroups(problems: InputProblem[], groups: readonly FleetGroup[]): void {
  const firstIndexOf = new Map<string, number>();
  groups.forEach((group, index) => {
    const prefix = `groups[${index}].`;
    const earlier = firstIndexOf.get(group.id);
    if (group.id === "") problems.push({ field: `${prefix}id`, value: group.id, rule: "not empty" });
    else if (earlier === undefined) firstIndexOf.set(group.id, index);
    else {
      const rule = `unlike every other id, and groups[${earlier}] has it`;
      problems.push({ field: `${prefix}id`, value: group.id, rule });
    }
    for (const field of GROUP_FIELDS)
      noteProblem(problems, prefix, field, group[field], fleetGroupLimits[field]);
  });
}

/** Every broken rule of a fleet, by its path (`groups[1].powerWatts`), in reading order; empty when it can be calculated. */
export function findFleetProblems(inputs: FleetInputs): InputProblem[] {
  const problems: InputProblem[] = [];
  const { groups } = inputs;
  if (!isWithin(groups.length, fleetSizeLimits.groups)) {
    const rule = describeLimit(fleetSizeLimits.groups);
    problems.push({ field: "groups", value: groups.length, rule });
  }
  noteGroups(problems, groups);
  const machines = groups.reduce((sum, group) => sum + group.quantity, 0);
  if (groups.length > 1 && machines > fleetSizeLimits.machines.max) {
    const rule = `of a total quantity <= ${fleetSizeLimits.machines.max} machines`;
    problems.push({ field: "groups", value: machines, rule });
  }
  for (const field of FLEET_FIELDS) noteProblem(problems, "", field, inputs[field], inputLimits[field]);
  noteMarketProblems(problems, inputs.market);
  return problems;
}

/** @throws {DomainError} on the first broken rule of the fleet, naming field, rule and value. */
export function requireValidFleet(inputs: FleetInputs): void {
  throwFirstProblem(findFleetProblems(inputs));
}

/** @throws {DomainError} on the first broken rule of a projection or capital cost. */
export function requireValidOutlook(projection: ProjectionInputs, capexUsd: number | null): void {
  const problems: InputProblem[] = [];
  if (capexUsd !== null) noteProblem(problems, "", "capexUsd", capexUsd, inputLimits.capexUsd);
  noteProjectionProblems(problems, projection);
  throwFirstProblem(problems);
}

/**
 * The BTC price in USD, for questions that have no answer without one.
 *
 * @throws {DomainError} when no price is known.
 */
export function requireBtcPrice(inputs: FleetInputs): number {
  const { btcPriceUsd } = inputs.market;
  if (btcPriceUsd !== null) return btcPriceUsd;
  const rule = "known to say which machines lose money";
  throw new DomainError("market.btcPriceUsd", `market.btcPriceUsd must be ${rule}`, { value: null, rule });
}
