import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Sql } from "./client";
import { MigrationError, requireModestRole } from "./migrate";
import { createTestDatabase, inDatabase, type TestDatabase } from "./testing/test-database";

let test: TestDatabase;
let owner: Sql;

beforeAll(async () => {
  test = await createTestDatabase();
  owner = postgres(test.directUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await owner.end();
  await test.close();
});

/** PostgreSQL's "insufficient_privilege". */
const refused = { code: "42501" };

describe("the application's role", () => {
  it("is neither superuser nor above row-level security", async () => {
    const rows = await test.sql`
      select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles
      where rolname in ('hi_owner', 'hi_app', 'hi_read') order by rolname`;
    expect(rows.map((row) => Object.values(row))).toEqual([
      ["hi_app", false, false, false, false],
      ["hi_owner", false, false, false, false],
      ["hi_read", false, false, false, false],
    ]);
    const [me] = await test.sql`select current_user as name`;
    expect(me?.name).toBe("hi_app");
  });

  it.each([
    ["create table", "create table planted (id int)"],
    ["create schema", "create schema planted"],
    ["create temporary table", "create temporary table planted (id int)"],
    ["alter table", "alter table miner_models add column planted int"],
    ["drop table", "drop table miner_models"],
    ["truncate", "truncate miner_models"],
    ["create function", "create function planted() returns int language sql return 1"],
    [
      "replacing the purpose of the database",
      "create or replace function public.database_purpose() returns text language sql return 'test'",
    ],
    ["change of the migrator's journal", "delete from drizzle.__drizzle_migrations"],
  ])("is refused %s", async (_what, statement) => {
    await expect(test.sql.unsafe(statement)).rejects.toMatchObject(refused);
  });

  it("reads and changes rows of every table in the public schema", async () => {
    const tables = await test.sql`
      select table_name, has_table_privilege('hi_app', format('public.%I', table_name), 'select') as reads,
        has_table_privilege('hi_read', format('public.%I', table_name), 'select') as reporter_reads,
        has_table_privilege('hi_read', format('public.%I', table_name), 'insert') as reporter_writes
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      order by table_name`;
    expect(tables.length).toBeGreaterThanOrEqual(5);
    for (const table of tables) expect(table).toMatchObject({ reads: true, reporter_writes: false });
    // People, credentials, trail and queue are no business of reports.
    expect(tables.filter((table) => table.reporter_reads).map((table) => table.table_name)).toEqual([
      "difficulty_retargets",
      "market_analytics",
      "miner_models",
      "network_snapshots",
      "provider_call_budgets",
      "sites",
    ]);
  });

  it("gets its rights on tables that come later, by default privileges", async () => {
    await owner`create table arrived_later (id int)`;
    await test.sql`insert into arrived_later values (1)`;
    expect(await test.sql`select id from arrived_later`).toHaveLength(1);
    await owner`drop table arrived_later`;
  });

  it("passes the check at start, and the owner and the superuser do not", async () => {
    await expect(requireModestRole(test.url)).resolves.toBeUndefined();
    await expect(requireModestRole(test.directUrl)).rejects.toThrow(MigrationError);
    const superuser = inDatabase(inject("postgresSuperuserUrl"), new URL(test.url).pathname.slice(1));
    await expect(requireModestRole(superuser)).rejects.toThrow(/DATABASE_URL logs in as postgres/);
  });

  it("cannot enter the server's other databases", async () => {
    const postgresDatabase = inDatabase(test.url, "postgres");
    const sql = postgres(postgresDatabase, { max: 1 });
    await expect(sql`select 1`).rejects.toMatchObject(refused);
    await sql.end();
  });
});

describe("the cluster", () => {
  it("is UTF-8 with the builtin C.UTF-8 locale", async () => {
    const [facts] = await test.sql`
      select pg_encoding_to_char(encoding) as encoding, datlocprovider, datlocale, datcollate
      from pg_database where datname = current_database()`;
    expect(facts).toEqual({
      encoding: "UTF8",
      datlocprovider: "b",
      datlocale: "C.UTF-8",
      datcollate: "C",
    });
    // Unicode case mapping, which the plain C locale lacks; and no Turkish dotless i.
    const [mapped] = await test.sql`select upper('äi') as upper, lower('ÄI') as lower`;
    expect(mapped).toEqual({ upper: "ÄI", lower: "äi" });
  });

  it("keeps UTC", async () => {
    const [zone] =
      await test.sql`select current_setting('timezone') as session, (select setting from pg_settings
      where name = 'log_timezone') as log`;
    expect(zone).toEqual({ session: "UTC", log: "UTC" });
  });

  it("stores passwords as SCRAM and listens on the loopback address only", async () => {
    const superuser = postgres(inDatabase(inject("postgresSuperuserUrl"), "postgres"), { max: 1 });
    try {
      const secrets = await superuser`select rolpassword from pg_authid where rolcanlogin`;
      expect(secrets.length).toBe(4);
      for (const { rolpassword } of secrets) expect(rolpassword).toMatch(/^SCRAM-SHA-256\$/);
      const [net] = await superuser`select current_setting('listen_addresses') as tcp,
        current_setting('unix_socket_directories') as sockets`;
      expect(net).toEqual({ tcp: "127.0.0.1", sockets: "" });
    } finally {
      await superuser.end();
    }
  });

  it("refuses a wrong password", async () => {
    const url = new URL(test.url);
    url.password = "wrong";
    const sql = postgres(url.href, { max: 1 });
    await expect(sql`select 1`).rejects.toMatchObject({ code: "28P01" });
    await sql.end();
  });
});
