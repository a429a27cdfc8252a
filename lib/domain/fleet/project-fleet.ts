import type { ProjectionInputs } from "../mining/calculation";
import { type ProjectionResult, projectAlong } from "../projection/project";
import { requireValidFleet, requireValidOutlook } from "./check-fleet";
import type { CurtailmentPlan, FleetInputs } from "./fleet";
import { restOfPlan } from "./fleet-after";
import { fleetStepper } from "./fleet-stepper";

/**
 * The months ahead of a whole fleet in USD and BTC, under a plan or with every machine on: chart, payback with reason,
 * NPV, IRR and the comparison with buying.
 *
 * The same functions as `project`, walked along the sum of the groups. The plan's rest holds every month, and each
 * group ages by its own decay: `projection.hashrateDecayRatioPerMonth` is not used. A fleet of one group without a plan
 * equals `project` exactly. Without a BTC price or a block height the parts are `null` and say so.
 *
 * @param capexUsd capital cost of the whole fleet, USD; machines at rest have been paid too.
 * @throws {DomainError} on the first broken rule of fleet, projection or capital cost, and on a plan of another fleet.
 */
export function projectFleet(
  inputs: FleetInputs,
  plan: CurtailmentPlan | null,
  projection: ProjectionInputs,
  capexUsd: number | null,
): ProjectionResult {
  requireValidFleet(inputs);
  requireValidOutlook(projection, capexUsd);
  const rest = plan === null ? [] : restOfPlan(inputs, plan);
  // The slowest ageing: whether the fleet's income can still rise is judged by the group that keeps it up longest.
  const decays = inputs.groups.map((group) => group.hashrateDecayRatioPerMonth);
  const judged = { ...projection, hashrateDecayRatioPerMonth: Math.min(...decays) };
  return projectAlong({ market: inputs.market, capexUsd, projection: judged }, (known) =>
    fleetStepper(inputs, rest, capexUsd, known),
  );
}
