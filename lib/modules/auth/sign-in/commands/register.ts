import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { doorkeeper, requestOf } from "@/lib/modules/auth/factors/sign-in-door";
import { requireGoodPassword } from "@/lib/modules/auth/sign-in/good-password";
import { dropMailTokens, takeMailToken } from "@/lib/modules/auth/sign-in/mail-token";
import { alreadyRegisteredMail } from "@/lib/modules/auth/sign-in/mails";
import type { MailSent, registerInput, verifyEmailInput } from "@/lib/modules/auth/sign-in/schema";
import { guardAttempt } from "@/lib/modules/auth/sign-in/throttle";
import { sendVerification } from "@/lib/modules/auth/sign-in/verification";
import { audit } from "@/lib/server/audit/audit";
import { inEvenTime } from "@/lib/server/even-time";
import { requestMail } from "@/lib/server/mail/request-mail";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor, Viewer } from "@/lib/server/viewer";

/**
 * Makes an account that waits for its address to be confirmed. For an address that has an account already the answer and
 * the work are the same, and its owner gets a mail that says so.
 *
 * Nobody's account is taken over through an address not confirmed yet: the last registration counts, and links of
 * earlier ones stop working.
 *
 * @throws AppError `invalid` for a bad password, `limited` after too many mails to one address.
 */
export async function registerPerson(
  viewer: Viewer,
  input: z.output<typeof registerInput>,
): Promise<MailSent> {
  const request = requestOf(viewer);
  const actor = doorkeeper(request);
  const { email, name, password } = input;
  requireGoodPassword("password", password, [name, email]);
  await guardAttempt(request, `mail:${email}`);
  await inEvenTime(answerMsMin, async () => {
    const passwordHash = await hashPassword(password);
    await withTransaction(actor, (tx) => registerOrTell(tx, actor, { email, name, passwordHash }));
  });
  return { kind: "mail_sent" };
}

/** Above what registering takes, for an address that has an account and for one that has none. */
const answerMsMin = 300;

async function registerOrTell(
  tx: Transaction,
  actor: Actor,
  { email, name, passwordHash }: Omit<NewPerson, "id">,
): Promise<void> {
  const [known] = await tx.execute<{ id: string; is_verified: boolean }>(sql`
    select id, email_verified_at is not null as is_verified from users where email = ${email} for update`);
  if (known?.is_verified === true) return tellOwner(tx, actor, known.id, email);
  const id = await writePerson(tx, { id: known?.id ?? uuidV7(), email, name, passwordHash });
  await sendVerification(tx, actor, { id, email });
  await audit(tx, actor, {
    action: "auth.registered",
    object: { kind: "user", id },
    before: null,
    after: { email, name },
    personal: [
      { path: "/after/email", personId: id },
      { path: "/after/name", personId: id },
    ],
  });
}

/** Confirms an address by its link. @throws AppError `invalid` for a link that does not work (any more). */
export async function verifyEmail(viewer: Viewer, input: z.output<typeof verifyEmailInput>) {
  const actor = doorkeeper(requestOf(viewer));
  await withTransaction(actor, async (tx) => {
    const { user_id: userId } = await takeMailToken(tx, "verify_email", input.token);
    await tx.execute(sql`
      update users set email_verified_at = coalesce(email_verified_at, app_now()), version = version + 1
      where id = ${userId}`);
    await dropMailTokens(tx, userId, ["verify_email"]);
    await audit(tx, actor, {
      action: "auth.email_verified",
      object: { kind: "user", id: userId },
      before: { isVerified: false },
      after: { isVerified: true },
    });
  });
  return { kind: "verified" } as const;
}

async function tellOwner(tx: Transaction, actor: Actor, userId: string, email: string): Promise<void> {
  await requestMail(tx, actor, alreadyRegisteredMail(email));
  await audit(tx, actor, {
    action: "auth.registration_repeated",
    object: { kind: "user", id: userId },
    before: null,
    after: null,
  });
}

interface NewPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** Two registrations of one address at once: the second finds the first one's row and takes its place. */
async function writePerson(tx: Transaction, { id, email, name, passwordHash }: NewPerson): Promise<string> {
  const [row] = await tx.execute<{ id: string }>(sql`
    insert into users (id, email, name, password_hash, password_changed_at, created_at)
    values (${id}, ${email}, ${name}, ${passwordHash}, app_now(), app_now())
    on conflict (email) do update set name = excluded.name, password_hash = excluded.password_hash,
      password_changed_at = excluded.password_changed_at, version = users.version + 1
      where users.email_verified_at is null
    returning id`);
  if (row === undefined) throw new Error("the address was confirmed while it was registered again");
  return row.id;
}
