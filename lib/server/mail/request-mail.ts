import "server-only";
import { v7 as uuidV7 } from "uuid";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { defineEvent, outbox } from "@/lib/server/outbox/outbox";
import { sealSecret } from "@/lib/server/secrets/envelope";
import type { Actor } from "@/lib/server/viewer";

/** A mail as it is to be sent. Plain text always; lines of HTML are made from it by the sender. */
export const mailSchema = z.strictObject({
  to: z.email(),
  subject: z.string().min(1).max(200),
  /** Paragraphs, in order. */
  paragraphs: z.array(z.string()).min(1),
  /** The one thing to do, as a button and as a bare address below it. */
  action: z.strictObject({ label: z.string(), url: z.url() }).optional(),
  /** Why the person gets this mail; the last line. */
  reason: z.string(),
});

export type Mail = z.infer<typeof mailSchema>;

/** A mail that is to leave. Closed in an envelope, because links in mails are as good as passwords. */
export const mailRequested = defineEvent({
  type: "mail.requested",
  aggregateType: "mail",
  payload: z.strictObject({ mailId: z.uuid(), envelope: z.string() }),
});

/** Has a mail sent once the transaction commits. */
export async function requestMail(tx: Transaction, actor: Actor, mail: Mail): Promise<void> {
  const mailId = uuidV7();
  const envelope = sealSecret(JSON.stringify(mailSchema.parse(mail)), `event_outbox.payload:${mailId}`);
  await outbox(tx, actor, {
    event: mailRequested,
    aggregateId: mailId,
    aggregateVersion: 1,
    payload: { mailId, envelope },
  });
}
