import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { newMailToken } from "@/lib/modules/auth/sign-in/mail-token";
import { verifyMail } from "@/lib/modules/auth/sign-in/mails";
import { requestMail } from "@/lib/server/mail/request-mail";
import type { Actor } from "@/lib/server/viewer";

/** Sends the link that confirms an address; links sent before stop working. */
export async function sendVerification(
  tx: Transaction,
  actor: Actor,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<void> {
  const token = await newMailToken(tx, "verify_email", id);
  await requestMail(tx, actor, verifyMail(email, token));
}

/** Sends it again, unless that was done within the last ten minutes. */
export async function resendVerification(
  tx: Transaction,
  actor: Actor,
  account: { readonly id: string; readonly email: string },
): Promise<void> {
  const recent = await tx.execute(sql`
    select from mail_tokens
    where user_id = ${account.id} and purpose = 'verify_email' and created_at > app_now() - interval '10 minutes'`);
  if (recent.length === 0) await sendVerification(tx, actor, account);
}
