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
  if (planned.size !== inputs.groups.length) {
    throw notPlanned("groups", inputs.groups.length, `as many as the plan was made for, ${planned.size}`);
  }
  return inputs.groups.map((group, index) => {
    const curtailed = planned.get(group.id);
    if (curtailed === undefined) throw notPlanned(`groups[${index}].id`, group.id, "an id the plan knows");
    const quantity = curtailed.machinesOff + curtailed.machinesOn;
    if (quantity === group.quantity) return curtailed;
    const rule = `${quantity} machines, as when the plan was made`;
    throw notPlanned(`groups[${index}].quantity`, group.quantity, rule);
  });
}

function notPlanned(field: string, value: unknown, rule: string): DomainError {
  return new DomainError(field, `${field} must be ${rule}, got ${String(value)}`, { value, rule });
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
