/** What can be wrong with a chain. */
export type ChainDamageKind = "edited" | "deleted" | "reordered" | "duplicated" | "cut_off" | "never_sealed";

/** One damage: its kind, the entries it is about, and a sentence that says so. */
export interface ChainDamage {
  readonly kind: ChainDamageKind;
  readonly sequence: number;
  /** The last of several entries in a row; `sequence` itself for one. */
  readonly lastSequence: number;
  readonly message: string;
}

const said: Readonly<Record<ChainDamageKind, string>> = {
  edited: "was changed after it was sealed",
  deleted: "deleted",
  reordered: "is not in its place",
  duplicated: "is there more than once",
  cut_off: "cut off from the end",
  never_sealed: "was never sealed",
};

/** A damage in words: "Entries 4 to 6 were deleted." */
export function chainDamage(kind: ChainDamageKind, sequence: number, lastSequence = sequence): ChainDamage {
  const isOne = sequence === lastSequence;
  const who = isOne ? `Entry ${sequence}` : `Entries ${sequence} to ${lastSequence}`;
  const isGone = kind === "deleted" || kind === "cut_off";
  const verb = isGone ? (isOne ? "was " : "were ") : "";
  return { kind, sequence, lastSequence, message: `${who} ${verb}${said[kind]}.` };
}
