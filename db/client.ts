import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as audit from "./schema/audit";
import * as auth from "./schema/auth";
import * as calculator from "./schema/calculator";
import * as credentials from "./schema/credentials";
import * as engine from "./schema/engine";
import * as events from "./schema/events";
import * as hosting from "./schema/hosting";
import * as live from "./schema/live";
import * as mail from "./schema/mail";
import * as market from "./schema/market";
import * as portfolio from "./schema/portfolio";
import * as security from "./schema/security";

/** Every table of the application; a new module adds its file here and nowhere else. */
const schema = {
  ...market,
  ...calculator,
  ...auth,
  ...credentials,
  ...security,
  ...audit,
  ...events,
  ...engine,
  ...hosting,
  ...live,
  ...mail,
  ...portfolio,
};

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema>;
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
export type Sql = postgres.Sql;

export interface DatabaseOptions {
  /** Largest number of connections; web 10, worker 5. */
  readonly max?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

export interface DatabaseHandle {
  readonly db: Database;
  readonly sql: Sql;
  /** Ends all connections; running queries get five seconds. */
  close(): Promise<void>;
}

/**
 * Whether an address leads to a transaction pooler, on which a prepared statement may meet a connection
 * that never prepared it.
 *
 * @throws TypeError when the address is no URL.
 */
export function isPoolerUrl(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  return hostname.includes("-pooler") || searchParams.get("pgbouncer") === "true";
}

/**
 * A lazy pool on `url`: nothing is connected until the first query.
 *
 * Times are in milliseconds where PostgreSQL reads them and in seconds where postgres.js does. `max_lifetime`
 * stays at its default, which jitters; a fixed figure would end all connections at the same moment.
 */
export function createDatabase(url: string, options: DatabaseOptions = {}): DatabaseHandle {
  const sql = postgres(withoutPoolerFlag(url), {
    max: options.max ?? 10,
    connect_timeout: 5,
    idle_timeout: 30,
    prepare: !isPoolerUrl(url),
    onnotice: () => {},
    connection: {
      application_name: options.applicationName ?? "hashinsight",
      statement_timeout: 5000,
      idle_in_transaction_session_timeout: 10_000,
      lock_timeout: 2000,
    },
  });
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) };
}

/** postgres.js hands unknown query parameters to the server as settings, which refuses this one. */
function withoutPoolerFlag(url: string): string {
  const cleaned = new URL(url);
  cleaned.searchParams.delete("pgbouncer");
  return cleaned.href;
}
