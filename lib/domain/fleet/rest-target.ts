import type { CurtailmentRequest, FleetGroup } from "./fleet";
import { machinesForShare } from "./rest";

/** How much is to rest, in watts or machines, and how much of it one machine brings. */
export interface RestTarget {
  readonly amount: number;
  readonly perMachine: (group: FleetGroup) => number;
}

/** A share of the fleet's power in W, or the whole machines that reach a share of its machines. */
export function restTarget(
  groups: readonly FleetGroup[],
  { basis, shareRatio }: Pick<CurtailmentRequest, "basis" | "shareRatio">,
): RestTarget {
  if (basis === "machines") {
    const machines = groups.reduce((sum, group) => sum + group.quantity, 0);
    return { amount: machinesForShare(machines, shareRatio), perMachine: () => 1 };
  }
  const watts = groups.reduce((sum, group) => sum + group.powerWatts * group.quantity, 0);
  // At a share of 1 rounding of the sum must not leave the last machine half on.
  return {
    amount: shareRatio === 1 ? Infinity : watts * shareRatio,
    perMachine: (group) => group.powerWatts,
  };
}
