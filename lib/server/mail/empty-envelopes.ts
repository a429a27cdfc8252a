import "server-only";
import type { Transaction } from "@/db/client";
import { log } from "@/lib/server/log";
import { mailEnvelopes } from "@/lib/server/mail/mail-envelopes";
import { mentions } from "@/lib/server/mail/mentions";
import { mailSchema } from "@/lib/server/mail/request-mail";
import { openSecret, type SecretPlace } from "@/lib/server/secrets/envelope";

/** By what somebody is known in mails. */
export interface NamedInMails {
  readonly addresses: readonly string[];
  readonly names: readonly string[];
}

/**
 * Empties the envelopes of all mails to somebody: those on their way are not sent. Of mails to others, those that nobody
 * is going to send any more are emptied, too, when they name them.
 *
 * @returns how many were emptied.
 */
export async function emptyEnvelopes(tx: Transaction, { addresses, names }: NamedInMails): Promise<number> {
  const theirs = new Set(addresses.map((address) => address.toLowerCase()));
  const words = [...addresses, ...names];
  let count = 0;
  for (const { place, envelope, isOver, replace } of await mailEnvelopes(tx)) {
    const mail = mailIn(envelope, place);
    const isTheirs = theirs.has(mail.to);
    if (!isTheirs && !(isOver && mentions(mail.text, words))) continue;
    await replace("");
    count += 1;
  }
  return count;
}

/** What does not open tells nobody anything. */
function mailIn(envelope: string, place: SecretPlace): { readonly to: string; readonly text: string } {
  try {
    const text = openSecret(envelope, place);
    return { to: mailSchema.parse(JSON.parse(text)).to.toLowerCase(), text };
  } catch (error) {
    log.warn({ err: error, place }, "an envelope that does not open stays as it is");
    return { to: "", text: "" };
  }
}
