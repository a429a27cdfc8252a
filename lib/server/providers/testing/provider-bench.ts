import type { FetchJson } from "@/lib/server/outbound/fetch-json";
import { readAnswer } from "@/lib/server/outbound/read-answer";
import { UpstreamError } from "@/lib/server/outbound/upstream-error";
import type { ProviderOptions } from "../provider-kit";
import type { LastKnown } from "../sanity-band";

interface RecordedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface BenchOptions {
  /** The answer's text, or JSON to be written as text. */
  readonly answer: unknown;
  readonly status?: number;
  readonly now?: string;
  readonly lastKnown?: LastKnown | null;
}

/** A provider's options over a recorded answer, which is read exactly as one from the network. */
export function benchFor(settings: BenchOptions): {
  options: ProviderOptions;
  requests: RecordedRequest[];
} {
  const { answer, status = 200, now = "2026-11-22T12:00:00Z", lastKnown = null } = settings;
  const nowMs = Date.parse(now);
  const requests: RecordedRequest[] = [];
  const fetchJson: FetchJson = (request) => {
    requests.push({ url: request.url, headers: request.headers ?? {}, body: request.body });
    const text = typeof answer === "string" ? answer : JSON.stringify(answer);
    return new Promise((resolve) => {
      resolve(readAnswer(request, { status, headers: {}, text }, nowMs));
    });
  };
  const clock = { now: () => nowMs };
  return {
    options: { fetchJson, clock, lastKnown: () => lastKnown, baseUrl: "https://provider.example" },
    requests,
  };
}

/** The UpstreamError a promise fails with; anything else fails the test. */
export async function upstreamErrorOf(promise: Promise<unknown>): Promise<UpstreamError> {
  const reason = await promise.then(
    (value) => new Error(`expected an UpstreamError, got the value ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (reason instanceof UpstreamError) return reason;
  throw reason;
}
