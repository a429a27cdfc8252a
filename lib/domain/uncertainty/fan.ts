import { quantileOfSorted } from "./quantile";
import type { SimulatedPaths } from "./simulated-paths";

/** Ends of the bands that hold 80 and 50 of 100 paths, and the middle. Month 1 comes first. */
export interface Fan {
  readonly p10: readonly number[];
  readonly p25: readonly number[];
  readonly p50: readonly number[];
  readonly p75: readonly number[];
  readonly p90: readonly number[];
}

/** The monthly figures of simulated paths that spread into a fan. */
export type FanFigure = "cumulativeUsd" | "btcPriceUsd" | "difficulty";

/**
 * The fan of one figure: at each month's end, the values below which 10, 25, 50, 75 and 90 of 100 paths lie. A line of
 * it is no path: different paths hold it in different months.
 */
export function fanOf(simulated: SimulatedPaths, figure: FanFigure): Fan {
  const { paths, months } = simulated;
  const fan = { p10: [], p25: [], p50: [], p75: [], p90: [] } satisfies Record<keyof Fan, number[]> as Record<
    keyof Fan,
    number[]
  >;
  for (let month = 0; month < months; month += 1) {
    const sorted = simulated[figure].slice(month * paths, (month + 1) * paths).sort();
    fan.p10.push(quantileOfSorted(sorted, 0.1));
    fan.p25.push(quantileOfSorted(sorted, 0.25));
    fan.p50.push(quantileOfSorted(sorted, 0.5));
    fan.p75.push(quantileOfSorted(sorted, 0.75));
    fan.p90.push(quantileOfSorted(sorted, 0.9));
  }
  return fan;
}
