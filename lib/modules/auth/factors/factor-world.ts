import { v7 as uuidV7 } from "uuid";
import { vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { testRequest, userViewer } from "@/lib/server/testing/viewers";
import type { UserViewer, Viewer } from "@/lib/server/viewer";

/** Somebody in a company of their own, with an open session. */
export interface WorldPerson {
  readonly userId: string;
  readonly orgId: string;
  readonly sessionId: string;
  /** Signed in and confirmed. */
  readonly viewer: UserViewer;
  /** Signed in more than ten minutes ago. */
  readonly unconfirmed: UserViewer;
}

/** For tests of the ways of signing in: a database of its own, at https://mine.example.com. */
export interface FactorWorld {
  readonly test: TestDatabase;
  person(): Promise<WorldPerson>;
  /** Outcomes in the login history of a person, oldest first. */
  logins(userId: string): Promise<readonly string[]>;
  /** Actions in the trail about or by a person, oldest first. */
  trail(userId: string): Promise<readonly string[]>;
  /** How many mails wait to leave. */
  mails(): Promise<number>;
  close(): Promise<void>;
}

/** A visitor whose requests come from an address of their own, so that tests do not throttle each other. */
export function visitorFrom(address: string): Viewer {
  return { kind: "visitor", request: { ...testRequest, address } };
}

/** Opens a world; the environment of this test file points into it. */
export async function openFactorWorld(publicUrl = "https://mine.example.com"): Promise<FactorWorld> {
  const test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("PUBLIC_URL", publicUrl);
  resetEnvironment();
  const system = <Result>(work: (sql: TestDatabase["sql"]) => Promise<Result>): Promise<Result> =>
    test.sql.begin(async (sql) => {
      await sql`select set_config('hi.viewer', 'system', true)`;
      return work(sql as unknown as TestDatabase["sql"]);
    }) as Promise<Result>;
  return {
    test,
    async person() {
      const [userId, orgId, sessionId] = [uuidV7(), uuidV7(), uuidV7()];
      const email = `${userId}@example.com`;
      await system(async (sql) => {
        await sql`insert into companies (id, name) values (${orgId}, 'Test')`;
        await sql`insert into users (id, email, email_verified_at, name) values (${userId}, ${email}, now(), 'Ana')`;
        await sql`insert into memberships (id, org_id, user_id, role) values (${uuidV7()}, ${orgId}, ${userId}, 'admin')`;
        await sql`
          insert into user_sessions (id, user_id, org_id, method, expires_at, confirmed_at, address, user_agent)
          values (${sessionId}, ${userId}, ${orgId}, 'password', now() + interval '12 hours', now(), '192.0.2.1', 'test')`;
      });
      const viewer = userViewer({ userId, orgId, role: "admin" }, { credentialId: sessionId });
      return { userId, orgId, sessionId, viewer, unconfirmed: { ...viewer, isConfirmed: false } };
    },
    logins: (userId) =>
      system(async (sql) => {
        const rows = await sql<{ outcome: string }[]>`
          select outcome from login_records where user_id = ${userId} order by occurred_at, id`;
        return rows.map((row) => row.outcome);
      }),
    trail: (userId) =>
      system(async (sql) => {
        const rows = await sql<{ action: string }[]>`
          select action from audit_entries where actor_id = ${userId} or object_id = ${userId}
          order by written_order`;
        return rows.map((row) => row.action);
      }),
    mails: () =>
      system(async (sql) => {
        const [row] = await sql<{ many: number }[]>`
          select count(*)::int as many from event_outbox where type = 'mail.requested'`;
        return row?.many ?? 0;
      }),
    async close() {
      await database().close();
      await test.close();
    },
  };
}
