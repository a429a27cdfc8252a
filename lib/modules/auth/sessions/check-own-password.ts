import "server-only";
import { sql } from "drizzle-orm";
import { forgiveAttempt, guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { AppError } from "@/lib/server/errors";
import { verifyPassword } from "@/lib/server/passwords/verify-password";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";

/** Of the person who is signed in. */
export interface OwnPassword extends Record<string, unknown> {
  readonly password_hash: string | null;
  readonly email: string;
  readonly name: string;
  readonly username: string | null;
}

/** What is stored of the person's password, with what a new one may not contain. */
export async function ownPassword(person: UserViewer): Promise<OwnPassword> {
  const [own] = await withTransaction(person, (tx) =>
    tx.execute<OwnPassword>(sql`
      select password_hash, email, name, username from users where id = ${person.userId}`),
  );
  if (own === undefined) throw new AppError("unauthenticated", "The account is not there any more.");
  return own;
}

/**
 * Has the person prove by their password that it is them; throttled, since whoever finds an open browser could guess.
 *
 * @param field of the input that the password stands in.
 * @throws AppError `invalid` when it is wrong, `limited` after too many tries.
 */
export async function checkOwnPassword(
  person: UserViewer,
  stored: string | null,
  password: string,
  field: string,
): Promise<void> {
  const key = `own-password:${person.userId}`;
  await guardAttempt(person.request, key);
  const { isRight } = await verifyPassword(password, stored);
  if (!isRight) {
    const message = "This is not your password.";
    throw new AppError("invalid", "Some fields need another look.", { fields: [{ field, message }] });
  }
  await forgiveAttempt(person.request, key);
}
