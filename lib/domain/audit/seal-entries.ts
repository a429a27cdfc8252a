import { DomainError } from "../domain-error";
import type { AuditEntry, ChainHead, SealedEntry, Sha256 } from "./audit-entry";
import { entryHash } from "./entry-hash";

/**
 * Entries appended to a chain in the given order, and the chain's new head. Called by one worker at a time for a
 * company; who calls it holds the lock on the head.
 *
 * @throws {DomainError} when an entry belongs to another company, appears twice, or holds what JSON cannot say.
 */
export function sealEntries(
  head: ChainHead,
  entries: readonly AuditEntry[],
  sha256: Sha256,
): { readonly sealed: readonly SealedEntry[]; readonly head: ChainHead } {
  const sealed: SealedEntry[] = [];
  const seen = new Set<string>();
  let { sequence, hash } = head;
  for (const entry of entries) {
    if (entry.companyId !== head.companyId) {
      throw new DomainError("companyId", `entry ${entry.id} must be of company ${head.companyId}`);
    }
    if (seen.has(entry.id)) throw new DomainError("id", `entry ${entry.id} must be sealed once`);
    seen.add(entry.id);
    sequence += 1;
    const linked = { ...entry, sequence, previousHash: hash };
    hash = entryHash(linked, sha256);
    sealed.push({ ...linked, hash });
  }
  return { sealed, head: { companyId: head.companyId, sequence, hash } };
}
