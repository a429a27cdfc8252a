import type { TransactionSql } from "postgres";
import { v7 as uuidV7 } from "uuid";
import { vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/domain/rbac/role";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { findSessionViewer } from "@/lib/server/identity/find-session";
import type { Mail } from "@/lib/server/mail/request-mail";
import { openSecret } from "@/lib/server/secrets/envelope";
import { testRequest } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";

/** What a test may say of somebody new. */
export interface NewPerson {
  readonly role: Role;
  readonly email?: string;
  readonly name?: string;
  readonly siteIds?: readonly string[];
  readonly isActive?: boolean;
  readonly expiresAt?: Date | null;
}

/** For tests: a database of its own with companies and people to put into it. */
export interface PeopleWorld {
  readonly test: TestDatabase;
  company(name: string): Promise<string>;
  site(orgId: string, name: string): Promise<string>;
  /** Somebody new with a place in a company, signed in right now. */
  person(orgId: string, person: NewPerson): Promise<UserViewer>;
  /** Gives somebody a place in one more company. */
  join(userId: string, orgId: string, person: NewPerson): Promise<void>;
  /** A new session of somebody in a company; its viewer is looked up like that of a request. */
  signIn(userId: string, orgId: string | null): Promise<UserViewer>;
  /** The viewer that the next request with somebody's session has; null when it is no good any more. */
  next(viewer: UserViewer): Promise<UserViewer | null>;
  version(viewer: UserViewer): Promise<number>;
  /** Mails asked for so far, oldest first, opened. */
  mails(): Promise<Mail[]>;
  /** The token in the newest mail to an address. */
  tokenFor(email: string): Promise<string>;
  rows<Row extends Record<string, unknown>>(query: (tx: TransactionSql) => Promise<unknown>): Promise<Row[]>;
  close(): Promise<void>;
}

/** Opens a world; the environment of this test file points into it. */
export async function openPeopleWorld(): Promise<PeopleWorld> {
  const test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("LOG_LEVEL", "silent");
  resetEnvironment();

  const asSystem = <Result>(work: (tx: TransactionSql) => Promise<Result>) =>
    test.sql.begin(async (tx) => {
      await tx`select set_config('hi.viewer', 'system', true)`;
      return work(tx);
    }) as Promise<Result>;

  async function signIn(userId: string, orgId: string | null): Promise<UserViewer> {
    const sessionId = uuidV7();
    await asSystem(
      (tx) => tx`
        insert into user_sessions (id, user_id, org_id, method, expires_at, confirmed_at, address, user_agent)
        values (${sessionId}, ${userId}, ${orgId}, 'password', now() + interval '12 hours', now(), '192.0.2.7', 'test')`,
    );
    const viewer = await findSessionViewer({ userId, sessionId }, testRequest);
    if (viewer === null) throw new Error("the session is not good");
    return viewer;
  }

  async function join(userId: string, orgId: string, person: NewPerson): Promise<void> {
    const { role, siteIds = [], isActive = true, expiresAt = null } = person;
    const membershipId = uuidV7();
    await asSystem(async (tx) => {
      await tx`insert into memberships (id, org_id, user_id, role, is_active, expires_at)
        values (${membershipId}, ${orgId}, ${userId}, ${role}, ${isActive}, ${expiresAt?.toISOString() ?? null}::timestamptz)`;
      for (const siteId of siteIds) {
        await tx`insert into membership_sites (membership_id, site_id, org_id)
          values (${membershipId}, ${siteId}, ${orgId})`;
      }
    });
  }

  async function mails(): Promise<Mail[]> {
    const rows = await asSystem(
      (tx) => tx<{ payload: { mailId: string; envelope: string } }[]>`
        select payload from event_outbox where type = 'mail.requested' order by id`,
    );
    return rows.map(
      ({ payload }) =>
        JSON.parse(openSecret(payload.envelope, `event_outbox.payload:${payload.mailId}`)) as Mail,
    );
  }

  return {
    test,
    signIn,
    join,
    mails,
    async company(name) {
      const id = uuidV7();
      await asSystem((tx) => tx`insert into companies (id, name) values (${id}, ${name})`);
      return id;
    },
    async site(orgId, name) {
      const id = uuidV7();
      await asSystem((tx) => tx`insert into sites (id, org_id, name) values (${id}, ${orgId}, ${name})`);
      return id;
    },
    async person(orgId, person) {
      const userId = uuidV7();
      const { email = `${userId}@demo.example`, name = `A ${person.role}` } = person;
      await asSystem(
        (tx) => tx`insert into users (id, email, name, email_verified_at)
          values (${userId}, ${email}, ${name}, now())`,
      );
      await join(userId, orgId, { ...person, isActive: true, expiresAt: null });
      const viewer = await signIn(userId, orgId);
      const { isActive = true, expiresAt = null } = person;
      await asSystem(
        (
          tx,
        ) => tx`update memberships set is_active = ${isActive}, expires_at = ${expiresAt?.toISOString() ?? null}::timestamptz
          where user_id = ${userId} and org_id = ${orgId}`,
      );
      return viewer;
    },
    next: ({ userId, credentialId }) => findSessionViewer({ userId, sessionId: credentialId }, testRequest),
    async version({ userId, orgId }) {
      const [row] = await asSystem(
        (tx) => tx<{ version: number }[]>`
          select version from memberships where user_id = ${userId} and org_id = ${orgId}`,
      );
      if (row === undefined) throw new Error("there is no such place");
      return row.version;
    },
    async tokenFor(email) {
      const mail = (await mails()).findLast(({ to, action }) => to === email && action !== undefined);
      const token = mail?.action?.url.split("/invitation/")[1];
      if (token === undefined) throw new Error(`no invitation was mailed to ${email}`);
      return token;
    },
    rows: <Row extends Record<string, unknown>>(query: (tx: TransactionSql) => Promise<unknown>) =>
      asSystem(query) as Promise<Row[]>,
    async close() {
      await database().close();
      await test.close();
    },
  };
}

/** A moment some days from now. */
export const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);
