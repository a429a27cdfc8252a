import "server-only";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import { isTaken } from "@/lib/modules/auth/accounts/is-taken";
import type {
  changeNameInput,
  changePasswordInput,
  changeUsernameInput,
  requestEmailChangeInput,
} from "@/lib/modules/auth/accounts/schema";
import { checkOwnPassword, ownPassword } from "@/lib/modules/auth/sessions/check-own-password";
import { endAccess } from "@/lib/modules/auth/sessions/end-sessions";
import { authorizeConfirmed, authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { renewSession } from "@/lib/modules/auth/sessions/renew-session";
import { requireGoodPassword } from "@/lib/modules/auth/sign-in/good-password";
import { dropMailTokens, newMailToken } from "@/lib/modules/auth/sign-in/mail-token";
import {
  addressLeavesMail,
  addressTakenMail,
  newAddressMail,
  passwordChangedMail,
} from "@/lib/modules/auth/sign-in/mails";
import type { MailSent } from "@/lib/modules/auth/sign-in/schema";
import { guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { audit } from "@/lib/server/audit/audit";
import { AppError } from "@/lib/server/errors";
import type { SessionClaims } from "@/lib/server/identity/session-cookie";
import { requestMail } from "@/lib/server/mail/request-mail";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import { withTransaction } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** Changes the person's own name. */
export async function changeName(viewer: Viewer, { name }: z.output<typeof changeNameInput>) {
  const person = authorizeOwnAccount(viewer);
  await withTransaction(person, async (tx) => {
    const [old] = await tx.execute<{ name: string }>(
      sql`select name from users where id = ${person.userId} for update`,
    );
    if (old === undefined || old.name === name) return;
    await tx.execute(sql`update users set name = ${name}, version = version + 1 where id = ${person.userId}`);
    await audit(tx, person, {
      action: "auth.name_changed",
      object: { kind: "user", id: person.userId },
      before: { name: old.name },
      after: { name },
      personal: [
        { path: "/before/name", personId: person.userId },
        { path: "/after/name", personId: person.userId },
      ],
    });
  });
  return { name };
}

/** Gives the person another user name, or none. @throws AppError `conflict` when somebody has it. */
export async function changeUsername(viewer: Viewer, { username }: z.output<typeof changeUsernameInput>) {
  const person = authorizeOwnAccount(viewer);
  await withTransaction(person, async (tx) => {
    const [old] = await tx.execute<{ username: string | null }>(
      sql`select username from users where id = ${person.userId} for update`,
    );
    if (old === undefined || old.username === username) return;
    await tx.execute(
      sql`update users set username = ${username}, version = version + 1 where id = ${person.userId}`,
    );
    await audit(tx, person, {
      action: "auth.username_changed",
      object: { kind: "user", id: person.userId },
      before: { username: old.username },
      after: { username },
      personal: [
        { path: "/before/username", personId: person.userId },
        { path: "/after/username", personId: person.userId },
      ],
    });
  }).catch((error: unknown) => {
    if (!isTaken(error, "users_username_unique")) throw error;
    const message = "Somebody has this user name already.";
    throw new AppError("conflict", message, { fields: [{ field: "username", message }] });
  });
  return { username };
}

/**
 * Sets a new password for somebody who knows the current one. The other browsers are signed out, tokens of the API end,
 * links sent by mail stop working, and this browser goes on under a new session.
 *
 * @throws AppError `invalid` for a wrong current or a bad new password, `limited` after too many tries.
 */
export async function changePassword(
  viewer: Viewer,
  { currentPassword, newPassword }: z.output<typeof changePasswordInput>,
): Promise<SessionClaims> {
  const person = authorizeOwnAccount(viewer);
  const own = await ownPassword(person);
  // Nothing to know for somebody who came by invitation, passkey or wallet: then the proof just given counts.
  if (own.password_hash === null) authorizeConfirmed(viewer);
  else await checkOwnPassword(person, own.password_hash, currentPassword, "currentPassword");
  requireGoodPassword("newPassword", newPassword, [own.name, own.email, own.username]);
  const passwordHash = await hashPassword(newPassword);
  const sessionId = await withTransaction(person, async (tx) => {
    const changed = await tx.execute(sql`
      update users set password_hash = ${passwordHash}, password_changed_at = app_now(), version = version + 1
      where id = ${person.userId} and password_hash is not distinct from ${own.password_hash} returning id`);
    if (changed.length === 0) throw new AppError("conflict", "The password was changed meanwhile.");
    const renewed = await renewSession(tx, { sessionId: person.credentialId, isConfirmed: true });
    const sessionsEnded = await endAccess(tx, person.userId, "password_changed", renewed);
    await dropMailTokens(tx, person.userId, ["reset_password", "change_email"]);
    await requestMail(tx, person, passwordChangedMail(own.email));
    await audit(tx, person, {
      action: "auth.password_changed",
      object: { kind: "user", id: person.userId },
      before: null,
      after: { sessionsEnded },
    });
    return renewed;
  });
  return { userId: person.userId, sessionId };
}

/**
 * Sends a link to the address that the account is to have and a notice to the one it has. The answer is the same when
 * the new address has an account already; then its owner is told.
 *
 * @throws AppError `forbidden` with reason `confirm_identity` unless the person proved just now who they are.
 */
export async function requestEmailChange(
  viewer: Viewer,
  { email }: z.output<typeof requestEmailChangeInput>,
): Promise<MailSent> {
  const person = authorizeConfirmed(viewer);
  const own = await ownPassword(person);
  if (own.email === email) {
    const message = "This is your address already.";
    throw new AppError("invalid", message, { fields: [{ field: "email", message }] });
  }
  await guardAttempt(person.request, `mail:${email}`);
  // Row-level security shows a person few others; who has an address is looked up by the product itself.
  const system = { kind: "system", name: "sign-in", request: person.request } as const;
  const isKnown = await withTransaction(system, async (tx) => {
    const rows = await tx.execute(
      sql`select from users where email = ${email} and email_verified_at is not null`,
    );
    return rows.length > 0;
  });
  await withTransaction(person, async (tx) => {
    const mail = isKnown
      ? addressTakenMail(email)
      : newAddressMail(email, await newMailToken(tx, "change_email", person.userId, email));
    await requestMail(tx, person, mail);
    await requestMail(tx, person, addressLeavesMail(own.email, false));
    await audit(tx, person, {
      action: "auth.email_change_requested",
      object: { kind: "user", id: person.userId },
      before: { email: own.email },
      after: { email },
      personal: [
        { path: "/before/email", personId: person.userId },
        { path: "/after/email", personId: person.userId },
      ],
    });
  });
  return { kind: "mail_sent" };
}
