import "server-only";
import { randomInt } from "node:crypto";
import { tokenHash } from "@/lib/server/one-time-token";

/** How many codes a person gets at once. */
export const recoveryCodesCount = 10;

// Crockford's letters: none of them is taken for another. Four groups of four are 80 random bits, out of reach even for
// somebody who has the hashes.
const letters = "0123456789abcdefghjkmnpqrstvwxyz";
const groups = 4;
const lettersPerGroup = 4;

/** Ten new codes as they are shown to the person, "7k2m-0qv9-x4tb-hn61". */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: recoveryCodesCount }, () =>
    Array.from({ length: groups }, () =>
      Array.from({ length: lettersPerGroup }, () => letters.charAt(randomInt(letters.length))).join(""),
    ).join("-"),
  );
}

/** What is kept of a code: its sha256 in hex, however it is typed. Null for what cannot be one. */
export function recoveryCodeHash(typed: string): string | null {
  const plain = typed.toLowerCase().replaceAll(/[\s-]/g, "").replaceAll("o", "0").replaceAll(/[il]/g, "1");
  const isCode =
    plain.length === groups * lettersPerGroup && [...plain].every((letter) => letters.includes(letter));
  return isCode ? tokenHash(plain) : null;
}
