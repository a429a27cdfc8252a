import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { mailTokens } from "@/db/schema/credentials";
import { deadLink } from "@/lib/modules/auth/sign-in/refusal";
import { AppError } from "@/lib/server/errors";
import { randomToken, tokenHash } from "@/lib/server/one-time-token";

type Purpose = typeof mailTokens.$inferInsert.purpose;

/** How long a link works, in hours. */
export const linkHours = {
  verify_email: 24,
  reset_password: 1,
  change_email: 24,
} as const satisfies Readonly<Record<Purpose, number>>;

/** A token for a link: the person's older ones of the same purpose stop working. Only its hash is kept. */
export async function newMailToken(
  tx: Transaction,
  purpose: Purpose,
  userId: string,
  email: string | null = null,
): Promise<string> {
  const token = randomToken();
  await dropMailTokens(tx, userId, [purpose]);
  await tx.execute(sql`
    insert into mail_tokens (token_hash, purpose, user_id, email, created_at, expires_at)
    values (${tokenHash(token)}, ${purpose}, ${userId}, ${email}, app_now(),
      app_now() + ${`${linkHours[purpose]} hours`}::interval)`);
  return token;
}

/** Whose a token was and what came with it. */
export interface TakenToken extends Record<string, unknown> {
  readonly user_id: string;
  readonly email: string | null;
}

/**
 * Uses a token up: of many at once one succeeds.
 *
 * @throws AppError `invalid` when there is none (any more), it has expired, or is for another purpose.
 */
export async function takeMailToken(tx: Transaction, purpose: Purpose, token: string): Promise<TakenToken> {
  const [taken] = await tx.execute<TakenToken>(sql`
    delete from mail_tokens
    where token_hash = ${tokenHash(token)} and purpose = ${purpose} and expires_at > app_now()
    returning user_id, email`);
  if (taken === undefined) throw new AppError("invalid", deadLink);
  return taken;
}

/** Makes links of a person stop working. */
export async function dropMailTokens(
  tx: Transaction,
  userId: string,
  purposes: readonly Purpose[],
): Promise<void> {
  const list = sql.join(
    purposes.map((purpose) => sql`${purpose}`),
    sql`, `,
  );
  await tx.execute(sql`delete from mail_tokens where user_id = ${userId} and purpose in (${list})`);
}
