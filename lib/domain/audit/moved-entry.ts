import type { SealedEntry, Sha256 } from "./audit-entry";
import { isWhole } from "./entry-hash";

/** Places tried for one entry. More broken entries than this are called edited: each try costs a hash. */
const placesMax = 50;

/** Where an entry that does not fit its sequence belongs, or null when it fits nowhere and so was edited. */
export function placeOfMoved(
  entry: SealedEntry,
  openPlaces: readonly number[],
  takenPlaceOfId: ReadonlyMap<string, number>,
  sha256: Sha256,
): { readonly kind: "reordered" | "duplicated"; readonly sequence: number } | null {
  const fits = (sequence: number) => isWhole({ ...entry, sequence }, sha256);
  const taken = takenPlaceOfId.get(entry.id);
  if (taken !== undefined && fits(taken)) return { kind: "duplicated", sequence: taken };
  if (openPlaces.length > placesMax) return null;
  const sequence = openPlaces.find((place) => place !== entry.sequence && fits(place));
  return sequence === undefined ? null : { kind: "reordered", sequence };
}
