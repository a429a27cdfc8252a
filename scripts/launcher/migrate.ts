/*
 * What the launcher runs before web and worker start: `node migrate.mjs <root>`, bundled from this file.
 */
import path from "node:path";
import postgres from "postgres";
import { MigrationError, migrateDatabase, requireModestRole } from "../../db/migrate";
import { seedDemo } from "../../db/seed/demo";

async function main(root: string, directUrl: string, appUrl: string): Promise<void> {
  const applied = await migrateDatabase({
    directUrl,
    migrationsFolder: path.join(root, "db/migrations"),
    seedFolder: path.join(root, "db/seed"),
  });
  if (applied.length > 0) console.log(`Migrated: ${applied.join(", ")}`);
  await requireModestRole(appUrl);
  // The launcher says so for the database that it brings itself, and for no other.
  if (process.env.DEMO === "yes") await fillDemo(directUrl);
}

async function fillDemo(directUrl: string): Promise<void> {
  const sql = postgres(directUrl, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    if (await seedDemo(sql)) console.log("Made the demo company and its people");
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Where the database was looked for, without the password. */
function place(url: string): string {
  const { username, hostname, port, pathname } = new URL(url);
  return `${username}@${hostname}:${port || 5432}${pathname}`;
}

const { DATABASE_DIRECT_URL = "", DATABASE_URL = "" } = process.env;
try {
  await main(process.argv[2] ?? process.cwd(), DATABASE_DIRECT_URL, DATABASE_URL);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  console.error(
    error instanceof MigrationError ? reason : `Migrating ${place(DATABASE_DIRECT_URL)}: ${reason}`,
  );
  process.exitCode = 1;
}
