import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { isAbout, storedAboutPerson } from "@/lib/modules/auth/privacy/stored-about-person";

/** What stands in place of the name of somebody who was erased. */
export const erasedName = "Erased person";

/** Deletes and empties all rows about a person as `storedAboutPerson` says. Runs in a transaction of the system. */
export async function eraseRows(tx: Transaction, userId: string): Promise<void> {
  const [row] = await tx.execute<{ email: string | null }>(sql`select email from users where id = ${userId}`);
  const person = { userId, email: row?.email ?? null };
  await tx.execute(sql`set local statement_timeout = '60s'`);
  for (const part of storedAboutPerson.filter(({ erasure }) => erasure === "deleted")) {
    await tx.execute(sql`delete from ${sql.identifier(part.table)} t where ${isAbout(part, person)}`);
  }
  await tx.execute(sql`
    update invitations t set email = null, name = null, revoked_at = coalesce(t.revoked_at,
      case when t.accepted_at is null then app_now() end)
    where t.email = ${person.email} or t.accepted_by_id = ${userId}`);
  await tx.execute(sql`
    update users set email = null, email_verified_at = null, username = null, name = ${erasedName},
      password_hash = null, password_changed_at = null, last_sign_in_at = null, is_active = false,
      erased_at = app_now(), version = version + 1
    where id = ${userId}`);
}
