import "server-only";
import { sql } from "drizzle-orm";
import type { Mail } from "@/lib/server/mail/request-mail";
import { MailError, type SendMail, type SentMail } from "@/lib/server/mail/send-mail";
import { PermanentError, RetryLaterError } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";

/** Calls with an unknown end after which a mail is not tried again: at most so many copies leave. */
export const unknownOutcomesMax = 3;

const mailer: Actor = { kind: "system", name: "mail" };

/**
 * Has a mail carried, once for each key as far as that can be known. Before the call it is written down that it begins:
 * a mail that has left is not sent again; one whose call was cut off (a crash between call and note, no answer in time)
 * is, at most until three calls ended without anybody learning how.
 *
 * @throws PermanentError when another try cannot help or would be one copy too many; RetryLaterError or MailError
 *   when it is worth another.
 */
export async function deliverMail(
  send: SendMail,
  key: string,
  mail: Mail,
  signal: AbortSignal,
): Promise<"sent" | "already"> {
  const begun = await beginCall(key);
  if (begun === "already") return "already";
  try {
    await noteSent(key, await send(mail, { idempotencyKey: key, signal }));
    return "sent";
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await noteFailure(key, error);
    throw forRelay(error);
  }
}

async function beginCall(key: string): Promise<"begun" | "already"> {
  const state = await withTransaction(mailer, async (tx) => {
    const [row] = await tx.execute<{ sent: boolean; unknown: number }>(sql`
      insert into mail_deliveries as d (event_id, started_at) values (${key}, app_now())
      on conflict (event_id) do update set
        unknown_outcomes = d.unknown_outcomes + case when d.is_in_call and d.sent_at is null then 1 else 0 end,
        calls = d.calls + case when d.sent_at is null then 1 else 0 end,
        is_in_call = d.sent_at is null,
        started_at = case when d.sent_at is null then app_now() else d.started_at end
      returning sent_at is not null as sent, unknown_outcomes as unknown`);
    if (row === undefined) throw new Error("mail_deliveries took no row");
    return row;
  });
  if (state.sent) return "already";
  if (state.unknown < unknownOutcomesMax) return "begun";
  await withTransaction(mailer, (tx) =>
    tx.execute(sql`update mail_deliveries set is_in_call = false, calls = calls - 1 where event_id = ${key}`),
  );
  throw new PermanentError(
    `${state.unknown} calls ended without an answer, so up to ${state.unknown} copies have left; it is not sent again`,
  );
}

async function noteSent(key: string, { providerId }: SentMail): Promise<void> {
  await withTransaction(mailer, (tx) =>
    tx.execute(sql`
      update mail_deliveries set sent_at = app_now(), is_in_call = false, provider_id = ${providerId}, last_error = null
      where event_id = ${key}`),
  );
}

/** A call whose end is unknown stays open: the next one counts it. */
async function noteFailure(key: string, error: MailError): Promise<void> {
  await withTransaction(mailer, (tx) =>
    tx.execute(sql`
      update mail_deliveries set is_in_call = ${error.outcome === "unknown"}, last_error = ${error.message}
      where event_id = ${key} and sent_at is null`),
  );
}

function forRelay(error: MailError): Error {
  if (!error.isRetryable) return new PermanentError(error.message, { cause: error });
  if (error.retryAtMs === undefined) return error;
  return new RetryLaterError(error.message, error.retryAtMs, { cause: error });
}
