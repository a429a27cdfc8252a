import { readFileSync } from "node:fs";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { isPoolerUrl, type Sql } from "./client";
import { seedReference } from "./seed/seed";

const OLDEST_SERVER = 150_000;

/** "hashinsight" as a number: whoever migrates this database asks for the same lock. */
const MIGRATION_LOCK = 4_871_532_001;

/** Something the person who deploys can put right; the message is a whole sentence. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}

export interface MigrationPlan {
  /** As hi_owner, and to the server itself: a lock cannot be held through a transaction pooler. */
  readonly directUrl: string;
  readonly migrationsFolder: string;
  readonly seedFolder: string;
}

interface JournalEntry {
  readonly tag: string;
  readonly when: number;
}

/**
 * Brings schema and reference data up to this version and returns the names of the migrations that were missing.
 *
 * Of several processes that call this at once, one does the work and the others wait for it.
 *
 * @throws MigrationError naming the migration that failed; the database is then as it was before.
 */
export async function migrateDatabase(plan: MigrationPlan): Promise<string[]> {
  if (isPoolerUrl(plan.directUrl)) {
    throw new MigrationError(
      "DATABASE_DIRECT_URL leads to a pooler; migrations need the server's own address.",
    );
  }
  const sql = postgres(plan.directUrl, {
    max: 1,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: "hashinsight-migrate" },
  });
  try {
    await requireServer(sql);
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    // Behind a table lock that does not come, every new query on that table would queue.
    await sql`set lock_timeout = '10s'`;
    const applied = await applyMissing(sql, plan.migrationsFolder);
    await seedReference(sql, plan.seedFolder);
    return applied;
  } finally {
    // Ends the session and with it the lock.
    await sql.end({ timeout: 5 });
  }
}

/**
 * Refuses an application login that could step over row-level security or change the schema.
 *
 * @throws MigrationError
 */
export async function requireModestRole(appUrl: string): Promise<void> {
  const sql = postgres(appUrl, { max: 1, connect_timeout: 10, prepare: false, onnotice: () => {} });
  try {
    const [role] = await sql<{ name: string; mighty: boolean; builder: boolean }[]>`
      select current_user as name, rolsuper or rolbypassrls as mighty,
        has_schema_privilege(current_user, 'public', 'create') as builder
      from pg_roles where rolname = current_user`;
    if (!role || role.mighty || role.builder) {
      throw new MigrationError(
        `DATABASE_URL logs in as ${role?.name ?? "nobody"}, which is a superuser, bypasses row-level security or may create tables. Use hi_app, made by db/roles.sql.`,
      );
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function requireServer(sql: Sql): Promise<void> {
  const [server] = await sql<{ version: number; encoding: string; roles: string[] }[]>`
    select current_setting('server_version_num')::int as version,
      pg_encoding_to_char(encoding) as encoding,
      array(select rolname::text from pg_roles where rolname in ('hi_app', 'hi_read')) as roles
    from pg_database where datname = current_database()`;
  if (!server || server.version < OLDEST_SERVER) {
    throw new MigrationError(`PostgreSQL 15 or newer is needed; this server is ${server?.version}.`);
  }
  if (server.encoding !== "UTF8") {
    throw new MigrationError(`The database must be encoded as UTF8; this one is ${server.encoding}.`);
  }
  if (server.roles.length < 2) {
    throw new MigrationError(
      "The roles hi_app and hi_read are missing. Run db/roles.sql as an administrator first.",
    );
  }
}

async function applyMissing(sql: Sql, migrationsFolder: string): Promise<string[]> {
  const journal = readJournal(migrationsFolder);
  const before = await lastApplied(sql);
  const missing = journal.filter((entry) => entry.when > before).map((entry) => entry.tag);
  try {
    await migrate(drizzle(sql), { migrationsFolder });
  } catch (error) {
    const tag = failedMigration(error, migrationsFolder, missing);
    const reason =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new MigrationError(`Migration ${tag} failed and nothing was changed: ${reason}`, { cause: error });
  }
  return missing;
}

/** The migrations this version ships, oldest first. */
export function readJournal(migrationsFolder: string): JournalEntry[] {
  const file = path.join(migrationsFolder, "meta", "_journal.json");
  const journal: { entries: JournalEntry[] } = JSON.parse(readFileSync(file, "utf8"));
  return journal.entries;
}

/** Moment of the newest migration in the database, in ms since 1970; -1 when there is none. */
async function lastApplied(sql: Sql): Promise<number> {
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  if (!table?.name) return -1;
  const [row] = await sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`;
  return Number(row?.newest ?? -1);
}

/** The library runs all missing migrations in one transaction and tells the statement, not the file it came from. */
function failedMigration(error: unknown, migrationsFolder: string, missing: readonly string[]): string {
  const statement = error instanceof Error && "query" in error ? String(error.query).trim() : "";
  const holder = missing.find((tag) =>
    readFileSync(path.join(migrationsFolder, `${tag}.sql`), "utf8").includes(statement),
  );
  return holder ?? missing.join(" or ");
}
