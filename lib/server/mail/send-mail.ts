import type { Mail } from "@/lib/server/mail/request-mail";

/** What a mail service says of a mail it took. */
export interface SentMail {
  /** Under which the service knows it; null where it names none. */
  readonly providerId: string | null;
}

/**
 * Hands one mail to whatever carries it. The same key means the same mail: a carrier that can tell leaves it at one.
 *
 * @throws MailError
 */
export type SendMail = (
  mail: Mail,
  options: { readonly idempotencyKey: string; readonly signal: AbortSignal },
) => Promise<SentMail>;

interface MailErrorOptions {
  /** Whether the mail surely did not leave, or nobody knows. */
  readonly outcome: "not_sent" | "unknown";
  /** Whether another try can help. */
  readonly isRetryable: boolean;
  /** Not to be tried again before. */
  readonly retryAtMs?: number;
  readonly cause?: unknown;
}

/** A mail that was not taken, or of which that is not known. The text holds neither key nor content. */
export class MailError extends Error {
  override readonly name = "MailError";
  readonly outcome: MailErrorOptions["outcome"];
  readonly isRetryable: boolean;
  readonly retryAtMs: number | undefined;
  constructor(message: string, { outcome, isRetryable, retryAtMs, cause }: MailErrorOptions) {
    super(message, { cause });
    this.outcome = outcome;
    this.isRetryable = isRetryable;
    this.retryAtMs = retryAtMs;
  }
}
