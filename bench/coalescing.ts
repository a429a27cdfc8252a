import { createCache } from "@/lib/server/cache/create-cache";
import { startUpstreamSimulator } from "../scripts/upstream-simulator.mjs";
import { figure, median } from "./measure/statistics";

const callers = 1_000;
const rounds = 5;
const pricePath = "/binance/api/v3/ticker/price?symbol=BTCUSDT";

/**
 * A thousand callers want the same figure at once: upstream calls and time with the cache's single flight,
 * against every caller asking upstream itself.
 */
export async function measureCoalescing() {
  const simulator = await startUpstreamSimulator();
  try {
    const load = async (): Promise<unknown> => {
      const response = await fetch(`${simulator.baseUrl}${pricePath}`);
      return response.json();
    };
    const coalescedMs: number[] = [];
    const directMs: number[] = [];
    const coalescedCalls: number[] = [];
    const directCalls: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const cache = createCache({ log: { warn: () => undefined } });
      const withCache = () => cache.get("price", { ttlMs: 60_000, staleMs: 0, load });
      await timed(withCache, coalescedMs, coalescedCalls);
      await timed(load, directMs, directCalls);
    }
    return {
      callers,
      upstreamCalls: { coalesced: Math.max(...coalescedCalls), direct: median(directCalls) },
      milliseconds: { coalesced: figure(median(coalescedMs)), direct: figure(median(directMs)) },
      timesFaster: figure(median(directMs) / median(coalescedMs)),
    };
    async function timed(ask: () => Promise<unknown>, ms: number[], calls: number[]): Promise<void> {
      const before = simulator.calls("binance");
      const started = performance.now();
      await Promise.all(Array.from({ length: callers }, ask));
      ms.push(performance.now() - started);
      calls.push(simulator.calls("binance") - before);
    }
  } finally {
    await simulator.close();
  }
}
