import type { z } from "zod";
import type { CallBudget } from "./call-budget";
import { type CircuitBreaker, createCircuitBreaker } from "./circuit-breaker";
import { type Clock, systemClock } from "./clock";
import { exchange } from "./http-exchange";
import { createOutboundCounters, type OutboundStats } from "./outbound-counters";
import { type Refusal, readAnswer } from "./read-answer";
import { BodyTooLargeError } from "./read-bounded";
import { UpstreamError } from "./upstream-error";

interface FetchJsonRequest<Schema extends z.ZodType> {
  /** Names the budget and the breaker; each provider has one host. */
  readonly provider: string;
  readonly url: string;
  readonly schema: Schema;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Reads a refusal out of the parsed JSON, before the schema is applied. */
  readonly refusal?: (json: unknown) => Refusal | null;
}

export type FetchJson = <Schema extends z.ZodType>(
  request: FetchJsonRequest<Schema>,
) => Promise<z.output<Schema>>;

export interface OutboundClient {
  /**
   * The answer of an outside service, checked by `schema`. Bounded: 3 s in all (one retry of a GET included),
   * 1 MB of body, no redirects, a breaker per provider, the provider's `Retry-After` and the call budget obeyed.
   *
   * @throws UpstreamError
   */
  readonly fetchJson: FetchJson;
  readonly stats: () => OutboundStats;
}

interface OutboundOptions {
  readonly budget: CallBudget;
  readonly clock?: Clock;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  readonly timeoutMs?: number;
  readonly bytesMax?: number;
}

const defaultTimeoutMs = 3000;
const defaultBytesMax = 1_000_000;
const breakerFailuresMax = 3;
const breakerOpenMs = 30_000;
/** Pause before the retry: 100 to 300 ms. */
const retryDelayMs = { least: 100, spread: 200 };
/** A client for outside services; breakers and counters live as long as it does. */
export function createOutboundClient(options: OutboundOptions): OutboundClient {
  const { budget, clock = systemClock, random = Math.random } = options;
  const { timeoutMs = defaultTimeoutMs, bytesMax = defaultBytesMax } = options;
  const breakers = new Map<string, CircuitBreaker>();
  const counters = createOutboundCounters();

  function breakerOf(provider: string): CircuitBreaker {
    const known = breakers.get(provider);
    if (known !== undefined) return known;
    const breaker = createCircuitBreaker({ clock, failuresMax: breakerFailuresMax, openMs: breakerOpenMs });
    breakers.set(provider, breaker);
    return breaker;
  }

  async function attempt<Schema extends z.ZodType>(
    request: FetchJsonRequest<Schema>,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    const { provider } = request;
    if (!(await budget.take(provider, clock.now()))) {
      const detail = "the calls of this period are used up";
      throw new UpstreamError({ provider, kind: "budget_exhausted", detail, retryable: false });
    }
    counters.call(provider);
    const answer = await exchange({ ...httpRequest(request), signal, bytesMax }).catch((error: unknown) => {
      throw exchangeError(provider, error, signal, timeoutMs);
    });
    counters.rateHeaders(provider, answer.headers);
    return readAnswer(request, answer, clock.now());
  }

  async function withRetry<Schema extends z.ZodType>(
    request: FetchJsonRequest<Schema>,
    signal: AbortSignal,
  ): Promise<z.output<Schema>> {
    try {
      return await attempt(request, signal);
    } catch (error) {
      if (!isWorthRetrying(request, error)) throw error;
      await clock.sleep(retryDelayMs.least + random() * retryDelayMs.spread);
      if (signal.aborted) throw error;
      counters.retry(request.provider);
      return attempt(request, signal);
    }
  }

  return {
    async fetchJson(request) {
      const { provider } = request;
      const breaker = breakerOf(provider);
      if (!breaker.allows()) {
        const error = circuitOpen(provider, breaker.openUntilMs());
        counters.failure(error);
        throw error;
      }
      const startedMs = performance.now();
      try {
        const value = await withRetry(request, AbortSignal.timeout(timeoutMs));
        breaker.success();
        counters.success(provider, performance.now() - startedMs);
        return value;
      } catch (error) {
        reportFailure(breaker, error);
        if (error instanceof UpstreamError) counters.failure(error);
        throw error;
      }
    },
    stats: () => counters.read((provider) => breakers.get(provider)?.state() ?? "closed"),
  };
}

/** Tells the breaker; what is not the service's doing (a spent budget, our own database) leaves it as it was. */
function reportFailure(breaker: CircuitBreaker, error: unknown): void {
  if (!(error instanceof UpstreamError) || error.kind === "budget_exhausted") {
    breaker.release();
    return;
  }
  breaker.failure();
  if (error.retryAtMs !== undefined) breaker.holdUntil(error.retryAtMs);
}

function httpRequest(request: FetchJsonRequest<z.ZodType>) {
  const { url, method = "GET", headers = {}, body } = request;
  const shared = { accept: "application/json", "user-agent": "HashInsight/1.0", ...headers };
  if (body === undefined) return { url, method, headers: shared };
  return {
    url,
    method,
    headers: { ...shared, "content-type": "application/json" },
    body: JSON.stringify(body),
  };
}

/** Only a GET, and only where a second try a moment later may meet a better answer. */
function isWorthRetrying(request: FetchJsonRequest<z.ZodType>, error: unknown): boolean {
  if ((request.method ?? "GET") !== "GET" || !(error instanceof UpstreamError)) return false;
  if (error.retryAtMs !== undefined) return false;
  if (error.kind === "network" || error.kind === "invalid_json") return true;
  return error.kind === "status" && (error.status ?? 0) >= 500;
}

function exchangeError(
  provider: string,
  error: unknown,
  signal: AbortSignal,
  timeoutMs: number,
): UpstreamError {
  if (signal.aborted) {
    const detail = `no complete answer within ${timeoutMs} ms`;
    return new UpstreamError({ provider, kind: "timeout", detail, retryable: true });
  }
  if (error instanceof BodyTooLargeError) {
    return new UpstreamError({ provider, kind: "too_large", detail: error.message, retryable: false });
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "connection failed";
  return new UpstreamError({ provider, kind: "network", detail: code, code, retryable: true });
}

function circuitOpen(provider: string, untilMs: number | null): UpstreamError {
  const until = untilMs === null ? {} : { retryAtMs: untilMs };
  const detail = "not asked, it failed or limited us lately";
  return new UpstreamError({ provider, kind: "circuit_open", detail, retryable: true, ...until });
}
