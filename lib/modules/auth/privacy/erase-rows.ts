import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { isAbout, storedAboutPerson } from "@/lib/modules/auth/privacy/stored-about-person";
import { emptyEnvelopes, type NamedInMails } from "@/lib/server/mail/empty-envelopes";
import { forgetKeptMails } from "@/lib/server/mail/purge-mail-folder";

/** What stands in place of the name of somebody who was erased. */
export const erasedName = "Erased person";

/** Deletes and empties all rows about a person as `storedAboutPerson` says. Runs in a transaction of the system. */
export async function eraseRows(tx: Transaction, userId: string): Promise<void> {
  await tx.execute(sql`set local statement_timeout = '60s'`);
  const named = await namedInMails(tx, userId);
  await emptyEnvelopes(tx, named);
  await forgetKeptMails([...named.addresses, ...named.names]);
  const [row] = await tx.execute<{ email: string | null }>(sql`select email from users where id = ${userId}`);
  const person = { userId, email: row?.email ?? null };
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

/** Today's address and name, those that the trail still knows from before, and an address that is to be confirmed. */
async function namedInMails(tx: Transaction, userId: string): Promise<NamedInMails> {
  const rows = await tx.execute<{ word: string; is_address: boolean }>(sql`
    select distinct word, word like '%@%' as is_address from (
      select unnest(array[email, name]) as word from users where id = ${userId}
      union all select email from mail_tokens where user_id = ${userId}
      union all select value #>> '{}' from audit_personal_values
        where person_id = ${userId} and path ~ '/(email|name)$') as words
    where word <> ''`);
  const wordsOf = (isAddress: boolean) =>
    rows.filter((row) => row.is_address === isAddress).map(({ word }) => word);
  return { addresses: wordsOf(true), names: wordsOf(false) };
}
