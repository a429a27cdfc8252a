import type { SimulatedPaths } from "./simulated-paths";

/**
 * Share of paths (0..1) on which the capital was earned back by the end of month 1, 2, ...: never falls, because a path
 * that has paid back once stays counted even if later losses eat the capital again. `null` without a capital cost.
 */
export function paybackOdds(simulated: SimulatedPaths): number[] | null {
  const { paths, months, paybackMonths, capexUsd } = simulated;
  if (capexUsd === null || capexUsd === 0) return null;
  const inMonth = new Array<number>(months).fill(0);
  for (const value of paybackMonths) {
    if (value === Number.POSITIVE_INFINITY) continue;
    // Paid back exactly at a month's end belongs to that month.
    const index = Math.max(0, Math.ceil(value) - 1);
    inMonth[index] = (inMonth[index] ?? 0) + 1;
  }
  let paidBack = 0;
  return inMonth.map((count) => {
    paidBack += count;
    return paidBack / paths;
  });
}
