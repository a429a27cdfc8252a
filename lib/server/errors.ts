import { DomainError } from "@/lib/domain/domain-error";

/** The nine things that can be wrong, and the HTTP status each one means. */
export const errorStatus = {
  /** The input breaks a rule; `fields` says which. */
  invalid: 400,
  /** Nobody is signed in, or the proof of it is not valid. */
  unauthenticated: 401,
  /** Signed in, but not allowed to do this. */
  forbidden: 403,
  /** Not there, or not there for this viewer. */
  not_found: 404,
  /** The address is right and the method is not; scripts/launcher/web-preload.cjs writes this one. */
  wrong_method: 405,
  /** The thing has changed since it was read, or stands already. */
  conflict: 409,
  /** Too many requests; `retryAfterSeconds` says how long to wait. */
  limited: 429,
  /** Something this depends on does not answer. */
  upstream: 503,
  /** Our fault; the request id finds it in the log. */
  internal: 500,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** One broken rule: which field, which value, which rule, in words. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
  /** What was given, shortened to 200 characters; absent when nothing was given. */
  readonly value?: string;
}

/** What a program can do about an error beyond its code. */
export type ErrorReason = "confirm_identity" | "second_factor_wanted" | "email_not_verified";

interface AppErrorOptions {
  readonly reason?: ErrorReason;
  readonly fields?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An expected failure whose message may be shown to the person. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly fields: readonly FieldProblem[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly reason: ErrorReason | undefined;
  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.reason = options.reason;
  }
}

/** The `AppError` that an error stands for, or `null` for an unknown one (which must become `internal`). */
export function toAppError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (error instanceof DomainError) {
    return new AppError("invalid", error.message, {
      fields: [{ field: error.field, message: error.message }],
      cause: error,
    });
  }
  return null;
}

/** The JSON body of every error answer. */
export interface ErrorBody {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    readonly reason?: ErrorReason;
    readonly fields?: readonly FieldProblem[];
    readonly requestId: string;
  };
}

/** The body for an error; unknown errors keep their text to themselves. */
export function errorBody(error: AppError | null, requestId: string): ErrorBody {
  if (error === null) {
    const message = "Something failed on our side. Quote the request id and we can find it.";
    return { error: { code: "internal", message, requestId } };
  }
  const { code, message, reason, fields } = error;
  return {
    error: {
      code,
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(fields === undefined ? {} : { fields }),
      requestId,
    },
  };
}
