import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { doorkeeper, requestOf } from "@/lib/modules/auth/factors/sign-in-door";
import { endAccess } from "@/lib/modules/auth/sessions/end-sessions";
import { requireGoodPassword } from "@/lib/modules/auth/sign-in/good-password";
import { dropMailTokens, newMailToken, takeMailToken } from "@/lib/modules/auth/sign-in/mail-token";
import { passwordChangedMail, resetMail } from "@/lib/modules/auth/sign-in/mails";
import { deadLink } from "@/lib/modules/auth/sign-in/refusal";
import type { forgotPasswordInput, MailSent, resetPasswordInput } from "@/lib/modules/auth/sign-in/schema";
import { guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import { inEvenTime } from "@/lib/server/even-time";
import { requestMail } from "@/lib/server/mail/request-mail";
import { tokenHash } from "@/lib/server/one-time-token";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor, Viewer } from "@/lib/server/viewer";

/**
 * Sends a link for a new password when the address has an account; the answer is the same when it has none.
 *
 * @throws AppError `limited` after too many mails to one address.
 */
export async function forgotPassword(
  viewer: Viewer,
  { email }: z.output<typeof forgotPasswordInput>,
): Promise<MailSent> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  await guardAttempt(request, `mail:${email}`);
  await inEvenTime(answerMsMin, () => withTransaction(actor, (tx) => sendLink(tx, actor, email)));
  return { kind: "mail_sent" };
}

/** Above what sending a link takes: for an address without an account there is nothing to do. */
const answerMsMin = 200;

async function sendLink(tx: Transaction, actor: Actor, email: string): Promise<void> {
  const [person] = await tx.execute<{ id: string }>(sql`
    select id from users where email = ${email} and is_active and erased_at is null`);
  if (person === undefined) return;
  const token = await newMailToken(tx, "reset_password", person.id);
  await requestMail(tx, actor, resetMail(email, token));
  await audit(tx, actor, {
    action: "auth.password_reset_requested",
    object: { kind: "user", id: person.id },
    before: null,
    after: null,
  });
}

/**
 * Sets a new password by a link, which works once within its hour. Whoever follows it has the mailbox, so the address
 * counts as confirmed. All sessions end, and other links of the person stop working.
 *
 * @throws AppError `invalid` for a link that does not work (any more) and for a bad password, which uses up nothing.
 */
export async function resetPassword(viewer: Viewer, input: z.output<typeof resetPasswordInput>) {
  const actor = doorkeeper(requestOf(viewer));
  const { token, password } = input;
  const person = await withTransaction(actor, (tx) => ownerOf(tx, token));
  if (person === null) throw new AppError("invalid", deadLink);
  requireGoodPassword("password", password, [person.name, person.email, person.username]);
  const passwordHash = await hashPassword(password);
  await withTransaction(actor, async (tx) => {
    const { user_id: userId } = await takeMailToken(tx, "reset_password", token);
    await tx.execute(sql`
      update users set password_hash = ${passwordHash}, password_changed_at = app_now(),
        email_verified_at = coalesce(email_verified_at, app_now()), version = version + 1
      where id = ${userId}`);
    await dropMailTokens(tx, userId, ["reset_password", "change_email", "verify_email"]);
    const sessionsEnded = await endAccess(tx, userId, "password_changed");
    await requestMail(tx, actor, passwordChangedMail(person.email));
    await audit(tx, actor, {
      action: "auth.password_reset",
      object: { kind: "user", id: userId },
      before: null,
      after: { sessionsEnded },
    });
  });
  return { kind: "changed" } as const;
}

interface TokenOwner extends Record<string, unknown> {
  readonly email: string;
  readonly name: string;
  readonly username: string | null;
}

/** Whose link it is, without using it up. */
async function ownerOf(tx: Transaction, token: string): Promise<TokenOwner | null> {
  const [owner] = await tx.execute<TokenOwner>(sql`
    select u.email, u.name, u.username from mail_tokens t
    join users u on u.id = t.user_id and u.erased_at is null
    where t.token_hash = ${tokenHash(token)} and t.purpose = 'reset_password' and t.expires_at > app_now()`);
  return owner ?? null;
}
