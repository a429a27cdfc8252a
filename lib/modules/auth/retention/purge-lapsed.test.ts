import postgres from "postgres";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Sql } from "@/db/client";
import { type FilledPerson, fillCompany, fillPerson } from "@/db/testing/fill-tables";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { throttleForgetsAfterMs } from "@/lib/domain/sign-in/login-throttle";
import { purgeLapsed } from "@/lib/modules/auth/retention/purge-lapsed";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";

let test: TestDatabase;
/** As the owner of the tables, who sees all rows. */
let all: Sql;
let person: FilledPerson;

beforeAll(async () => {
  test = await createTestDatabase();
  all = postgres(test.directUrl, { max: 2, onnotice: () => {} });
  vi.stubEnv("DATABASE_URL", test.url);
  resetEnvironment();
});
beforeEach(async () => {
  while ((await purgeLapsed()) > 0);
  const company = await fillCompany(test.sql, `firm${uuidV7().slice(-8)}`);
  person = await fillPerson(test.sql, company, { word: `mark${uuidV7().slice(-8)}`, role: "customer" });
});
afterAll(async () => {
  await all.end();
  await database().close();
  await test.close();
});

const count = async (table: string): Promise<number> => {
  const [row] = await all<{ count: number }[]>`
    select count(*)::int as count from ${all(table)} where user_id = ${person.userId}`;
  return row?.count ?? 0;
};

it("deletes nothing of a person that is still of use", async () => {
  expect(await purgeLapsed()).toBe(0);
});

it.each(["mail_tokens", "sign_in_challenges", "refresh_tokens"])(
  "deletes rows of %s once they have expired, and not before",
  async (table) => {
    await all`update ${all(table)} set expires_at = now() + interval '5 seconds' where user_id = ${person.userId}`;
    expect(await purgeLapsed()).toBe(0);
    await all`update ${all(table)} set expires_at = now() where user_id = ${person.userId}`;
    expect(await purgeLapsed()).toBe(1);
    expect(await count(table)).toBe(0);
  },
);

it("keeps sessions for as long as their browser counts as known: 90 days", async () => {
  const begin = (days: number) => all`
    update user_sessions set created_at = now() - make_interval(days => ${days}),
      expires_at = now() - make_interval(days => ${days}) + interval '12 hours', ended_at = now()
    where id = ${person.ids.session}`;
  await begin(89);
  expect(await purgeLapsed()).toBe(0);
  await begin(91);
  expect(await purgeLapsed()).toBe(1);
  expect(await count("user_sessions")).toBe(0);
});

it.each(["accepted_at", "revoked_at", "expires_at"])(
  "deletes an invitation 90 days after its end (%s), and not before",
  async (column) => {
    const end = (days: number) => all`
      update invitations set ${all(column)} = now() - make_interval(days => ${days})
      where id = ${person.ids.invitation}`;
    await end(89);
    expect(await purgeLapsed()).toBe(0);
    await end(91);
    expect(await purgeLapsed()).toBe(1);
  },
);

it("deletes what was counted of tries at signing in once it counts for nothing", async () => {
  const tried = (key: string, msAgo: number, openInMs = -1000) => all`
    insert into login_throttles (key, tokens, delays, counted_at_ms, open_at_ms) select ${key}, -5, 5, ms - ${msAgo}, ms + ${openInMs}
    from (select floor(extract(epoch from now()) * 1000)::bigint as ms) as moment`;
  await tried("old", throttleForgetsAfterMs + 60_000);
  await tried("young", throttleForgetsAfterMs - 60_000);
  await tried("closed", throttleForgetsAfterMs + 60_000, 60_000);
  expect(await purgeLapsed()).toBe(1);
  expect((await all`select key from login_throttles order by key`).map(({ key }) => key)).toEqual([
    "closed",
    "young",
  ]);
});

it("leaves a row that somebody works on, and waits for nobody", async () => {
  await all`update mail_tokens set expires_at = now() where user_id = ${person.userId}`;
  await all.begin(async (tx) => {
    await tx`select 1 from mail_tokens where user_id = ${person.userId} for update`;
    expect(await purgeLapsed()).toBe(0);
  });
  expect(await purgeLapsed()).toBe(1);
});

it("deletes no more than 500 rows of a kind at once", async () => {
  await all`
    insert into sign_in_challenges (id, kind, expires_at)
    select n::text, 'wallet_sign_in', now() - interval '1 minute' from generate_series(1, 600) n`;
  expect(await purgeLapsed()).toBe(500);
  expect(await purgeLapsed()).toBe(100);
});
