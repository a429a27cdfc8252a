import { DomainError } from "../domain-error";
import type { AuditEntry, PersonalCommitment, Sha256 } from "./audit-entry";
import { canonicalJson } from "./canonical-json";
import { pointerKeys } from "./json-pointer";
import { isJsonObject, type JsonObject, type JsonValue } from "./json-value";
import { withValueAt } from "./value-at";

/** A personal value of an entry, kept apart from the chain until its person is erased. */
export interface PersonalValue {
  readonly entryId: string;
  readonly personId: string;
  /** Its place in the entry, as a JSON pointer. */
  readonly path: string;
  readonly value: JsonValue;
}

/** Which value of an entry is personal, and whose. */
export type PersonalMark = Pick<PersonalValue, "path" | "personId">;

/** Hex or base64 of 128 bits and more cannot be shorter. */
const saltCharactersMin = 22;

/**
 * An entry without the marked values, each replaced by `null` and a commitment, and those values to be kept apart.
 *
 * A commitment is sha256 of salt, entry id, place and value. The salt is secret, random (>= 128 bits), one a person,
 * and kept outside the trail: once it is destroyed nobody can try addresses until one fits, and because entry and place
 * are part of it, equal values do not show as equal.
 *
 * @throws {DomainError} when a mark points at nothing or outside /address, /before and /after, or a salt is too short:
 * a slip there would leave personal data in the chain for good.
 */
export function withholdPersonal(
  entry: AuditEntry,
  marks: readonly PersonalMark[],
  saltOf: (personId: string) => string,
  sha256: Sha256,
): { readonly entry: AuditEntry; readonly withheld: readonly PersonalValue[] } {
  const withheld: PersonalValue[] = [];
  const commitments: PersonalCommitment[] = [...entry.personal];
  let kept = entry;
  for (const { path, personId } of marks) {
    const { entry: without, value } = exchange(kept, path, null);
    // Nothing is there to be kept apart, and a commitment to nothing would say so.
    if (value === null) continue;
    kept = without;
    const personal = { entryId: entry.id, personId, path, value };
    withheld.push(personal);
    commitments.push({ path, personId, commitment: commitTo(personal, saltOf(personId), sha256) });
  }
  return { entry: { ...kept, personal: commitments }, withheld };
}

/** What an entry keeps in place of a personal value. */
export function commitTo({ entryId, path, value }: PersonalValue, salt: string, sha256: Sha256): string {
  if (salt.length < saltCharactersMin) {
    throw new DomainError("salt", `salt must have at least ${saltCharactersMin} characters`);
  }
  return sha256(canonicalJson([salt, entryId, path, value]));
}

/** The entry with another value at a place, and the value that was there. */
export function exchange(
  entry: AuditEntry,
  path: string,
  next: JsonValue,
): { readonly entry: AuditEntry; readonly value: JsonValue } {
  const [field, ...keys] = pointerKeys(path);
  if (field === "address" && keys.length === 0 && (next === null || typeof next === "string")) {
    return { entry: { ...entry, address: next }, value: entry.address };
  }
  if ((field === "before" || field === "after") && keys.length > 0) {
    const exchanged = withValueAt(entry[field], keys, next);
    if (exchanged !== null) {
      const row: JsonObject | null = isJsonObject(exchanged.value) ? exchanged.value : null;
      return { entry: { ...entry, [field]: row }, value: exchanged.was };
    }
  }
  const rule = "the place of a value in /address, /before or /after";
  throw new DomainError("path", `path must be ${rule}, got "${path}"`, { value: path, rule });
}
