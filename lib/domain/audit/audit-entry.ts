import type { JsonObject } from "./json-value";

// Type aliases, not interfaces: only those count as JSON objects for the compiler.

/** A person's value that an entry vouches for without containing it. */
export type PersonalCommitment = {
  /** Where in the entry the value was, as a JSON pointer: "/after/email". There is `null` in its place. */
  readonly path: string;
  readonly personId: string;
  /** sha256 of salt, entry, place and value. */
  readonly commitment: string;
};

/**
 * One act, as the trail keeps it for good. It names people by id only; what else is personal is withheld
 * (`withholdPersonal`) and leaves a commitment.
 */
export type AuditEntry = {
  readonly id: string;
  readonly companyId: string;
  /** Moment of the act, ISO 8601 UTC. */
  readonly at: string;
  readonly actor: { readonly kind: "user" | "api_key" | "system"; readonly id: string };
  /** What was done: "auth.role_changed". */
  readonly action: string;
  readonly object: { readonly kind: string; readonly id: string };
  /** The row before and after; `null` where there was or is none. Amounts as decimal strings. */
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly requestId: string | null;
  /** Network address of the request; personal for acts of people. */
  readonly address: string | null;
  readonly personal: readonly PersonalCommitment[];
};

/** An entry in its company's chain. */
export type SealedEntry = AuditEntry & {
  /** Place in the chain, from 1 without gaps. */
  readonly sequence: number;
  readonly previousHash: string;
  /** sha256 of `previousHash` and the canonical text of all else. */
  readonly hash: string;
};

/** The end of a chain: what is signed and kept outside the database. */
export interface ChainHead {
  readonly companyId: string;
  /** Sequence of the last entry, 0 before the first. */
  readonly sequence: number;
  readonly hash: string;
}

/** sha256 of a text's UTF-8 bytes in lower-case hex, handed in because this folder imports nothing. */
export type Sha256 = (text: string) => string;

/** The head of a chain that has no entry yet. */
export function emptyChain(companyId: string): ChainHead {
  return { companyId, sequence: 0, hash: "0".repeat(64) };
}
