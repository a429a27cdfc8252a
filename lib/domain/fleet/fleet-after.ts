import { DomainError } from "../domain-error";
import { requireValidFleet } from "./check-fleet";
import type { CurtailmentPlan, FleetInputs, FleetResult } from "./fleet";
import { fleetWithRest } from "./fleet-with-rest";
import type { FleetRest } from "./rest";

/**
 * The plan's rest, group by group of this fleet.
 *
 * @throws {DomainError} when the plan was made for other groups or other quantities.
 */
export function restOfPlan(inputs: FleetInputs, plan: CurtailmentPlan): FleetRest {
  const planned = new Map(plan.groups.map((group) => [group.id, group]));
  return inputs.groups.map((group, index) => {
    const curtailed = planned.get(group.id);
    const quantity = curtailed === undefined ? 0 : curtailed.machinesOff + curtailed.machinesOn;
    if (curtailed !== undefined && quantity === group.quantity && planned.size === inputs.groups.length) {
      return curtailed;
    }
    const field = `groups[${index}]`;
    const rule = `the group the plan was made for (${quantity} machines)`;
    throw new DomainError(field, `${field} must be ${rule}, got ${group.quantity} of id ${group.id}`, {
      value: group.id,
      rule,
    });
  });
}

/**
 * One day of the fleet under a plan, by group and in total; `totals` equals `plan.after`.
 *
 * @throws {DomainError} on the first broken rule of the fleet, and when the plan is not of this fleet.
 */
export function fleetAfter(inputs: FleetInputs, plan: CurtailmentPlan): FleetResult {
  requireValidFleet(inputs);
  return fleetWithRest(inputs, restOfPlan(inputs, plan));
}
