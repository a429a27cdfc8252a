import "server-only";
import { mailHtml, mailText } from "@/lib/server/mail/mail-body";
import type { Mail } from "@/lib/server/mail/request-mail";
import { MailError, type SendMail, type SentMail } from "@/lib/server/mail/send-mail";
import { exchange } from "@/lib/server/outbound/http-exchange";
import { retryAfterMs } from "@/lib/server/outbound/retry-after";

interface SendGridOptions {
  readonly apiKey: string;
  /** "mine@example.com" or "HashInsight <mine@example.com>". */
  readonly from: string;
  readonly baseUrl?: string;
  /** For the whole exchange. */
  readonly timeoutMs?: number;
}

const bytesMax = 64 * 1024;

/**
 * Sends by SendGrid's v3 API. It takes no idempotency keys, so a call whose end is not known may have sent the mail;
 * the key goes along as a custom argument, by which copies can be told in SendGrid's event log.
 *
 * @see https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send
 */
export function sendBySendGrid(options: SendGridOptions): SendMail {
  const { apiKey, from, baseUrl = "https://api.sendgrid.com", timeoutMs = 8000 } = options;
  const sender = mailbox(from);
  return async (mail, { idempotencyKey, signal }) => {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const answer = await exchange({
      url: `${baseUrl}/v3/mail/send`,
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(requestBody(mail, sender, idempotencyKey)),
      signal: bounded,
      bytesMax,
    }).catch((error: unknown) => {
      throw cutOff(error, bounded, timeoutMs);
    });
    return readAnswer(answer);
  };
}

function requestBody(mail: Mail, from: Mailbox, idempotencyKey: string) {
  return {
    personalizations: [{ to: [{ email: mail.to }], custom_args: { event_id: idempotencyKey } }],
    from,
    subject: mail.subject,
    content: [
      { type: "text/plain", value: mailText(mail) },
      { type: "text/html", value: mailHtml(mail) },
    ],
    // Links in these mails are as good as passwords: they go from us to the person and through nobody's redirect.
    tracking_settings: {
      click_tracking: { enable: false, enable_text: false },
      open_tracking: { enable: false },
      subscription_tracking: { enable: false },
    },
  };
}

interface Mailbox {
  readonly email: string;
  readonly name?: string;
}

function mailbox(from: string): Mailbox {
  const [, name, email] = /^\s*"?([^"<]*?)"?\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  if (email === undefined) return { email: from.trim() };
  return name ? { email, name } : { email };
}

function readAnswer({ status, headers, text }: Awaited<ReturnType<typeof exchange>>): SentMail {
  if (status === 202 || status === 200) {
    const id = headers["x-message-id"];
    return { providerId: typeof id === "string" ? id : null };
  }
  const message = `SendGrid answered ${status}${reasonIn(text)}`;
  if (status === 429) {
    const named = retryAfterMs(headers["retry-after"], Date.now()) ?? resetMs(headers["x-ratelimit-reset"]);
    const retryAt = named === null ? {} : { retryAtMs: named };
    throw new MailError(message, { outcome: "not_sent", isRetryable: true, ...retryAt });
  }
  // A wrong key or sender is mended by whoever runs this; the mail is then still wanted.
  const isRetryable = status >= 500 || status === 401 || status === 403 || status === 408;
  // Behind a 5xx the mail may have been taken all the same.
  throw new MailError(message, { outcome: status >= 500 ? "unknown" : "not_sent", isRetryable });
}

/** `X-RateLimit-Reset` is a Unix time in seconds. */
function resetMs(header: string | string[] | undefined): number | null {
  const seconds = Number(header);
  return Number.isInteger(seconds) && seconds * 1000 > Date.now() ? seconds * 1000 : null;
}

/** SendGrid's own words, `{"errors":[{"message": …}]}`; they name fields of the request and no content. */
function reasonIn(text: string): string {
  try {
    const message: unknown = JSON.parse(text)?.errors?.[0]?.message;
    return typeof message === "string" ? `: ${message.slice(0, 200)}` : "";
  } catch {
    return ""; // A proxy's page of HTML: the status says what there is to say.
  }
}

function cutOff(error: unknown, signal: AbortSignal, timeoutMs: number): MailError {
  if (signal.aborted) {
    const message = `SendGrid gave no complete answer within ${timeoutMs} ms`;
    return new MailError(message, { outcome: "unknown", isRetryable: true, cause: error });
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "connection failed";
  // Nobody was there to take it.
  const isUnreached = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].includes(
    code,
  );
  const outcome = isUnreached ? "not_sent" : "unknown";
  return new MailError(`SendGrid was not reached: ${code}`, { outcome, isRetryable: true, cause: error });
}
