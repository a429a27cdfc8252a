import { setTimeout as wait } from "node:timers/promises";

/**
 * What the work gives or throws, but not before `leastMs` have passed: whether an account exists makes some work longer,
 * and below this floor nobody sees by how much. Nothing but a timer is held meanwhile.
 *
 * @param leastMs well above what the work takes on a machine that is not overloaded.
 */
export async function inEvenTime<Result>(leastMs: number, work: () => Promise<Result>): Promise<Result> {
  const floor = floorOf(leastMs);
  try {
    return await work();
  } finally {
    await floor;
  }
}

/** Passes once `leastMs` have; for work of which only some outcomes are to be even. */
export function floorOf(leastMs: number): Promise<void> {
  return wait(leastMs);
}
