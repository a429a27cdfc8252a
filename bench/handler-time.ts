import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../db/embedded.mjs";
import { migrateDatabase } from "../db/migrate";
import { startUpstreamSimulator } from "../scripts/upstream-simulator.mjs";
import { figure, median, percentile } from "./measure/statistics";

const calls = 2_000;

const root = path.resolve(import.meta.dirname, "..");

/**
 * Time inside the handler of `POST /api/calculate`, in this process and on a real database: from the request object
 * to the finished response, market and catalogue in the cache as they are for all but the first caller.
 */
export async function measureHandlerTime() {
  const simulator = await startUpstreamSimulator();
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-bench-"));
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, packagesRoot: root, profile: "scratch" });
  try {
    await migrateDatabase({
      directUrl: server.ownerUrl,
      migrationsFolder: path.join(root, "db/migrations"),
      seedFolder: path.join(root, "db/seed"),
    });
    Object.assign(process.env, {
      NODE_ENV: "production",
      DATABASE_URL: server.appUrl,
      MARKET_UPSTREAM_BASE_URL: simulator.baseUrl,
      CALCULATE_REQUESTS_PER_MINUTE: "1000000",
      LOG_LEVEL: "warn",
    });
    const result = await measureCalls();
    const { database } = await import("@/lib/server/database");
    await database().close();
    return result;
  } finally {
    await server.stop();
    await simulator.close();
    for (const folder of [server.cluster, dataDir]) rmSync(folder, { recursive: true, force: true });
  }
}

async function measureCalls() {
  const { POST } = await import("@/app/api/calculate/route");
  const body = JSON.stringify({
    minerModel: "Antminer S21",
    quantity: 100,
    electricityUsdPerKwh: 0.06,
    capexUsd: 400_000,
    projection: { months: 60 },
  });
  const once = async (): Promise<number> => {
    const request = new Request("http://127.0.0.1/api/calculate", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const started = performance.now();
    const response = await POST(request);
    await response.text();
    const elapsedMs = performance.now() - started;
    if (response.status !== 200) throw new Error(`POST /api/calculate answered ${response.status}`);
    return elapsedMs;
  };
  for (let warm = 0; warm < 200; warm += 1) await once();
  const samples: number[] = [];
  for (let call = 0; call < calls; call += 1) samples.push(await once());
  return {
    calls,
    body: "one model, 60 months of projection",
    p50Ms: figure(median(samples)),
    p95Ms: figure(percentile(samples, 0.95)),
    p99Ms: figure(percentile(samples, 0.99)),
  };
}
