import type { FleetGroup } from "./fleet";
import { type FleetRest, machinesForShare, restOf } from "./rest";

/** The same share of every group's power at rest, exact: one machine of each group may rest part of the day. */
export function restPowerProportionally(groups: readonly FleetGroup[], shareRatio: number): FleetRest {
  return groups.map((group) => restOf(group.quantity * shareRatio));
}

/**
 * The same share of every group's machines at rest, whole machines: each group rests its share rounded down, then the
 * largest remainders one more, until as many rest as reach the share of all. Equal remainders: larger group, then id.
 */
export function restMachinesProportionally(groups: readonly FleetGroup[], shareRatio: number): FleetRest {
  const total = groups.reduce((sum, group) => sum + group.quantity, 0);
  const shares = groups.map((group, index) => {
    const { machinesOff, partTimeOffRatio } = restOf(group.quantity * shareRatio);
    return { index, machinesOff, remainder: partTimeOffRatio, quantity: group.quantity, id: group.id };
  });
  let left = machinesForShare(total, shareRatio) - shares.reduce((sum, share) => sum + share.machinesOff, 0);
  const off = shares.map((share) => share.machinesOff);
  const byRemainder = shares.toSorted(
    (a, b) => b.remainder - a.remainder || b.quantity - a.quantity || (a.id < b.id ? -1 : 1),
  );
  for (const share of byRemainder) {
    if (left <= 0) break;
    off[share.index] = share.machinesOff + 1;
    left -= 1;
  }
  return off.map((machinesOff) => ({ machinesOff, partTimeOffRatio: 0 }));
}
