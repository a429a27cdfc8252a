import type { FleetGroup } from "./fleet";
import { type FleetRest, NO_REST, type Rest, restOf } from "./rest";
import type { RestTarget } from "./rest-target";

/**
 * Whole groups at rest in `order` until the target is reached. A target in watts is met exactly, because the machine at
 * the margin rests part of the day; one in machines takes whole machines.
 *
 * @param order indices of groups, first to rest first.
 */
export function restInOrder(
  groups: readonly FleetGroup[],
  order: readonly number[],
  target: RestTarget,
): FleetRest {
  const rest: Rest[] = groups.map(() => NO_REST);
  let left = target.amount;
  for (const index of order) {
    const group = groups[index];
    if (group === undefined || left <= 0) continue;
    const machines = Math.min(group.quantity, left / target.perMachine(group));
    rest[index] = restOf(machines);
    left -= machines * target.perMachine(group);
  }
  return rest;
}
