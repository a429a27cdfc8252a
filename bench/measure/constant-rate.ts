import http from "node:http";
import { percentile } from "./statistics";

export interface Target {
  readonly url: string;
  /** A body makes it a POST of JSON. */
  readonly body?: string;
  /** Headers of the request with that number, for callers that come from many addresses. */
  readonly headersOf?: (index: number) => Readonly<Record<string, string>>;
}

export interface RateResult {
  readonly requests: number;
  readonly errors: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
}

/**
 * Latencies of a target under a constant arrival rate, measured from the moment each request was due, so that a
 * stall counts against every request it delays.
 */
export async function constantRate(target: Target, perSecond: number, seconds: number): Promise<RateResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const total = perSecond * seconds;
  const latencies: number[] = [];
  let errors = 0;
  const startMs = performance.now();
  const one = async (index: number): Promise<void> => {
    const dueMs = startMs + (index * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
    const status = await exchange(target, index, agent).catch(() => 0);
    latencies.push(performance.now() - dueMs);
    if (status !== 200) errors += 1;
  };
  await Promise.all(Array.from({ length: total }, (_, index) => one(index)));
  agent.destroy();
  return {
    requests: total,
    errors,
    p50Ms: percentile(latencies, 0.5),
    p95Ms: percentile(latencies, 0.95),
    p99Ms: percentile(latencies, 0.99),
  };
}

function exchange({ url, body, headersOf }: Target, index: number, agent: http.Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const ofBody =
      body === undefined
        ? {}
        : { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const headers = { ...ofBody, ...headersOf?.(index) };
    const request = http.request(
      url,
      { agent, method: body === undefined ? "GET" : "POST", headers },
      (response) => {
        response.resume();
        response.on("end", () => resolve(response.statusCode ?? 0));
        response.on("error", reject);
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
