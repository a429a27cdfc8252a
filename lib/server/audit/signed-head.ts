import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import type { ChainHead } from "@/lib/domain/audit/audit-entry";
import { canonicalJson } from "@/lib/domain/audit/canonical-json";
import { keyById, keysFor } from "@/lib/server/secrets/key-ring";

/** The end of a chain and who vouches for it. */
export interface SignedHead extends ChainHead {
  /** Which key of SECRET_KEYS signed. */
  readonly keyId: string;
  /** HMAC-SHA256 in lower-case hex over the canonical JSON of company, sequence and hash. */
  readonly signature: string;
  /** ISO 8601 UTC; told, not signed. */
  readonly signedAt: string;
}

/** A head signed with the current key, which is nowhere in the database. */
export function signHead(head: ChainHead, signedAt: Date): SignedHead {
  const [{ id, key }] = keysFor("audit-head");
  return { ...head, keyId: id, signature: mac(head, key), signedAt: signedAt.toISOString() };
}

/** Whether a head is as it was signed; "unknown_key" when its key is not in the ring (any more). */
export function checkHead(head: SignedHead): "signed" | "forged" | "unknown_key" {
  const ring = keyById("audit-head", head.keyId);
  if (ring === null) return "unknown_key";
  const expected = Buffer.from(mac(head, ring.key));
  const given = Buffer.from(head.signature);
  return given.length === expected.length && timingSafeEqual(given, expected) ? "signed" : "forged";
}

function mac({ companyId, sequence, hash }: ChainHead, key: Buffer): string {
  return createHmac("sha256", key).update(canonicalJson({ companyId, sequence, hash })).digest("hex");
}
