/** Characters (Unicode code points) of a password. The least is what ASVS 5.0 6.2.1 asks for; 15 are advised. */
export const passwordLength = { min: 8, max: 1024, advised: 15 } as const;

/**
 * What is wrong with a new password, as a sentence for the person; `null` when it will do.
 *
 * Length and a list of known passwords, and no rule about kinds of characters: those make passwords worse. Nothing is
 * trimmed, cut or changed.
 *
 * @param refused passwords that are known or near (common ones, the person's own name and address), in lower case.
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
 */
export function passwordProblem(password: string, refused: ReadonlySet<string>): string | null {
  // Encoders turn every lone surrogate into the same character, and so many passwords into one.
  if (!password.isWellFormed()) return "The password has a character that cannot be stored.";
  // A password of too many code units is not counted through: it can be as long as the request.
  const length = password.length > 2 * passwordLength.max ? password.length : [...password].length;
  if (length < passwordLength.min) return `The password must have at least ${passwordLength.min} characters.`;
  if (length > passwordLength.max) return `The password must have at most ${passwordLength.max} characters.`;
  if (refused.has(password.toLowerCase())) return "This password is known to attackers; choose another.";
  return null;
}
