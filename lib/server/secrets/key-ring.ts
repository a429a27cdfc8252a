import "server-only";
import { hkdfSync } from "node:crypto";
import { env } from "@/lib/server/env";

/** What a key is for: keys of different purposes have nothing in common. */
export type KeyPurpose =
  | "session-cookie"
  | "next-auth"
  | "access-token"
  | "envelope"
  | "audit-head"
  | "throttle"
  | "mail-link";

/** A key and the name by which what was made with it finds it again. */
export interface RingKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/**
 * The keys of a purpose, current one first; older ones still open what they closed. Derived by HKDF-SHA256 from
 * SECRET_KEYS, so that one variable is rotated and no key serves two purposes.
 *
 * @throws Error when SECRET_KEYS is missing or malformed; the text never holds the value.
 */
export function keysFor(purpose: KeyPurpose): readonly [RingKey, ...RingKey[]] {
  const [first, ...rest] = secrets().map(({ id, secret }) => ({
    id,
    key: Buffer.from(hkdfSync("sha256", secret, "hashinsight", purpose, 32)),
  }));
  if (first === undefined) throw new Error("SECRET_KEYS holds no key");
  return [first, ...rest];
}

/** The key of a purpose with an id; null for one that is not there (any more). */
export function keyById(purpose: KeyPurpose, id: string): RingKey | null {
  return keysFor(purpose).find((key) => key.id === id) ?? null;
}

const entry = /^([a-z0-9]{1,16}):([A-Za-z0-9+/_-]{43}=?)$/;

function secrets(): { readonly id: string; readonly secret: Buffer }[] {
  const text = env().SECRET_KEYS;
  if (text === undefined) {
    throw new Error("SECRET_KEYS is missing: id:base64 of 32 random bytes, the current one first");
  }
  return text.split(",").map((part, place) => {
    const [, id, encoded] = entry.exec(part.trim()) ?? [];
    if (id === undefined || encoded === undefined) {
      throw new Error(`SECRET_KEYS: entry ${place + 1} must be id:base64 of exactly 32 bytes`);
    }
    return { id, secret: Buffer.from(encoded, "base64") };
  });
}
