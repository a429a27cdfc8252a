import "server-only";
import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { users } from "@/db/schema/auth";
import { requestMail } from "@/lib/server/mail/request-mail";
import { publicAddress } from "@/lib/server/public-address";
import type { Actor } from "@/lib/server/viewer";

/** Mails somebody that the ways into their account changed: the first sign of a stranger inside. */
export async function tellPerson(
  tx: Transaction,
  actor: Actor,
  notice: { readonly userId: string; readonly subject: string; readonly what: string },
): Promise<void> {
  const [person] = await tx
    .select({ email: users.email, name: users.name })
    .from(users)
    .where(eq(users.id, notice.userId));
  if (person === undefined || person.email === null) return;
  await requestMail(tx, actor, {
    to: person.email,
    subject: notice.subject,
    paragraphs: [
      `Hello ${person.name},`,
      notice.what,
      "If this was not you, change your password and sign out everywhere at once.",
    ],
    action: { label: "Look at the security of the account", url: `${publicAddress()}/account` },
    reason: "You get this mail because the ways of signing in to your account have changed.",
  });
}
