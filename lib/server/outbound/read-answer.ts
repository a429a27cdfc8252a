import type { IncomingHttpHeaders } from "node:http";
import type { z } from "zod";
import { retryAfterMs } from "./retry-after";
import { UpstreamError } from "./upstream-error";

/** A refusal that a service writes inside an answer, often under status 200. */
export interface Refusal {
  /** The service's own code or word; short, never the body. */
  readonly code: string;
  readonly retryable: boolean;
  /** True when it means "too many requests": the service is left alone for a while. */
  readonly rateLimited?: boolean;
}

/** How long a service that says "too many requests" without a `Retry-After` is left alone. */
const rateLimitedMs = 60_000;

interface AnswerReader<Schema extends z.ZodType> {
  readonly provider: string;
  readonly schema: Schema;
  readonly refusal?: (json: unknown) => Refusal | null;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * The answer's JSON as the schema reads it.
 *
 * @throws UpstreamError of kind status, invalid_json or invalid_shape; never with a part of the body.
 */
export function readAnswer<Schema extends z.ZodType>(
  reader: AnswerReader<Schema>,
  answer: Answer,
  nowMs: number,
): z.output<Schema> {
  const { provider, schema, refusal } = reader;
  const { status } = answer;
  const json = parseJson(answer.text);
  const refused = json.ok ? (refusal?.(json.value) ?? null) : null;
  if (status < 200 || status > 299 || refused !== null) {
    throw statusError({ provider, status, refused, retryAfter: answer.headers["retry-after"], nowMs });
  }
  if (!json.ok) {
    throw new UpstreamError({
      provider,
      kind: "invalid_json",
      detail: "answer is not JSON",
      retryable: true,
    });
  }
  const parsed = schema.safeParse(json.value);
  if (parsed.success) return parsed.data;
  // Path and rule only: messages of some rules quote what was received.
  const detail = parsed.error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join(".") || "answer"}: ${issue.code}`)
    .join("; ");
  throw new UpstreamError({ provider, kind: "invalid_shape", detail, retryable: false });
}

interface StatusFailure {
  readonly provider: string;
  readonly status: number;
  readonly refused: Refusal | null;
  readonly retryAfter: string | undefined;
  readonly nowMs: number;
}

function statusError({ provider, status, refused, retryAfter, nowMs }: StatusFailure): UpstreamError {
  const rateLimited = status === 429 || status === 418 || refused?.rateLimited === true;
  const retryAtMs = retryAfterMs(retryAfter, nowMs) ?? (rateLimited ? nowMs + rateLimitedMs : null);
  const isTransient = rateLimited || status >= 500 || status === 408;
  return new UpstreamError({
    provider,
    kind: "status",
    detail: refused === null ? `status ${status}` : `status ${status}, code ${refused.code}`,
    status,
    retryable: refused === null ? isTransient : refused.retryable || isTransient,
    ...(refused === null ? {} : { code: refused.code }),
    ...(retryAtMs === null ? {} : { retryAtMs }),
  });
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
