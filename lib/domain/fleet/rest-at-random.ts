import type { FleetGroup } from "./fleet";
import { type FleetRest, restOf } from "./rest";
import type { RestTarget } from "./rest-target";

/** The group of every machine, groups in the order of their ids: the draw does not depend on how the fleet is sorted. */
function machinesById(groups: readonly FleetGroup[]): Uint16Array {
  const byId = [...groups.entries()].sort(([, a], [, b]) => (a.id < b.id ? -1 : 1));
  const machines = new Uint16Array(groups.reduce((sum, group) => sum + group.quantity, 0));
  let filled = 0;
  for (const [index, group] of byId) {
    machines.fill(index, filled, filled + group.quantity);
    filled += group.quantity;
  }
  return machines;
}

/**
 * Machines drawn one by one, each that still runs being equally likely, until the target is reached. A target in watts
 * is met exactly: the last machine drawn rests part of the day. At most 65,536 groups.
 *
 * @param random uniform in 0 <= x < 1.
 */
export function restAtRandom(
  groups: readonly FleetGroup[],
  target: RestTarget,
  random: () => number,
): FleetRest {
  const machines = machinesById(groups);
  const off = groups.map(() => 0);
  let left = target.amount;
  // Fisher-Yates, only as far as machines are needed.
  for (let running = machines.length; running > 0 && left > 0; running -= 1) {
    const chosen = Math.floor(random() * running);
    const index = machines[chosen] ?? 0;
    machines[chosen] = machines[running - 1] ?? 0;
    const group = groups[index];
    if (group === undefined) continue;
    const weight = target.perMachine(group);
    off[index] = (off[index] ?? 0) + Math.min(1, left / weight);
    left -= weight;
  }
  return off.map(restOf);
}
