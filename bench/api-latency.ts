import http from "node:http";
import type { AddressInfo } from "node:net";
import { requestsPerSecond } from "./measure/closed-loop";
import { constantRate, type RateResult, type Target } from "./measure/constant-rate";
import { figure, median } from "./measure/statistics";

const ratePerSecond = 100;
const secondsPerRound = 10;
const rounds = 4;

const request = JSON.stringify({
  minerModel: "Antminer S21",
  quantity: 100,
  electricityUsdPerKwh: 0.06,
  poolFeeRatio: 0.02,
  uptimeRatio: 0.98,
});

/** Twenty addresses in turn: five requests a second of each, half of what the limit gives. */
const headersOf = (index: number) => ({ "x-forwarded-for": `203.0.113.${index % 20}` });

/**
 * Latencies at a constant 100 requests a second of a raw `node:http` answer, the trivial route handler and
 * `POST /api/calculate` (under its rate limit), interleaved; and what each answers to 20 callers who never pause.
 */
export async function measureApi(address: string) {
  const raw = await startRawServer();
  try {
    const targets = {
      rawHttp: { url: raw.address, body: request },
      trivialHandler: { url: `${address}/api/bench-trivial`, body: request, headersOf },
      calculate: { url: `${address}/api/calculate`, body: request, headersOf },
      marketNow: { url: `${address}/api/market/now` },
    } satisfies Record<string, Target>;
    const runs = await interleaved(targets);
    const throughput = {
      rawHttp: await requestsPerSecond(raw.address, 8),
      trivialHandler: await requestsPerSecond(`${address}/api/bench-trivial`, 8),
      calculatorPage: await requestsPerSecond(`${address}/calculator`, 8),
      networkPage: await requestsPerSecond(`${address}/network`, 8),
    };
    const p95 = (name: keyof typeof targets) => median(runs[name].map((run) => run.p95Ms));
    return {
      atConstantRate: {
        perSecond: ratePerSecond,
        seconds: rounds * secondsPerRound,
        ...Object.fromEntries(Object.entries(runs).map(([name, list]) => [name, summary(list)])),
        p95Ratios: {
          calculateToTrivial: figure(p95("calculate") / p95("trivialHandler")),
          calculateToRaw: figure(p95("calculate") / p95("rawHttp")),
        },
      },
      requestsPerSecond: {
        ...throughput,
        ratios: {
          calculatorPageToRaw: figure(throughput.calculatorPage.perSecond / throughput.rawHttp.perSecond),
          calculatorPageToTrivial: figure(
            throughput.calculatorPage.perSecond / throughput.trivialHandler.perSecond,
          ),
          networkPageToTrivial: figure(
            throughput.networkPage.perSecond / throughput.trivialHandler.perSecond,
          ),
        },
      },
    };
  } finally {
    raw.close();
  }
}

async function interleaved<Name extends string>(
  targets: Record<Name, Target>,
): Promise<Record<Name, RateResult[]>> {
  const names = Object.keys(targets) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, RateResult[]>;
  for (const name of names) await constantRate(targets[name], ratePerSecond, 3);
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names)
      runs[name].push(await constantRate(targets[name], ratePerSecond, secondsPerRound));
  }
  return runs;
}

function summary(runs: readonly RateResult[]) {
  const middle = (pick: (run: RateResult) => number) => figure(median(runs.map(pick)));
  return {
    p50Ms: middle((run) => run.p50Ms),
    p95Ms: middle((run) => run.p95Ms),
    p99Ms: middle((run) => run.p99Ms),
    errors: runs.reduce((sum, run) => sum + run.errors, 0),
  };
}

async function startRawServer(): Promise<{ address: string; close: () => void }> {
  const server = http.createServer((incoming, response) => {
    incoming.resume();
    incoming.on("end", () => {
      response.setHeader("content-type", "application/json");
      response.end('{"status":"up"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}
