import { quantileOfSorted } from "./quantile";

/** Paths whose figure lies within one of equally wide stretches. */
export interface DistributionBin {
  readonly from: number;
  readonly to: number;
  /** Share of all paths, 0..1. */
  readonly share: number;
}

export interface Distribution {
  /** Share of paths above zero, 0..1. */
  readonly aboveZero: number;
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  readonly mean: number;
  /** Rising, without gaps. The first also holds everything below it and the last everything above. */
  readonly bins: readonly DistributionBin[];
}

/** Share of paths beyond each outermost bin's inner end: a long tail would squeeze all else into one bar. */
const TAIL = 0.01;

/**
 * How a figure of many paths is spread: share above zero, 10/50/90, mean, and the histogram.
 *
 * The bins are equally wide with zero on one of their edges, so that no bar mixes gain and loss; they reach from the 1st to the
 * 99th percentile.
 *
 * @param values one a path, at least one.
 * @param binsWanted about how many bins, >= 2.
 */
export function distributionOf(values: Float64Array, binsWanted: number): Distribution {
  const sorted = values.slice().sort();
  let sum = 0;
  let above = 0;
  for (const value of sorted) {
    sum += value;
    if (value > 0) above += 1;
  }
  return {
    aboveZero: above / sorted.length,
    p10: quantileOfSorted(sorted, 0.1),
    p50: quantileOfSorted(sorted, 0.5),
    p90: quantileOfSorted(sorted, 0.9),
    mean: sum / sorted.length,
    bins: binsOf(sorted, binsWanted),
  };
}

/** 1, 2 or 5 times a power of ten, at least `width`. */
function roundWidth(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  return power * (width <= power ? 1 : width <= 2 * power ? 2 : width <= 5 * power ? 5 : 10);
}

function binsOf(sorted: Float64Array, binsWanted: number): DistributionBin[] {
  const hasLosses = (sorted[0] ?? 0) < 0;
  const hasGains = (sorted.at(-1) ?? 0) > 0;
  // A tail that lies on the other side of zero has a bar of its own there.
  const low = Math.min(quantileOfSorted(sorted, TAIL), hasLosses ? 0 : Number.POSITIVE_INFINITY);
  const high = Math.max(quantileOfSorted(sorted, 1 - TAIL), hasGains ? 0 : Number.NEGATIVE_INFINITY);
  // All paths alike, as without variance: one bin around them.
  const width = roundWidth(high > low ? (high - low) / binsWanted : Math.max(1, Math.abs(low)) / 10);
  const first = Math.min(Math.floor(low / width), hasLosses ? -1 : Number.POSITIVE_INFINITY);
  const end = Math.max(Math.ceil(high / width), hasGains ? 1 : Number.NEGATIVE_INFINITY);
  const count = Math.max(1, end - first);
  const counts = new Array<number>(count).fill(0);
  for (const value of sorted) {
    const index = Math.min(count - 1, Math.max(0, Math.floor(value / width) - first));
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts.map((inside, index) => ({
    from: (first + index) * width,
    to: (first + index + 1) * width,
    share: inside / sorted.length,
  }));
}
