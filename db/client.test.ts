import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, isPoolerUrl } from "./client";
import { createTestDatabase, type TestDatabase } from "./testing/test-database";

describe("isPoolerUrl", () => {
  it.each([
    ["postgres://a:b@ep-x-pooler.eu.neon.tech/db", true],
    ["postgres://a:b@127.0.0.1:6432/db?pgbouncer=true", true],
    ["postgres://a:b@ep-x.eu.neon.tech/db", false],
    ["postgres://a:b@127.0.0.1:5432/db", false],
  ])("of %s is %s", (url, pooled) => {
    expect(isPoolerUrl(url)).toBe(pooled);
  });
});

describe("createDatabase", () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.close());

  it("bounds statements, locks and forgotten transactions on every connection", async () => {
    const { sql, close } = createDatabase(test.url, { max: 3, applicationName: "bounds" });
    try {
      const rows = await Promise.all(
        Array.from(
          { length: 6 },
          () => sql`select pg_backend_pid() as pid,
        current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle,
        current_setting('application_name') as name, pg_sleep(0.05)::text as waited`,
        ),
      );
      const settings = new Set(
        rows.map(([row]) => `${row?.statement} ${row?.lock} ${row?.idle} ${row?.name}`),
      );
      expect([...settings]).toEqual(["5s 2s 10s bounds"]);
      expect(new Set(rows.map(([row]) => row?.pid)).size).toBe(3);
    } finally {
      await close();
    }
  });

  it("prepares no statement behind a pooler, and prepares them otherwise", async () => {
    for (const [suffix, prepared] of [
      ["?pgbouncer=true", 0],
      ["", 1],
    ] as const) {
      const { sql, close } = createDatabase(`${test.url}${suffix}`, { max: 1 });
      try {
        await sql`select ${7}::int as seven`;
        const [row] = await sql.unsafe(
          "select count(*)::int as count from pg_prepared_statements where statement like '%seven%'",
        );
        expect(row?.count).toBe(prepared);
      } finally {
        await close();
      }
    }
  });
});
