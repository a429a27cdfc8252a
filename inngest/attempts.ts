import { NonRetriableError, RetryAfterError } from "inngest";
import { PermanentError, RetryLaterError } from "@/lib/server/outbox/outbox-record";
import { rejectionOf } from "@/lib/server/rejection-of";

/** The engine takes no more. */
const retriesMax = 20;

/** How often a function may be called again after its first call failed. */
export type Retries =
  | 0
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20;

/** `count` as the engine takes it. @throws Error that names the function. */
export function retriesOf(name: string, count: number): Retries {
  if (Number.isInteger(count) && count >= 0 && count <= retriesMax) return count as Retries;
  throw new Error(`${name}: ${count} retries, but it must be a whole number from 0 to ${retriesMax}`);
}

/** Longest that a function may ask for; the executor itself cuts a call off a little later. */
export const longestTimeoutMs = 120_000;

/** `timeoutMs` as it can be kept. @throws Error that names the function. */
export function timeoutOf(name: string, timeoutMs: number): number {
  if (timeoutMs > 0 && timeoutMs <= longestTimeoutMs) return timeoutMs;
  throw new Error(`${name}: cut off after ${timeoutMs} ms, but it must be at most ${longestTimeoutMs} ms`);
}

/** Which call of a function this is. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly max: number;
}

/**
 * One call of a function, cut off after `timeoutMs`; `work` has to end soon after its signal aborts. An error leaves in
 * the engine's terms, and says at the end of its stack which attempt it was: the engine itself does not tell.
 */
export async function attemptOf<Result>(
  { number, max }: Attempt,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const bound = new AbortController();
  const timer = setTimeout(() => bound.abort(new Error(`no end within ${timeoutMs} ms`)), timeoutMs);
  try {
    return await Promise.race([work(bound.signal), rejectionOf(bound.signal)]);
  } catch (cause) {
    const error = forEngine(cause instanceof Error ? cause : new Error(String(cause)));
    error.stack = `${error.stack ?? error.message}\n    in attempt ${number} of ${max}`;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Which attempt an error says it comes from; null when it says none. */
export function attemptIn(stack: string): number | null {
  const [, number] = / {4}in attempt (\d+) of \d+$/.exec(stack) ?? [];
  return number === undefined ? null : Number(number);
}

/** Under its own name, which the dead letter then shows; the engine looks at the class. */
function forEngine(error: Error): Error {
  const sent = inEngineTerms(error);
  sent.name = error.name;
  if (error.stack !== undefined) sent.stack = error.stack;
  return sent;
}

function inEngineTerms(error: Error): Error {
  if (error instanceof PermanentError) return new NonRetriableError(error.message);
  if (error instanceof RetryLaterError) return new RetryAfterError(error.message, new Date(error.retryAtMs));
  return error;
}
