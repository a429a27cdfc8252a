import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { doorkeeper, doorOf, requestOf } from "@/lib/modules/auth/factors/sign-in-door";
import { findAccount } from "@/lib/modules/auth/sign-in/find-account";
import { type LoginTry, recordLogin } from "@/lib/modules/auth/sign-in/record-login";
import { notSignedIn, suspended } from "@/lib/modules/auth/sign-in/refusal";
import { forgiveAttempt, guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { resendVerification } from "@/lib/modules/auth/sign-in/verification";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { floorOf } from "@/lib/server/even-time";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import { verifyPassword } from "@/lib/server/passwords/verify-password";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** Somebody's own words for who they are. */
export interface Credentials {
  /** E-mail address or user name, in lower case. */
  readonly identifier: string;
  readonly password: string;
}

/** Somebody whose password was right and whose account is open. */
export interface PasswordPerson {
  readonly userId: string;
  readonly identifier: string;
}

/** Not let in; the message may be shown and is the same for everything that strangers may not know. */
export interface Refused {
  readonly kind: "refused";
  readonly message: string;
}

/**
 * Lets somebody in by name and password: throttled before anything is compared, in the same time and with the same words
 * whether the account exists or not, written into the login history. A hash that is outdated is replaced.
 *
 * @param enter what to do for them, in the transaction that found the account open and its password unchanged.
 * @throws AppError `limited` after too many tries, `upstream` when too many are signing in.
 */
export async function withProvenPassword<Result>(
  viewer: Viewer,
  { identifier, password }: Credentials,
  method: LoginTry["method"],
  enter: (tx: Transaction, person: PasswordPerson) => Promise<Result>,
): Promise<Result | Refused> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  const about = { identifier, method, request };
  const floor = floorOf(refusalMsMin);
  const account = await withTransaction(actor, (tx) => findAccount(tx, identifier));
  const userId = account?.id ?? null;
  const note = (outcome: LoginTry["outcome"]) =>
    withTransaction(actor, (tx) => recordLogin(tx, { ...about, userId, outcome }));
  // By what was typed: counted by person, an address and a user name would show that they belong together.
  const throttleKey = `password:${identifier}`;
  try {
    await guardAttempt(request, throttleKey);
  } catch (error) {
    if (error instanceof AppError && error.code === "limited") await note("throttled");
    throw error;
  }
  const stored = account?.password_hash ?? null;
  const verdict = await verifyPassword(password, stored);
  if (account === null || !verdict.isRight) {
    await note(account === null ? "unknown_account" : "wrong_password");
    await floor;
    return { kind: "refused", message: notSignedIn };
  }
  await forgiveAttempt(request, throttleKey);
  const newHash = verdict.isOutdated ? await hashPassword(password) : null;
  let isIn = false;
  const outcome = await withTransaction<Result | Refused>(actor, async (tx) => {
    const isUnchanged = await lockIfUnchanged(tx, account.id, stored);
    const door = isUnchanged ? await doorOf(tx, account.id) : null;
    if (door === null) return { kind: "refused", message: notSignedIn };
    if (newHash !== null) await replaceHash(tx, actor, account.id, newHash);
    isIn = door.closed === null;
    if (door.closed === null) return enter(tx, { userId: account.id, identifier });
    await recordLogin(tx, { ...about, userId, outcome: door.closed });
    if (door.closed === "not_verified") await resendVerification(tx, actor, account);
    return { kind: "refused", message: door.closed === "suspended" ? suspended : notSignedIn };
  });
  if (!isIn) await floor;
  return outcome;
}

/** Above what it takes to refuse somebody, for whatever reason; whoever is let in waits for nothing. */
const refusalMsMin = 200;

/** A password that was changed while it was being compared lets nobody in any more. */
async function lockIfUnchanged(tx: Transaction, userId: string, stored: string | null): Promise<boolean> {
  const rows = await tx.execute(sql`
    select from users where id = ${userId} and password_hash is not distinct from ${stored} for update`);
  return rows.length > 0;
}

async function replaceHash(
  tx: Transaction,
  actor: ReturnType<typeof doorkeeper>,
  userId: string,
  hash: string,
): Promise<void> {
  await tx.execute(sql`update users set password_hash = ${hash} where id = ${userId}`);
  await audit(tx, actor, {
    action: "auth.password_rehashed",
    object: { kind: "user", id: userId },
    before: null,
    after: null,
  });
}
