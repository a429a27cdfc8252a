import type { AuditEntry, Sha256 } from "./audit-entry";
import { commitTo, exchange, type PersonalValue } from "./withhold-personal";

/** An entry as a reader sees it, with what became of its personal values. */
export interface RestoredEntry {
  readonly entry: AuditEntry;
  /** Places whose values were erased with their person: `null` in the entry, "erased" on a screen. */
  readonly erased: readonly string[];
  /** Places whose kept value is not the one the entry vouches for; left out of the entry. */
  readonly altered: readonly string[];
}

/**
 * An entry with its personal values put back where they are still kept, each held against its commitment.
 *
 * @param values kept values, of this entry or more.
 * @param saltOf the person's salt; `null` once it is destroyed, and then a value that was left over counts as erased.
 */
export function restorePersonal(
  entry: AuditEntry,
  values: readonly PersonalValue[],
  saltOf: (personId: string) => string | null,
  sha256: Sha256,
): RestoredEntry {
  const erased: string[] = [];
  const altered: string[] = [];
  let restored = entry;
  for (const { path, personId, commitment } of entry.personal) {
    const kept = values.find((each) => each.entryId === entry.id && each.path === path);
    const salt = saltOf(personId);
    if (kept === undefined || salt === null) erased.push(path);
    else if (commitTo(kept, salt, sha256) !== commitment) altered.push(path);
    else restored = exchange(restored, path, kept.value).entry;
  }
  return { entry: restored, erased, altered };
}
