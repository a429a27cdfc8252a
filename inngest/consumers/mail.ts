import { deliverMail } from "@/lib/server/mail/deliver-mail";
import { type Mail, mailRequested, mailSchema } from "@/lib/server/mail/request-mail";
import type { SendMail } from "@/lib/server/mail/send-mail";
import { type Consumer, outsideConsumer } from "@/lib/server/outbox/consumer";
import { PermanentError } from "@/lib/server/outbox/outbox-record";
import { openSecret } from "@/lib/server/secrets/envelope";

/** Two to three hours with the pauses between: longer than a mail service is usually away. */
const attemptsMax = 10;

/** Sends the mails that were asked for. */
export function mailConsumer(send: SendMail): Consumer {
  return outsideConsumer({
    name: "mail.send",
    event: mailRequested,
    attemptsMax,
    async handle({ id, payload }, signal) {
      // Whom it was for has been erased (lib/server/mail/empty-envelopes.ts).
      if (payload.envelope === "") return;
      await deliverMail(send, id, openMail(payload.mailId, payload.envelope), signal);
    },
  });
}

/** A key that is missing can be put back, so that failure is worth another try; an envelope that holds no mail is not. */
function openMail(mailId: string, envelope: string): Mail {
  const text = openSecret(envelope, `event_outbox.payload:${mailId}`);
  try {
    return mailSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new PermanentError("the envelope holds no mail", { cause: error });
  }
}
