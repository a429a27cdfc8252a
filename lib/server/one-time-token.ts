import { createHash, randomBytes } from "node:crypto";

/** 32 random bytes as base64url: what goes into a link and is kept nowhere. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** sha256 of a token in hex: what is kept. A token has 256 random bits, so nothing slower is needed. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}
