import { median } from "./statistics";

/**
 * Calls per second of each function, interleaved round by round so that a drift of the machine meets all alike;
 * the median of the rounds.
 *
 * @param callsPerRound how many calls one timed round makes; the last result of each is kept, so that no call is idle.
 */
export function perSecond<Name extends string>(
  subjects: Readonly<Record<Name, (index: number) => number>>,
  callsPerRound: Readonly<Record<Name, number>>,
  rounds: number,
): Record<Name, number> {
  const names = Object.keys(subjects) as Name[];
  const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
  let kept = 0;
  for (let round = 0; round < rounds + 1; round += 1) {
    for (const name of names) {
      const calls = callsPerRound[name];
      const started = performance.now();
      for (let index = 0; index < calls; index += 1) kept += subjects[name](index);
      const seconds = (performance.now() - started) / 1000;
      // The first round warms up.
      if (round > 0) rates.get(name)?.push(calls / seconds);
    }
  }
  if (Number.isNaN(kept)) throw new Error("a benchmarked function answered NaN");
  return Object.fromEntries(names.map((name) => [name, median(rates.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
