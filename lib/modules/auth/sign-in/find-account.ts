import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** What signing in by password needs of an account. */
export interface SignInAccount extends Record<string, unknown> {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string | null;
}

/** The account that an e-mail address or user name belongs to; null when there is none. An address has an @, a name none. */
export async function findAccount(tx: Transaction, identifier: string): Promise<SignInAccount | null> {
  const column = identifier.includes("@") ? sql`email` : sql`username`;
  const [account] = await tx.execute<SignInAccount>(sql`
    select id, email, password_hash from users where ${column} = ${identifier} and erased_at is null`);
  return account ?? null;
}
