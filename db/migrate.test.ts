import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Sql } from "./client";
import { MigrationError, migrateDatabase, readJournal } from "./migrate";
import { inDatabase } from "./testing/test-database";

const migrationsFolder = path.join(import.meta.dirname, "migrations");
const seedFolder = path.join(import.meta.dirname, "seed");

describe("the journal", () => {
  const journal = readJournal(migrationsFolder);

  it("has rising timestamps, since an older one would be skipped in silence", () => {
    const moments = journal.map((entry) => entry.when);
    expect(moments.length).toBeGreaterThan(0);
    expect(moments).toEqual([...new Set(moments)].sort((a, b) => a - b));
  });

  it("lists exactly the files in the folder", () => {
    const files = readdirSync(migrationsFolder).filter((name) => name.endsWith(".sql"));
    expect(files.sort()).toEqual(journal.map((entry) => `${entry.tag}.sql`).sort());
  });
});

describe("migrating an empty database", () => {
  let superuser: Sql;
  const names = ["hi_migrate_twice", "hi_migrate_broken", "hi_migrate_latin"];
  const ownerUrl = (name: string) => inDatabase(inject("postgresOwnerUrl"), name);

  beforeAll(async () => {
    superuser = postgres(inDatabase(inject("postgresSuperuserUrl"), "postgres"), { max: 1 });
    for (const name of names.slice(0, 2)) {
      await superuser`create database ${superuser(name)} owner hi_owner template template0`;
      const inside = postgres(inDatabase(inject("postgresSuperuserUrl"), name), { max: 1 });
      await inside`alter schema public owner to hi_owner`;
      await inside.end();
    }
    await superuser`create database hi_migrate_latin owner hi_owner template template0 encoding 'LATIN1'
      locale_provider libc locale 'C'`;
  });
  afterAll(async () => {
    for (const name of names) await superuser`drop database ${superuser(name)} with (force)`;
    await superuser.end();
  });

  it("is done once when four processes try at the same moment", async () => {
    const plan = { directUrl: ownerUrl("hi_migrate_twice"), migrationsFolder, seedFolder };
    const results = await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(plan)));
    const tags = readJournal(migrationsFolder).map((entry) => entry.tag);
    expect(results.filter((applied) => applied.length > 0)).toEqual([tags]);
    const sql = postgres(plan.directUrl, { max: 1 });
    const rows = await sql`select id from drizzle.__drizzle_migrations`;
    expect(rows).toHaveLength(tags.length);
    await sql.end();
    expect(await migrateDatabase(plan)).toEqual([]);
  });

  it("names the migration that fails and leaves nothing of it behind", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "hi-migrations-"));
    cpSync(migrationsFolder, folder, { recursive: true });
    const journalFile = path.join(folder, "meta/_journal.json");
    const journal = JSON.parse(readFileSync(journalFile, "utf8"));
    const last = journal.entries.at(-1);
    journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: "9999_broken" });
    writeFileSync(journalFile, JSON.stringify(journal));
    writeFileSync(
      path.join(folder, "9999_broken.sql"),
      "create table half_done (id int);--> statement-breakpoint\nalter table not_there add column x int;",
    );
    const plan = { directUrl: ownerUrl("hi_migrate_broken"), migrationsFolder: folder, seedFolder };
    const failure = await migrateDatabase(plan).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MigrationError);
    expect(String(failure)).toMatch(/Migration 9999_broken failed.*not_there.* does not exist/);
    const sql = postgres(plan.directUrl, { max: 1 });
    const [left] =
      await sql`select to_regclass('public.half_done') as half, to_regclass('public.miner_models') as all`;
    expect(left).toEqual({ half: null, all: null });
    await sql.end();
    // A second run, with the fault taken out, is harmless.
    expect(await migrateDatabase({ ...plan, migrationsFolder })).toHaveLength(journal.entries.length - 1);
    rmSync(folder, { recursive: true });
  });

  it("refuses a pooler and a database that is not UTF-8", async () => {
    const pooled = { directUrl: "postgres://a@x-pooler.example/b", migrationsFolder, seedFolder };
    await expect(migrateDatabase(pooled)).rejects.toThrow(/pooler/);
    const latin = { directUrl: ownerUrl("hi_migrate_latin"), migrationsFolder, seedFolder };
    await expect(migrateDatabase(latin)).rejects.toThrow(/must be encoded as UTF8; this one is LATIN1/);
  });
});
