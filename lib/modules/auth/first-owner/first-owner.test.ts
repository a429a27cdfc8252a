import type { TransactionSql } from "postgres";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fillCompany, fillPerson } from "@/db/testing/fill-tables";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { makeFirstOwner } from "@/lib/modules/auth/first-owner/make-first-owner";
import { resetPassword } from "@/lib/modules/auth/sign-in/commands/reset-password";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { visitor } from "@/lib/server/testing/viewers";

let test: TestDatabase;

// A deployment has a first owner once: each test has a database of its own.
beforeEach(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("PUBLIC_URL", "https://mine.example.com");
  vi.stubEnv("OUTBOX_NOTIFY", "off");
  resetEnvironment();
});
afterEach(async () => {
  await database().close();
  Reflect.deleteProperty(globalThis, "hashinsightDatabase");
  await test.close();
});

const owner = { company: "Nordic Hash", name: "Ola Nord", email: "ola@nordic.example" };

const rows = <Row>(query: (tx: TransactionSql) => Promise<unknown>): Promise<Row[]> =>
  test.sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    return query(tx);
  }) as Promise<Row[]>;

describe("the first owner of a deployment", () => {
  it("gets a company, access that does not end, an entry in the trail, and a link that works once", async () => {
    const made = await makeFirstOwner(owner);
    expect(made.link).toMatch(/^https:\/\/mine\.example\.com\/reset-password\/[\w-]{43}$/);
    const [place] = await rows(
      (tx) => tx`
        select u.email, u.password_hash, u.email_verified_at is not null as verified, c.name, m.role, m.expires_at,
          m.is_active
        from memberships m join users u on u.id = m.user_id join companies c on c.id = m.org_id`,
    );
    expect(place).toEqual({
      email: owner.email,
      password_hash: null,
      verified: true,
      name: owner.company,
      role: "owner",
      expires_at: null,
      is_active: true,
    });
    const entries = await rows<{ action: string; org_id: string; text: string }>(
      (tx) => tx`select action, org_id, after::text as text from audit_entries`,
    );
    expect(entries).toMatchObject([{ action: "auth.first_owner_made", org_id: made.orgId }]);
    // Erasable: name and e-mail stand beside the chain, not in it.
    expect(entries[0]?.text).not.toContain("Ola");
    const token = made.link.split("/").at(-1) ?? "";
    expect(JSON.stringify(await rows((tx) => tx`select * from mail_tokens`))).not.toContain(token);
    const password = "a-mine-of-its-own-4711";
    await resetPassword(visitor, { token, password });
    await expect(resetPassword(visitor, { token, password })).rejects.toMatchObject({ code: "invalid" });
  });

  it("has a day to use the link", async () => {
    await makeFirstOwner(owner);
    const [token] = await rows<{ hours: number }>(
      (tx) => tx`
        select round(extract(epoch from expires_at - created_at) / 3600)::int as hours from mail_tokens`,
    );
    expect(token?.hours).toBe(24);
  });

  it("is made once: a second one is refused and changes nothing", async () => {
    await makeFirstOwner(owner);
    await expect(makeFirstOwner({ ...owner, email: "other@nordic.example" })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("Nordic Hash has an owner already"),
    });
    expect(await rows((tx) => tx`select 1 from users`)).toHaveLength(1);
  });

  it("is one, however many are made at once", async () => {
    const tries = Array.from({ length: 8 }, (_, place) =>
      makeFirstOwner({ ...owner, email: `ola${place}@nordic.example` }),
    );
    const made = (await Promise.allSettled(tries)).filter(({ status }) => status === "fulfilled");
    expect(made).toHaveLength(1);
  });

  it("is nobody who registered with the address before, since it may not be theirs", async () => {
    const company = await fillCompany(test.sql, "early");
    const person = await fillPerson(test.sql, company, { word: "early", role: "guest" });
    await expect(makeFirstOwner({ ...owner, email: person.email })).rejects.toMatchObject({
      code: "conflict",
      message: `${person.email} has an account already. Give another address.`,
    });
  });
});
