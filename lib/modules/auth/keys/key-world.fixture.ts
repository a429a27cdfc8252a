import type { TransactionSql } from "postgres";
import { v7 as uuidV7 } from "uuid";
import { vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/domain/rbac/role";
import { createKey } from "@/lib/modules/auth/keys/commands";
import type { CreateKeyInput } from "@/lib/modules/auth/keys/schema";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { userViewer } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";

/** For tests: a database of its own with companies and people to put into it. */
export interface KeyWorld {
  readonly test: TestDatabase;
  company(name: string): Promise<string>;
  /** Somebody new with a place in a company, as they are right after signing in. */
  person(orgId: string, role: Role): Promise<UserViewer>;
  close(): Promise<void>;
}

/** Opens a world; the environment of this test file points into it. */
export async function openKeyWorld(): Promise<KeyWorld> {
  const test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("SECRET_KEYS", `now:${"A".repeat(43)}=,old:${"B".repeat(43)}=`);
  resetEnvironment();
  return {
    test,
    async company(name) {
      const id = uuidV7();
      await asSystem(test, (tx) => tx`insert into companies (id, name) values (${id}, ${name})`);
      return id;
    },
    async person(orgId, role) {
      const userId = uuidV7();
      await asSystem(test, async (tx) => {
        await tx`insert into users (id, email, name, email_verified_at)
          values (${userId}, ${`${userId}@demo.example`}, ${`A ${role}`}, now())`;
        await tx`insert into memberships (id, org_id, user_id, role)
          values (${uuidV7()}, ${orgId}, ${userId}, ${role})`;
      });
      return userViewer({ userId, orgId, role });
    },
    async close() {
      await database().close();
      await test.close();
    },
  };
}

/** Changes rows past the application's own doors, as an administrator of the database could. */
export async function asSystem(
  { sql }: Pick<TestDatabase, "sql">,
  change: (tx: TransactionSql) => Promise<unknown>,
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    await change(tx);
  });
}

/** A key that reads the market, made by `owner`; `more` replaces parts. */
export const makeKey = (owner: UserViewer, more: Partial<CreateKeyInput> = {}) =>
  createKey(owner, { name: "Test", scopes: ["market:read"], expiresInDays: null, ...more });
