import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { Sql } from "@/db/client";
import { startEmbeddedPostgres } from "@/db/embedded.mjs";
import { migrateDatabase } from "@/db/migrate";
import { resetSealer } from "@/lib/server/audit/seal-audit";
import { resetEnvironment } from "@/lib/server/env";

/** A PostgreSQL of its own, as the launcher sets it up. */
export interface BenchDatabase {
  /** As the owner of the tables. */
  readonly owner: Sql;
  readonly ownerUrl: string;
  readonly superuser: Sql;
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, "../..");

/** Starts a migrated database and points this process's environment at it. */
export async function startBenchDatabase(
  environment: Readonly<Record<string, string>>,
): Promise<BenchDatabase> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-bench-"));
  // Root runs the server under another account, which has to pass through here.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, packagesRoot: root, profile: "durable" });
  await migrateDatabase({
    directUrl: server.ownerUrl,
    migrationsFolder: path.join(root, "db/migrations"),
    seedFolder: path.join(root, "db/seed"),
  });
  const owner = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`create table bench_changes (id uuid primary key, org_id uuid not null, note text not null)`;
  Object.assign(process.env, environment, { DATABASE_URL: server.appUrl, LOG_LEVEL: "warn" });
  resetEnvironment();
  // An earlier benchmark of the same run left a closed pool, and knowledge of another database's transactions.
  Reflect.deleteProperty(globalThis, "hashinsightDatabase");
  resetSealer();
  const superuser = postgres(server.superuserUrl, { max: 1, onnotice: () => {} });
  return {
    owner,
    ownerUrl: server.ownerUrl,
    superuser,
    stop: async () => {
      await owner.end();
      await superuser.end();
      await server.stop();
      for (const folder of [server.cluster, dataDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}
