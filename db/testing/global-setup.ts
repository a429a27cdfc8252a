import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../embedded.mjs";
import { migrateDatabase } from "../migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** May create databases; tests reach it through createTestDatabase only. */
    postgresSuperuserUrl: string;
    postgresOwnerUrl: string;
    postgresAppUrl: string;
    /** How many random functions the jobs engine is tried with. */
    engineSeeds: number;
  }
}

const root = path.resolve(import.meta.dirname, "../..");

/** One PostgreSQL for the whole run, with a migrated and seeded database that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-test-"));
  // Root runs the server under another account, which has to pass through here.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, packagesRoot: root, profile: "scratch" });
  const teardown = async () => {
    await server.stop();
    for (const folder of [server.cluster, dataDir]) rmSync(folder, { recursive: true, force: true });
  };
  try {
    await migrateDatabase({
      directUrl: server.ownerUrl,
      migrationsFolder: path.join(root, "db/migrations"),
      seedFolder: path.join(root, "db/seed"),
    });
    await markAsTestDatabase(server.ownerUrl);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide("postgresSuperuserUrl", server.superuserUrl);
  project.provide("postgresOwnerUrl", server.ownerUrl);
  project.provide("postgresAppUrl", server.appUrl);
  return teardown;
}

/** Lets app_now() be shifted in every clone. */
async function markAsTestDatabase(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    await sql`create or replace function public.database_purpose() returns text
      language sql immutable parallel safe return 'test'`;
  } finally {
    await sql.end();
  }
}
