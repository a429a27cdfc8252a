/** The longest that a service can silence us: the longest ban that any of ours documents (Binance, 3 days). */
const waitMsMax = 3 * 86_400_000;

/**
 * The moment (Unix ms) until which a `Retry-After` header asks us to wait, at most 3 days ahead; null when
 * the header is absent, malformed or in the past.
 *
 * @param header seconds as an integer, or an HTTP date (RFC 9110 section 10.2.3).
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  const untilMs = /^\d+$/.test(text) ? nowMs + Number(text) * 1000 : Date.parse(text);
  if (Number.isNaN(untilMs) || untilMs <= nowMs) return null;
  return Math.min(untilMs, nowMs + waitMsMax);
}
