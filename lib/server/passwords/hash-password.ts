import "server-only";
import { hash } from "@node-rs/argon2";
import { hashSlots } from "@/lib/server/passwords/hash-slots";

/**
 * argon2id (RFC 9106) at the least that OWASP advises: 19 MiB, two passes, one lane. The number is the library's for
 * argon2id, whose own enum exists for the compiler only.
 *
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
export const argon2Cost = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** What is stored of a password: "$argon2id$v=19$m=19456,t=2,p=1$salt$hash". Nothing of the password is cut off. */
export function hashPassword(password: string): Promise<string> {
  return hashSlots.run(() => hash(password, argon2Cost));
}
