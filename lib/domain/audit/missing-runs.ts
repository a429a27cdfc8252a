import type { ChainHead } from "./audit-entry";

/** Consecutive sequences that nobody has, both ends included. */
export interface MissingRun {
  readonly first: number;
  readonly last: number;
}

/** The runs of sequences after `from` up to `head` that are not among `present`, ascending. */
export function missingRuns(
  present: Iterable<number>,
  from: Pick<ChainHead, "sequence">,
  head: Pick<ChainHead, "sequence">,
): readonly MissingRun[] {
  const runs: MissingRun[] = [];
  let next = from.sequence + 1;
  for (const sequence of [...present].sort((a, b) => a - b)) {
    if (sequence > next) runs.push({ first: next, last: sequence - 1 });
    next = Math.max(next, sequence + 1);
  }
  if (next <= head.sequence) runs.push({ first: next, last: head.sequence });
  return runs;
}
