/** The value below which `ratio` (0..1) of the samples lie, by the nearest rank. @throws RangeError without samples. */
export function percentile(samples: readonly number[], ratio: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(ratio * sorted.length) - 1))];
  if (value === undefined) throw new RangeError("a percentile needs at least one sample");
  return value;
}

export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/** A figure rounded to three significant digits: more would be noise. */
export function figure(value: number): number {
  return Number(value.toPrecision(3));
}
