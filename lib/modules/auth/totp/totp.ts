import "server-only";
import { Secret, TOTP } from "otpauth";

/** Authenticator apps show a new code this often. */
const stepSeconds = 30;

/** How apps call the account. */
const issuer = "HashInsight";

/** What all authenticator apps understand; they ignore other algorithms and lengths without a word. */
const shape = { algorithm: "SHA1", digits: 6, period: stepSeconds } as const;

/** A new shared secret of 160 random bits (RFC 4226 section 4 advises as many) in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator app reads from the picture: `otpauth://totp/...`. */
export function totpUri(secret: string, account: string): string {
  return new TOTP({ ...shape, issuer, label: account, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * The 30-second step that a code belongs to: the one at `nowMs`, the one before or the one after, since clocks differ.
 * Null for a code of none of them. Whoever takes a code remembers its step and takes none at or below it again.
 *
 * @param code six digits.
 * @see https://www.rfc-editor.org/rfc/rfc6238#section-5.2
 */
export function stepOfCode(secret: string, code: string, nowMs: number): number | null {
  const found = TOTP.validate({
    ...shape,
    token: code,
    secret: Secret.fromBase32(secret),
    timestamp: nowMs,
    window: 1,
  });
  return found === null ? null : TOTP.counter({ period: stepSeconds, timestamp: nowMs }) + found;
}
