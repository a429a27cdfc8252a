import { DomainError } from "../domain-error";
import { type ChainHead, emptyChain, type SealedEntry, type Sha256 } from "./audit-entry";
import { type ChainDamage, chainDamage } from "./chain-damage";
import { isWhole } from "./entry-hash";
import { missingRuns } from "./missing-runs";
import { placeOfMoved } from "./moved-entry";

/** What a chain is checked against. */
export interface ChainAnchors {
  /** The end, from outside the database; the caller has checked its signature. */
  readonly head: ChainHead;
  /** A trusted earlier head to start after; the whole chain when left out. */
  readonly from?: ChainHead;
  readonly sha256: Sha256;
}

/**
 * All damages of a chain, by sequence; none when every entry up to the head is the one that was sealed.
 *
 * Walks from the trusted head backwards: each entry vouches by `previousHash` for the one before it. So an entry that
 * was changed and hashed anew is named, and not its innocent successor. Where a whole end was hashed anew, its last
 * entry is named: nothing is left that vouches for those before it.
 *
 * @param entries in the order in which the trail shows them.
 * @throws {DomainError} when the two heads cannot belong to one chain.
 */
export function verifyChain(
  entries: readonly SealedEntry[],
  { head, from = emptyChain(head.companyId), sha256 }: ChainAnchors,
): readonly ChainDamage[] {
  requireOneChain(from, head);
  const { inside, damages } = withinAnchors(entries, from, head);
  const { trusted, broken, doubled } = walkBack(inside, from, head, sha256);
  damages.push(...doubled.map((sequence) => chainDamage("duplicated", sequence)));

  const takenPlaceOfId = new Map([...trusted].map(([sequence, entry]) => [entry.id, sequence]));
  const openPlaces = placesWithout(trusted, from, head);
  const accounted = new Set(trusted.keys());
  for (const [sequence, entry] of broken) {
    const place = placeOfMoved(entry, openPlaces, takenPlaceOfId, sha256);
    accounted.add(place?.sequence ?? sequence);
    damages.push(chainDamage(place?.kind ?? "edited", sequence));
  }
  damages.push(...outOfOrder(entries, trusted));
  for (const { first, last } of missingRuns(accounted, from, head)) {
    damages.push(chainDamage(last === head.sequence ? "cut_off" : "deleted", first, last));
  }
  return damages.sort((a, b) => a.sequence - b.sequence);
}

function requireOneChain(from: ChainHead, head: ChainHead): void {
  const isSameEnd = from.sequence === head.sequence && from.hash !== head.hash;
  if (from.companyId === head.companyId && from.sequence <= head.sequence && !isSameEnd) return;
  throw new DomainError("head", `head must continue the chain of ${from.companyId} after ${from.sequence}`);
}

/** Entries by the sequence they claim, and those that claim none between the anchors. */
function withinAnchors(entries: readonly SealedEntry[], from: ChainHead, head: ChainHead) {
  const inside = new Map<number, SealedEntry[]>();
  const damages: ChainDamage[] = [];
  for (const entry of entries) {
    const { sequence } = entry;
    if (Number.isSafeInteger(sequence) && sequence > from.sequence && sequence <= head.sequence) {
      inside.set(sequence, [...(inside.get(sequence) ?? []), entry]);
    } else {
      damages.push(chainDamage("never_sealed", sequence));
    }
  }
  return { inside, damages };
}

/** Which entries can be trusted, which are broken, and which sequences were claimed by more than one. */
function walkBack(
  inside: ReadonlyMap<number, readonly SealedEntry[]>,
  from: ChainHead,
  head: ChainHead,
  sha256: Sha256,
) {
  const trusted = new Map<number, SealedEntry>();
  const broken = new Map<number, SealedEntry>();
  const doubled: number[] = [];
  // The hash that a trusted successor vouches for; null where there is no such successor.
  let vouched: string | null = head.hash;
  let successor = head.sequence + 1;
  for (const [sequence, claims] of [...inside].sort(([a], [b]) => b - a)) {
    if (sequence !== successor - 1) vouched = null;
    successor = sequence;
    const isVouched = ({ hash, previousHash }: SealedEntry) =>
      (vouched === null || hash === vouched) &&
      (sequence !== from.sequence + 1 || previousHash === from.hash);
    const entry = claims.find((claim) => isVouched(claim) && isWhole(claim, sha256));
    doubled.push(...claims.slice(1).map(() => sequence));
    if (entry !== undefined) trusted.set(sequence, entry);
    else for (const claim of claims.slice(0, 1)) broken.set(sequence, claim);
    vouched = entry?.previousHash ?? null;
  }
  return { trusted, broken, doubled };
}

/** Sequences that no trusted entry has, as many as are worth trying for entries that were moved. */
function placesWithout(trusted: ReadonlyMap<number, SealedEntry>, from: ChainHead, head: ChainHead) {
  const places: number[] = [];
  for (const { first, last } of missingRuns(trusted.keys(), from, head)) {
    for (let place = first; place <= last && places.length < 100; place += 1) places.push(place);
  }
  return places;
}

/** Trusted entries that are shown after one with a higher sequence. */
function outOfOrder(entries: readonly SealedEntry[], trusted: ReadonlyMap<number, SealedEntry>) {
  const damages: ChainDamage[] = [];
  let highest = 0;
  for (const entry of entries) {
    if (trusted.get(entry.sequence) !== entry) continue;
    if (entry.sequence < highest) damages.push(chainDamage("reordered", entry.sequence));
    highest = Math.max(highest, entry.sequence);
  }
  return damages;
}
