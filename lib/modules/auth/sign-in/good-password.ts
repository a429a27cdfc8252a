import "server-only";
import { passwordProblem } from "@/lib/domain/sign-in/password-problem";
import { AppError } from "@/lib/server/errors";
import { refusedPasswords } from "@/lib/server/passwords/refused-passwords";

/**
 * Lets a new password pass that will do (`passwordProblem`).
 *
 * @param field of the input that it stands in.
 * @param personal name, address and user name of the person.
 * @throws AppError `invalid` with the rule; the password itself is never repeated.
 */
export function requireGoodPassword(
  field: string,
  password: string,
  personal: readonly (string | null)[],
): void {
  const problem = passwordProblem(password, refusedPasswords(personal));
  if (problem === null) return;
  throw new AppError("invalid", "Some fields need another look.", { fields: [{ field, message: problem }] });
}
