import type { FleetGroup } from "./fleet";

/** How much of one group rests. */
export interface Rest {
  /** Machines off for the whole day. */
  readonly machinesOff: number;
  /** Share of the day that one further machine rests, 0 <= x < 1. */
  readonly partTimeOffRatio: number;
}

/** Rest of each group of a fleet, in the order of its groups. */
export type FleetRest = readonly Rest[];

export const NO_REST: Rest = { machinesOff: 0, partTimeOffRatio: 0 };

/** Rounding of sums and shares must not leave a machine resting for a microsecond. */
const MACHINE_TOLERANCE = 1e-9;
/** 7 % of 100 machines is 7.000000000000001 in floating point and means 7. */
const SHARE_TOLERANCE = 1e-12;

/** Resting machines, a fraction of one among them, as whole machines and one part-time machine. */
export function restOf(machines: number): Rest {
  const nearest = Math.round(machines);
  if (Math.abs(machines - nearest) <= MACHINE_TOLERANCE) return { machinesOff: nearest, partTimeOffRatio: 0 };
  const machinesOff = Math.floor(machines);
  return { machinesOff, partTimeOffRatio: machines - machinesOff };
}

/** The whole number of machines that reaches a share of them: rounded up, so that no share above 0 rests nobody. */
export function machinesForShare(machines: number, shareRatio: number): number {
  return Math.ceil(machines * shareRatio * (1 - SHARE_TOLERANCE));
}

/** Resting machines of the group as a number, the part-time one by its share of the day. */
export function restingMachines(rest: Rest): number {
  return rest.machinesOff + rest.partTimeOffRatio;
}

/** Resting share of the group, 0..1. */
export function restRatio(group: FleetGroup, rest: Rest): number {
  return restingMachines(rest) / group.quantity;
}
