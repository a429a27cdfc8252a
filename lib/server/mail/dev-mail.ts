import "server-only";
import { env } from "@/lib/server/env";
import { isMailKept } from "@/lib/server/mail/mail-carrier";
import { mailFolder, readMailFolder } from "@/lib/server/mail/mail-folder";
import { isLoopbackOnly } from "@/lib/server/public-address";

/** Most mails on the page. */
const shownMax = 100;

/**
 * What /dev/mail shows: the newest mails that nobody carried, and how many there are. Null where the page does not
 * exist: a link in a mail is as good as a password, so only the embedded default without a mail service shows them,
 * and only while nobody but this machine reaches it.
 */
export async function readDevMail(): Promise<Awaited<ReturnType<typeof readMailFolder>> | null> {
  if (env().EMBEDDED !== "yes" || !isLoopbackOnly() || !isMailKept()) return null;
  return await readMailFolder(mailFolder(), shownMax);
}
