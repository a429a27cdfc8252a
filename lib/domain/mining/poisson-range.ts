import { type Limit, requireWithin } from "../require-range";

const MEAN: Limit = { min: 0, max: 1e12, unit: "events" };
const LOW = 0.025;
const HIGH = 0.975;

/** exp(-700) is still a normal number; above it the sum would begin at zero. */
const SUMMED_MEAN_MAX = 700;

/** Standard normal quantile of 0.975. */
const NORMAL_975 = 1.959963984540054;

export interface CountRange {
  readonly low: number;
  readonly high: number;
}

/**
 * The 2.5 % and 97.5 % quantiles of a Poisson count: 95 of 100 outcomes lie within, ends included.
 *
 * Summed term by term up to a mean of 700; above, the normal quantile with the Cornish-Fisher term for the
 * Poisson's skewness, which is within one count there.
 *
 * @param mean expected count, >= 0.
 * @throws {DomainError} on a negative or non-finite mean.
 */
export function poissonRange(mean: number): CountRange {
  requireWithin("mean", mean, MEAN);
  if (mean > SUMMED_MEAN_MAX) {
    const spread = NORMAL_975 * Math.sqrt(mean);
    const centre = mean + (NORMAL_975 * NORMAL_975 - 1) / 6;
    return { low: Math.round(centre - spread), high: Math.round(centre + spread) };
  }
  let term = Math.exp(-mean);
  let sum = term;
  let count = 0;
  let low = sum >= LOW ? 0 : -1;
  while (sum < HIGH) {
    count += 1;
    term *= mean / count;
    sum += term;
    if (low < 0 && sum >= LOW) low = count;
  }
  return { low, high: count };
}
