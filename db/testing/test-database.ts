import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { createDatabase, type Database, type Sql } from "../client";

export interface TestDatabase {
  /** As hi_app, like the application. */
  readonly url: string;
  /** As hi_owner. */
  readonly directUrl: string;
  readonly db: Database;
  readonly sql: Sql;
  /** Ends the connections and drops the database. */
  close(): Promise<void>;
}

/** A database of its own for one test file: a clone of the migrated and seeded template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `hi_test_${randomBytes(6).toString("hex")}`;
  await asSuperuser(async (sql) => {
    await sql`create database ${sql(name)} template hashinsight owner hi_owner`;
    // Rights on a database itself are not part of what a clone copies.
    await sql`revoke all on database ${sql(name)} from public`;
    await sql`grant connect on database ${sql(name)} to hi_app, hi_read`;
  });
  const url = inDatabase(inject("postgresAppUrl"), name);
  const handle = createDatabase(url, { max: 4, applicationName: "hashinsight-test" });
  return {
    url,
    directUrl: inDatabase(inject("postgresOwnerUrl"), name),
    db: handle.db,
    sql: handle.sql,
    close: async () => {
      await handle.close();
      await asSuperuser((sql) => sql`drop database ${sql(name)} with (force)`);
    },
  };
}

/** The same server and role, another database. */
export function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function asSuperuser(work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(inDatabase(inject("postgresSuperuserUrl"), "postgres"), {
    max: 1,
    onnotice: () => {},
  });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
