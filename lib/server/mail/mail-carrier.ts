import "server-only";
import { env } from "@/lib/server/env";
import { keepInFolder, mailFolder } from "@/lib/server/mail/mail-folder";
import { sendBySendGrid } from "@/lib/server/mail/send-by-sendgrid";
import type { SendMail } from "@/lib/server/mail/send-mail";

/** Whether mails are kept in DATA_DIR/mail, because there is no key of a service that carries them. */
export function isMailKept(): boolean {
  return env().SENDGRID_API_KEY === undefined;
}

/**
 * What carries mails here: SendGrid when its key is set, otherwise the folder.
 *
 * @throws Error when there is a key and no sender.
 */
export function mailCarrier(): SendMail {
  const { SENDGRID_API_KEY, MAIL_FROM } = env();
  if (SENDGRID_API_KEY === undefined) return keepInFolder(mailFolder());
  if (MAIL_FROM === undefined) {
    throw new Error(
      "MAIL_FROM is missing: with SENDGRID_API_KEY it must name a sender that SendGrid has verified",
    );
  }
  return sendBySendGrid({ apiKey: SENDGRID_API_KEY, from: MAIL_FROM });
}
