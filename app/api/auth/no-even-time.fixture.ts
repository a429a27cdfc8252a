/** Stands in for lib/server/even-time.ts where time does not matter. */
export const noEvenTime = {
  inEvenTime: <Result>(_leastMs: number, work: () => Promise<Result>) => work(),
  floorOf: () => Promise.resolve(),
};
