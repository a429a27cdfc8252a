import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { vi } from "vitest";
import { type FilledCompany, type FilledPerson, fillCompany, fillPerson } from "@/db/testing/fill-tables";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { openSession } from "@/lib/modules/auth/sessions/open-session";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { sessionCookie } from "@/lib/server/identity/session-cookie";
import { testRequest } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";

/** Two companies with rows of the same shape, and a real person for each role; the second company's own people too. */
export interface TwoCompanies {
  readonly test: TestDatabase;
  readonly north: FilledCompany;
  readonly south: FilledCompany;
  readonly people: Readonly<Record<PersonName, FilledPerson>>;
  close(): Promise<void>;
}

const roleOf = {
  guest: "guest",
  "customer A": "customer",
  "customer B": "customer",
  operator: "operator",
  sales: "sales",
  "site manager": "site_manager",
  admin: "admin",
  owner: "owner",
} as const;
const southern = { "owner of another company": "owner", "customer of another company": "customer" } as const;

export type PersonName = keyof typeof roleOf | keyof typeof southern;

/** Everybody whom the walk over all doors sends there. */
export const everybody = ["visitor", ...Object.keys(roleOf), "owner of another company"] as (
  | PersonName
  | "visitor"
)[];

/** Opens both; the environment of this test file points into them, and no outside service is asked. */
export async function openTwoCompanies(): Promise<TwoCompanies> {
  const test = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-access-"));
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("DATA_DIR", dataDir);
  vi.stubEnv("MARKET_PROVIDERS", "off");
  vi.stubEnv("OUTBOX_NOTIFY", "off");
  resetEnvironment();
  const [north, south] = [await fillCompany(test.sql, "nordlicht"), await fillCompany(test.sql, "suedhang")];
  const people: Partial<Record<PersonName, FilledPerson>> = {};
  for (const [name, role] of Object.entries(roleOf)) {
    const word = `nord${name.replaceAll(" ", "").toLowerCase()}`;
    people[name as PersonName] = await fillPerson(test.sql, north, { word, role });
  }
  for (const [name, role] of Object.entries(southern)) {
    people[name as PersonName] = await fillPerson(test.sql, south, { word: `sued${role}`, role });
  }
  return {
    test,
    north,
    south,
    people: people as Record<PersonName, FilledPerson>,
    async close() {
      await database().close();
      await test.close();
      rmSync(dataDir, { recursive: true, force: true });
      vi.unstubAllEnvs();
      resetEnvironment();
    },
  };
}

let calls = 0;

/** The cookies of all sessions so far. */
export const sentCookies: string[] = [];

/**
 * The headers of a request that a page of ours makes the person's browser send; a new session each time, since a door
 * may end the one it was reached with, and another address, so that no limit is met.
 */
export async function headersOf(
  person: FilledPerson | null,
  { confirmedMinutesAgo = 0 }: { readonly confirmedMinutesAgo?: number } = {},
): Promise<Headers> {
  calls += 1;
  const headers = new Headers({
    host: "127.0.0.1:3000",
    origin: "http://127.0.0.1:3000",
    "user-agent": "test",
    "content-type": "application/json",
    "x-hi-peer-address": `198.18.${Math.floor(calls / 250)}.${calls % 250}`,
  });
  if (person === null) return headers;
  const { userId } = person;
  const sessionId = await withTransaction({ kind: "system", name: "test" }, async (tx) => {
    const id = await openSession(tx, { userId, method: "password", request: testRequest });
    await tx.execute(sql`
      update user_sessions set confirmed_at = app_now() - ${`${confirmedMinutesAgo} minutes`}::interval
      where id = ${id}`);
    return id;
  });
  const { name, value } = await sessionCookie({ userId, sessionId });
  sentCookies.push(value);
  headers.set("cookie", `${name}=${value}`);
  return headers;
}
