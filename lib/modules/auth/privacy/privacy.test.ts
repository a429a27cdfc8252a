import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Sql } from "@/db/client";
import {
  type FilledCompany,
  type FilledPerson,
  fillCompany,
  fillPerson,
  secretWord,
} from "@/db/testing/fill-tables";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import type { Role } from "@/lib/domain/rbac/role";
import { changeName } from "@/lib/modules/auth/accounts/commands";
import { eraseOwnAccount, erasePerson } from "@/lib/modules/auth/privacy/erase-person";
import { exportPerson } from "@/lib/modules/auth/privacy/export-person";
import { storedAboutPerson } from "@/lib/modules/auth/privacy/stored-about-person";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { verifyTrail } from "@/lib/server/audit/verify-trail";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { findSessionViewer } from "@/lib/server/identity/find-session";
import { testRequest, userViewer, visitor } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";

let test: TestDatabase;
/** As the owner of the tables, who sees all rows. */
let all: Sql;
let company: FilledCompany;
let owner: FilledPerson;

/** Where the ends of the trails are noted. */
const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-privacy-"));

beforeAll(async () => {
  test = await createTestDatabase();
  all = postgres(test.directUrl, { max: 1, onnotice: () => {} });
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("OUTBOX_NOTIFY", "off");
  vi.stubEnv("DATA_DIR", dataDir);
  resetEnvironment();
});
beforeEach(async () => {
  // The marks of its seals are made up, and a test seals for real.
  company = await fillCompany(test.sql, `firm${uuidV7().slice(-8)}`, { isSealed: false });
  owner = await fillPerson(test.sql, company, { word: word("owner"), role: "owner" });
});
afterAll(async () => {
  await all.end();
  await database().close();
  await test.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const word = (text: string) => `${text}${uuidV7().slice(-10)}`;
const newcomer = (role: Role = "customer") => fillPerson(test.sql, company, { word: word("mark"), role });
const viewerOf = ({ userId, orgId, role, word: mark }: FilledPerson, more: Partial<UserViewer> = {}) =>
  userViewer(
    { userId, orgId, role },
    { request: { ...testRequest, address: `address of ${mark}` }, ...more },
  );

/** Every row of every table in which a text stands, as "table: row". */
async function findText(text: string): Promise<string[]> {
  const tables = await all<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await all<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${all(name)} t where to_jsonb(t)::text ilike ${`%${text}%`}`;
    found.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return found;
}

/** Columns that hold a person's id, by foreign key or by name. */
async function personColumns(): Promise<string[]> {
  const rows = await all<{ place: string }[]>`
    select distinct c.table_name || '.' || c.column_name as place
    from information_schema.columns c
    left join pg_constraint f on f.contype = 'f' and f.confrelid = 'users'::regclass
      and f.conrelid = format('public.%I', c.table_name)::regclass
      and c.column_name = (select attname from pg_attribute where attrelid = f.conrelid and attnum = f.conkey[1])
    where c.table_schema = 'public' and (f.oid is not null or c.column_name in ('person_id', 'actor_id'))
    order by 1`;
  return rows.map(({ place }) => place);
}

describe("what is stored about people", () => {
  it("names every column that holds a person's id", async () => {
    const named = storedAboutPerson.flatMap(({ table, by }) => by.map((column) => `${table}.${column}`));
    const columns = await personColumns();
    expect(columns.length).toBeGreaterThanOrEqual(16);
    expect(columns.filter((place) => !named.includes(place))).toEqual([]);
  });

  it("decides on every column of the tables it names", async () => {
    for (const table of new Set(storedAboutPerson.map((part) => part.table))) {
      const parts = storedAboutPerson.filter((part) => part.table === table);
      const decided = parts.flatMap((part) => [...part.by, ...part.columns, ...Object.keys(part.withheld)]);
      const columns = await all<{ name: string }[]>`
        select column_name as name from information_schema.columns
        where table_schema = 'public' and table_name = ${table}`;
      expect(
        columns.map(({ name }) => name).filter((name) => !decided.includes(name)),
        table,
      ).toEqual([]);
      expect([...new Set(decided)].filter((name) => !columns.some((c) => c.name === name), table)).toEqual(
        [],
      );
    }
  });
});

describe("the export", () => {
  it("holds every text that is stored about the person, and no secret", async () => {
    const person = await newcomer();
    const text = JSON.stringify(await exportPerson(viewerOf(person)));
    expect(text).not.toContain(secretWord);
    const { parts } = await exportPerson(viewerOf(person));
    for (const part of storedAboutPerson.filter(
      ({ columns, also }) => columns.length > 0 && also === undefined,
    ))
      expect(parts[part.part]?.length, part.part).toBeGreaterThan(0);
    for (const row of await findText(person.word)) {
      const [table = ""] = row.split(": ");
      const part = storedAboutPerson.find((stored) => stored.table === table);
      expect(JSON.stringify(parts[part?.part ?? ""]), row).toMatch(
        table === "sign_in_challenges" ? /passkey_register/ : new RegExp(person.word),
      );
    }
  });

  it("holds nothing about anybody else", async () => {
    const [person, other] = [await newcomer("admin"), await newcomer()];
    const text = JSON.stringify(await exportPerson(viewerOf(person)));
    for (const foreign of [other, owner]) {
      expect(text).not.toContain(foreign.word);
      expect(text).not.toContain(foreign.userId);
    }
  });

  it("is noted in the trail, and refused to a visitor", async () => {
    const person = await newcomer();
    await exportPerson(viewerOf(person));
    const entries = await all`
      select 1 from audit_entries where action = 'auth.data_exported' and actor_id = ${person.userId}`;
    expect(entries).toHaveLength(1);
    await expect(exportPerson(visitor)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("an erasure", () => {
  it("leaves no text of the person anywhere in the database, and the trail verifies", async () => {
    const person = await newcomer();
    await changeName(viewerOf(person), { name: `Renamed ${person.word}` });
    await sealAudit();
    expect((await findText(person.word)).length).toBeGreaterThan(12);
    expect(await findText(`address of ${person.word}`)).not.toEqual([]);
    await eraseOwnAccount(viewerOf(person), { email: person.email });
    expect(await findText(person.word)).toEqual([]);
    await sealAudit();
    const report = await verifyTrail({ kind: "system", name: "test" }, company.id);
    expect(report).toMatchObject({ isWhole: true, damages: [], unsealedCount: 0 });
    expect(report.entriesChecked).toBeGreaterThanOrEqual(3);
  });

  it("ends every way in at once", async () => {
    const person = await newcomer();
    const session = { userId: person.userId, sessionId: person.ids.session };
    expect(await findSessionViewer(session, testRequest)).not.toBeNull();
    await eraseOwnAccount(viewerOf(person), { email: person.email });
    expect(await findSessionViewer(session, testRequest)).toBeNull();
    const [left] = await all`
      select (select count(*)::int from memberships where user_id = ${person.userId}) as places,
        (select count(*)::int from api_keys where user_id = ${person.userId}) as keys,
        (select count(*)::int from passkeys where user_id = ${person.userId}) as passkeys,
        (select count(*)::int from invitations where email = ${person.email}) as invitations`;
    expect(left).toEqual({ places: 0, keys: 0, passkeys: 0, invitations: 0 });
  });

  it("leaves the others as they were", async () => {
    const [person, other] = [await newcomer(), await newcomer()];
    const before = await findText(other.word);
    await eraseOwnAccount(viewerOf(person), { email: person.email });
    expect(await findText(other.word)).toEqual(before);
  });

  it("is noted in the trail of each of the person's companies, by whom and of whom", async () => {
    const person = await newcomer();
    await eraseOwnAccount(viewerOf(person), { email: person.email });
    const entries = await all`
      select org_id, actor_id, object_id, after from audit_entries where action = 'auth.person_erased'
        and object_id = ${person.userId}`;
    expect([...entries]).toEqual([
      {
        org_id: company.id,
        actor_id: person.userId,
        object_id: person.userId,
        after: { byThemselves: true },
      },
    ]);
  });

  it("frees the e-mail address for a new account", async () => {
    const person = await newcomer();
    await eraseOwnAccount(viewerOf(person), { email: person.email });
    await all`insert into users (id, email, name) values (${uuidV7()}, ${person.email}, 'Somebody new')`;
  });

  it("wants the person's own e-mail typed", async () => {
    const person = await newcomer();
    await expect(eraseOwnAccount(viewerOf(person), { email: owner.email })).rejects.toMatchObject({
      code: "invalid",
      fields: [{ field: "email" }],
    });
  });

  it("wants the person to have proved who they are within ten minutes, in a browser", async () => {
    const person = await newcomer();
    const old = eraseOwnAccount(viewerOf(person, { isConfirmed: false }), { email: person.email });
    await expect(old).rejects.toMatchObject({ code: "forbidden", reason: "confirm_identity" });
    const byKey = eraseOwnAccount(viewerOf(person, { via: "api_key" }), { email: person.email });
    await expect(byKey).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is refused to the last owner of a company, with the reason, until there is another", async () => {
    const attempt = eraseOwnAccount(viewerOf(owner), { email: owner.email });
    await expect(attempt).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(`${company.word} Hosting would lose its last owner`),
    });
    await newcomer("owner");
    await eraseOwnAccount(viewerOf(owner), { email: owner.email });
    expect(await findText(owner.word)).toEqual([]);
  });

  it("of both owners at once is granted to one of them", async () => {
    const other = await newcomer("owner");
    const results = await Promise.allSettled(
      [owner, other].map((person) => eraseOwnAccount(viewerOf(person), { email: person.email })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("an owner", () => {
  it("erases somebody of the company whose e-mail they type", async () => {
    const person = await newcomer();
    await expect(
      erasePerson(viewerOf(owner), { userId: person.userId, email: owner.email }),
    ).rejects.toMatchObject({ code: "invalid" });
    await erasePerson(viewerOf(owner), { userId: person.userId, email: person.email });
    expect(await findText(person.word)).toEqual([]);
  });

  it("does not find somebody of another company", async () => {
    const elsewhere = await fillCompany(test.sql, word("far"), { isSealed: false });
    const stranger = await fillPerson(test.sql, elsewhere, { word: word("far"), role: "customer" });
    await expect(
      erasePerson(viewerOf(owner), { userId: stranger.userId, email: stranger.email }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("does not erase somebody who is in another company too", async () => {
    const person = await newcomer();
    const elsewhere = await fillCompany(test.sql, word("far"), { isSealed: false });
    await all`insert into memberships (id, org_id, user_id, role)
      values (${uuidV7()}, ${elsewhere.id}, ${person.userId}, 'customer')`;
    await expect(
      erasePerson(viewerOf(owner), { userId: person.userId, email: person.email }),
    ).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("another company") });
  });

  it.each(["admin", "customer"] as const)(
    "is the only one to erase others: an %s is refused",
    async (role) => {
      const [person, other] = [await newcomer(role), await newcomer()];
      await expect(
        erasePerson(viewerOf(person), { userId: other.userId, email: other.email }),
      ).rejects.toMatchObject({ code: "forbidden" });
    },
  );
});
