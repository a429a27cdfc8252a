import type { TransactionSql } from "postgres";
import { v7 as uuidV7 } from "uuid";
import { vi } from "vitest";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/domain/rbac/role";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import type { Mail } from "@/lib/server/mail/request-mail";
import { hashPassword } from "@/lib/server/passwords/hash-password";
import { openSecret } from "@/lib/server/secrets/envelope";

/** The password of everybody in these tests. */
export const goodPassword = "orchard lamp 7";

/** What a test may say of somebody new. */
export interface NewPerson {
  readonly username?: string;
  readonly passwordHash?: string | null;
  readonly isVerified?: boolean;
  readonly isActive?: boolean;
  readonly role?: Role | null;
}

export type SignInWorld = Awaited<ReturnType<typeof openSignInWorld>>;

/** For tests: a database of its own, people in it, the mails they were sent, and its clock. */
export async function openSignInWorld() {
  const test = await createTestDatabase();
  const pointAt = (url: string) => {
    vi.stubEnv("DATABASE_URL", url);
    resetEnvironment();
  };
  pointAt(test.url);
  const hash = await hashPassword(goodPassword);
  const orgId = uuidV7();

  const asSystem = <Result>(work: (tx: TransactionSql) => Promise<Result>) =>
    test.sql.begin(async (tx) => {
      await tx`select set_config('hi.viewer', 'system', true)`;
      return work(tx);
    }) as Promise<Result>;
  await asSystem((tx) => tx`insert into companies (id, name) values (${orgId}, 'Norrsken')`);

  return {
    orgId,
    asSystem,
    /** Somebody with an account, by default confirmed, active and an operator of the company. */
    async person(email: string, more: NewPerson = {}): Promise<string> {
      const { username = null, passwordHash = hash, isVerified = true, isActive = true } = more;
      const { role = "operator" } = more;
      const id = uuidV7();
      await asSystem(async (tx) => {
        await tx`
          insert into users (id, email, username, name, password_hash, email_verified_at, is_active)
          values (${id}, ${email}, ${username}, 'Ada Lovelace', ${passwordHash},
            case when ${isVerified} then now() end, ${isActive})`;
        if (role !== null) {
          await tx`insert into memberships (id, org_id, user_id, role)
            values (${uuidV7()}, ${orgId}, ${id}, ${role})`;
        }
      });
      return id;
    },
    /** One row of a table. */
    async one<Row extends Record<string, unknown>>(
      query: (tx: TransactionSql) => Promise<unknown>,
    ): Promise<Row> {
      const [row] = (await asSystem(query)) as Row[];
      if (row === undefined) throw new Error("there is no such row");
      return row;
    },
    /** Mails asked for so far, oldest first, opened. */
    async mails(to?: string): Promise<Mail[]> {
      const rows = await asSystem(
        (tx) => tx<{ payload: { mailId: string; envelope: string } }[]>`
          select payload from event_outbox where type = 'mail.requested' order by event_id`,
      );
      return rows
        .map(({ payload }): Mail => {
          const text = openSecret(payload.envelope, `event_outbox.payload:${payload.mailId}`);
          return JSON.parse(text);
        })
        .filter((mail) => to === undefined || mail.to === to);
    },
    /** The token in the newest link to somebody. */
    async tokenFor(to: string): Promise<string> {
      const url = (await this.mails(to)).at(-1)?.action?.url;
      const token = url?.split("/").at(-1);
      if (token === undefined) throw new Error(`no link was sent to ${to}`);
      return token;
    },
    /** Outcomes of the login history, newest first. */
    async outcomes(userId: string | null): Promise<string[]> {
      const rows = await asSystem(
        (tx) => tx<{ outcome: string }[]>`
          select outcome from login_records where user_id is not distinct from ${userId} order by id desc`,
      );
      return rows.map(({ outcome }) => outcome);
    },
    /** Sets the application's clock ahead: "31 minutes". */
    async clockAhead(offset: string): Promise<void> {
      await this.forgetPool();
      const url = new URL(test.url);
      url.searchParams.set("hi.clock_offset", offset);
      pointAt(url.href);
    },
    async clockRight(): Promise<void> {
      await this.forgetPool();
      pointAt(test.url);
    },
    async forgetPool(): Promise<void> {
      await database().close();
      Reflect.deleteProperty(globalThis, "hashinsightDatabase");
    },
    async close(): Promise<void> {
      await this.forgetPool();
      await test.close();
    },
  };
}
