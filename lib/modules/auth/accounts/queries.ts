import "server-only";
import { sql } from "drizzle-orm";
import type { Account } from "@/lib/modules/auth/accounts/schema";
import { authorizeOwnAccount } from "@/lib/modules/auth/sessions/own-session";
import { AppError } from "@/lib/server/errors";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

interface AccountRow extends Record<string, unknown> {
  readonly email: string;
  readonly pending_email: string | null;
  readonly username: string | null;
  readonly name: string;
  readonly has_password: boolean;
  readonly password_changed_at: Date | string | null;
  readonly created_at: Date | string;
}

/** The person's own account. */
export async function getAccount(viewer: Viewer): Promise<Account> {
  const person = authorizeOwnAccount(viewer);
  const [row] = await readAs(person, (tx) =>
    tx.execute<AccountRow>(sql`
      select u.email, u.username, u.name, u.password_hash is not null as has_password, u.password_changed_at,
        u.created_at,
        (select t.email from mail_tokens t
          where t.user_id = u.id and t.purpose = 'change_email' and t.expires_at > app_now()
          order by t.created_at desc limit 1) as pending_email
      from users u where u.id = ${person.userId} and u.erased_at is null`),
  );
  if (row === undefined) throw new AppError("not_found", "The account is not there any more.");
  const changedAt = row.password_changed_at;
  return {
    userId: person.userId,
    email: row.email,
    pendingEmail: row.pending_email,
    username: row.username,
    name: row.name,
    hasPassword: row.has_password,
    passwordChangedAt: changedAt === null ? null : new Date(changedAt).toISOString(),
    createdAt: new Date(row.created_at).toISOString(),
    isConfirmed: person.isConfirmed,
  };
}
