import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { resetEnvironment } from "@/lib/server/env";
import { startEmbeddedPostgres } from "../db/embedded.mjs";
import { migrateDatabase } from "../db/migrate";
import { startUpstreamSimulator } from "../scripts/upstream-simulator.mjs";

const root = path.resolve(import.meta.dirname, "..");

/** Runs `work` with this process set up as the web server is: a real database, every provider played, no rate limit. */
export async function onMeasuredServer<Result>(work: () => Promise<Result>): Promise<Result> {
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
      BATCH_REQUESTS_PER_MINUTE: "1000000",
      LOG_LEVEL: "warn",
    });
    resetEnvironment();
    return await work();
  } finally {
    await forgetServer();
    await server.stop();
    await simulator.close();
    for (const folder of [server.cluster, dataDir]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Closes the pool and drops what the process keeps, so that the next part of the run starts on its own server. */
async function forgetServer(): Promise<void> {
  const { database } = await import("@/lib/server/database");
  await database().close();
  const holder = globalThis as { hashinsightDatabase?: unknown; hashinsightCache?: unknown };
  delete holder.hashinsightDatabase;
  delete holder.hashinsightCache;
}
