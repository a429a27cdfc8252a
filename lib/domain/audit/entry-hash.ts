import { DomainError } from "../domain-error";
import type { SealedEntry, Sha256 } from "./audit-entry";
import { canonicalJson } from "./canonical-json";

/**
 * hash_n = sha256(hash_(n-1) followed by the canonical JSON of entry n with its sequence).
 * Covered is whatever the entry holds, fields that nobody knows of included. The canonical text begins with "{", which
 * no hash contains, so no other pair of previous hash and entry gives the same text.
 *
 * @throws {DomainError} when the entry holds what JSON cannot say.
 */
export function entryHash(entry: Omit<SealedEntry, "hash">, sha256: Sha256): string {
  const { previousHash, ...content } = entry;
  return sha256(`${previousHash}${canonicalJson(content)}`);
}

/** Whether an entry is the one its hash was made of. */
export function isWhole(entry: SealedEntry, sha256: Sha256): boolean {
  const { hash, ...content } = entry;
  try {
    return entryHash(content, sha256) === hash;
  } catch (error) {
    // What JSON cannot say was never sealed, so the entry was changed.
    if (error instanceof DomainError) return false;
    throw error;
  }
}
