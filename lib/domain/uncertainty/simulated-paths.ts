import type { ProjectionStart } from "../projection/block-walk";

/**
 * Paths side by side. The monthly arrays hold month 1 of all paths, then month 2, ...: the figure of path p at the end
 * of month m is at (m - 1) x paths + p.
 */
export interface SimulatedPaths {
  readonly paths: number;
  readonly months: number;
  readonly capexUsd: number | null;
  readonly resaleUsd: number;
  /** Mean price of the month, at which its coins are sold. */
  readonly btcPriceUsd: Float64Array;
  /** Block-weighted mean over the month. */
  readonly difficulty: Float64Array;
  /** Sum of profit so far minus capital cost (0 if none was given); resale is not in it. */
  readonly cumulativeUsd: Float64Array;
  /** Months until cumulative profit first covers the capital cost, linear within the month; infinite when not within the horizon. */
  readonly paybackMonths: Float64Array;
  /** Present value of all flows, resale included; `null` without capital cost or discount rate. */
  readonly npvUsd: Float64Array | null;
  /** BTC mined after pool fee, all kept, plus resale converted at the last month's price. */
  readonly btcMined: Float64Array;
  /** BTC that the capital cost (today) and each month's running costs would have bought instead. */
  readonly btcBought: Float64Array;
  /** Each month's BTC after pool fee sold at that month's price, plus resale. */
  readonly usdMined: Float64Array;
}

/** Paths of which no month is booked yet: the capital cost is spent, on machines or on BTC. */
export function emptyPaths(start: ProjectionStart, paths: number): SimulatedPaths {
  const { inputs, projection } = start;
  const { capexUsd } = inputs;
  const { months, discountRatioPerYear } = projection;
  const cost = capexUsd ?? 0;
  const monthly = () => new Float64Array(months * paths);
  return {
    paths,
    months,
    capexUsd,
    resaleUsd: projection.resaleUsd ?? (projection.resaleRatioOfCapex ?? 0) * cost,
    btcPriceUsd: monthly(),
    difficulty: monthly(),
    cumulativeUsd: monthly(),
    paybackMonths: new Float64Array(paths).fill(Number.POSITIVE_INFINITY),
    npvUsd:
      capexUsd === null || discountRatioPerYear === null ? null : new Float64Array(paths).fill(-capexUsd),
    btcMined: new Float64Array(paths),
    btcBought: new Float64Array(paths).fill(cost / start.btcPriceUsd),
    usdMined: new Float64Array(paths),
  };
}
