import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Sql } from "./client";
import { createTestDatabase, type TestDatabase } from "./testing/test-database";

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

const shifted = (offset: string) =>
  test.sql.begin(async (sql) => {
    await sql`select set_config('hi.clock_offset', ${offset}, true)`;
    const [row] = await sql<{ seconds: number }[]>`
      select extract(epoch from app_now() - now())::float8 as seconds`;
    return row?.seconds;
  });

it("app_now() is the transaction's now when nothing is shifted", async () => {
  const [row] = await test.sql`select app_now() = now() as same`;
  expect(row?.same).toBe(true);
  expect(await shifted("")).toBe(0);
});

it("app_now() is shifted in a test database, forward and back", async () => {
  expect(await shifted("10 minutes")).toBe(600);
  expect(await shifted("-10 minutes")).toBe(-600);
});

it("app_now() refuses a shifted clock in a database for production", async () => {
  await owner`create or replace function public.database_purpose() returns text
    language sql immutable parallel safe return 'production'`;
  try {
    await expect(shifted("1 second")).rejects.toMatchObject({ code: "42501" });
    const [row] = await test.sql`select app_now() = now() as same`;
    expect(row?.same).toBe(true);
  } finally {
    await owner`create or replace function public.database_purpose() returns text
      language sql immutable parallel safe return 'test'`;
  }
});
