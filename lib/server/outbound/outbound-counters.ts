import type { IncomingHttpHeaders } from "node:http";
import type { UpstreamError, UpstreamErrorKind } from "./upstream-error";

export interface ProviderCallStats {
  /** Requests sent, retries included. */
  readonly calls: number;
  readonly retries: number;
  readonly successes: number;
  /** Failed questions by kind; those not asked at all (open circuit, spent budget) included. */
  readonly failures: Readonly<Partial<Record<UpstreamErrorKind, number>>>;
  /** Time of the last successful answer, ms. */
  readonly lastLatencyMs: number | null;
  /** The rate headers of the last answer, by name. */
  readonly rateHeaders: Readonly<Record<string, string>>;
  readonly circuit: "closed" | "open" | "half-open";
}

export type OutboundStats = Readonly<Record<string, ProviderCallStats>>;

interface Counter {
  calls: number;
  retries: number;
  successes: number;
  failures: Partial<Record<UpstreamErrorKind, number>>;
  lastLatencyMs: number | null;
  rateHeaders: Record<string, string>;
}

const rateHeaderName = /^(x-)?ratelimit-|^x-mbx-used-weight|^x-ratelimit/;

/** Counters of the calls to each provider since the process started. */
export function createOutboundCounters() {
  const byProvider = new Map<string, Counter>();

  function of(provider: string): Counter {
    const known = byProvider.get(provider);
    if (known !== undefined) return known;
    const counter: Counter = {
      calls: 0,
      retries: 0,
      successes: 0,
      failures: {},
      lastLatencyMs: null,
      rateHeaders: {},
    };
    byProvider.set(provider, counter);
    return counter;
  }

  return {
    call(provider: string): void {
      of(provider).calls += 1;
    },
    retry(provider: string): void {
      of(provider).retries += 1;
    },
    success(provider: string, latencyMs: number): void {
      const counter = of(provider);
      counter.successes += 1;
      counter.lastLatencyMs = Math.round(latencyMs);
    },
    failure(error: UpstreamError): void {
      const { failures } = of(error.provider);
      failures[error.kind] = (failures[error.kind] ?? 0) + 1;
    },
    rateHeaders(provider: string, headers: IncomingHttpHeaders): void {
      const found = Object.entries(headers).filter(([name]) => rateHeaderName.test(name));
      of(provider).rateHeaders = Object.fromEntries(found.map(([name, value]) => [name, String(value)]));
    },
    read(circuitOf: (provider: string) => ProviderCallStats["circuit"]): OutboundStats {
      const entries = [...byProvider].map(([provider, counter]) => [
        provider,
        { ...counter, failures: { ...counter.failures }, circuit: circuitOf(provider) },
      ]);
      return Object.fromEntries(entries);
    },
  };
}
