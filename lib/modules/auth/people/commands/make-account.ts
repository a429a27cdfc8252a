import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { AppError } from "@/lib/server/errors";

interface NewAccount {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/**
 * Makes the account of somebody who followed the link in our mail, and so has the address. An account that somebody
 * registered with this address and never confirmed becomes theirs, and nothing of whoever made it stays a way in.
 */
export async function makeAccount(
  tx: Transaction,
  { email, name, passwordHash }: NewAccount,
): Promise<string> {
  const [made] = await tx.execute<{ id: string }>(sql`
    insert into users (id, email, email_verified_at, name, password_hash, password_changed_at, created_at)
    values (${uuidV7()}, ${email}, app_now(), ${name}, ${passwordHash}, app_now(), app_now())
    on conflict (email) do nothing returning id`);
  if (made !== undefined) return made.id;
  const [taken] = await tx.execute<{ id: string }>(sql`
    update users set email_verified_at = app_now(), name = ${name}, username = null, password_hash = ${passwordHash},
      password_changed_at = app_now(), version = version + 1
    where email = ${email} and email_verified_at is null and is_active and erased_at is null returning id`);
  if (taken === undefined) {
    throw new AppError("conflict", "You have an account with this address. Sign in first, then accept.");
  }
  await forgetWaysIn(tx, taken.id);
  return taken.id;
}

async function forgetWaysIn(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`
    update user_sessions set ended_at = app_now(), ended_reason = 'password_changed'
    where user_id = ${userId} and ended_at is null`);
  await tx.execute(
    sql`update api_keys set revoked_at = app_now() where user_id = ${userId} and revoked_at is null`,
  );
  await tx.execute(sql`
    update refresh_tokens set revoked_at = app_now() where user_id = ${userId} and revoked_at is null`);
  await tx.execute(sql`delete from mail_tokens where user_id = ${userId}`);
  await tx.execute(sql`delete from passkeys where user_id = ${userId}`);
  await tx.execute(sql`delete from wallets where user_id = ${userId}`);
  await tx.execute(sql`delete from totp_factors where user_id = ${userId}`);
  await tx.execute(sql`delete from recovery_codes where user_id = ${userId}`);
}
