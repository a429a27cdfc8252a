import { eq } from "drizzle-orm";
import postgres from "postgres";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sql } from "@/db/client";
import { companies } from "@/db/schema/auth";
import { audit } from "@/lib/server/audit/audit";
import { type AuditWorld, openAuditWorld } from "@/lib/server/audit/audit-world.fixture";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";

let world: AuditWorld;
let owner: Sql;
let admin: UserViewer;

beforeAll(async () => {
  world = await openAuditWorld();
  owner = postgres(world.test.directUrl, { max: 1, onnotice: () => {} });
  admin = world.admin();
  await world.act(admin, 2);
  await sealAudit();
});
afterAll(async () => {
  await owner.end();
  await world.close();
});

/** PostgreSQL's "insufficient_privilege". */
const refused = { code: "42501" };

const changes = ["audit_entries", "audit_seals", "audit_heads"].flatMap((table) => [
  ["update", table, `update ${table} set org_id = org_id`],
  ["delete", table, `delete from ${table}`],
  ["truncate", table, `truncate ${table} cascade`],
]);

describe("the trail", () => {
  it.each(changes)(
    "the application's role cannot %s %s, not even as the product itself",
    async (_what, _table, text) => {
      const attempt = world.test.sql.begin(async (tx) => {
        await tx`select set_config('hi.viewer', 'system', true)`;
        await tx.unsafe(text);
      });
      await expect(attempt).rejects.toMatchObject(refused);
    },
  );

  it.each(changes)(
    "the owner of the tables is refused by the trigger to %s %s",
    async (_what, _table, text) => {
      await expect(owner.unsafe(text)).rejects.toMatchObject({
        ...refused,
        message: expect.stringContaining("written once"),
      });
    },
  );

  it.each([
    ["audit_personal_values", "update audit_personal_values set value = '1'"],
    ["audit_personal_salts", "update audit_personal_salts set salt = 'x'"],
  ])("the application's role cannot change %s", async (_table, text) => {
    await expect(world.test.sql.unsafe(text)).rejects.toMatchObject(refused);
  });

  it("somebody who is signed in cannot write into another company's trail", async () => {
    const act = {
      action: "test.x",
      object: { kind: "x", id: "x" },
      before: null,
      after: null,
      orgId: uuidV7(),
    };
    const attempt = withTransaction(admin, (tx) => audit(tx, admin, act));
    await expect(attempt).rejects.toMatchObject({ cause: refused });
  });

  it("somebody who is signed in cannot seal or sign", async () => {
    const orgId = admin.orgId ?? "";
    const attempt = (text: string) =>
      world.test.sql.begin(async (tx) => {
        await tx`select set_config('hi.viewer', 'user', true), set_config('hi.org_id', ${orgId}, true),
          set_config('hi.role', 'owner', true)`;
        await tx.unsafe(text);
      });
    await expect(
      attempt(
        `insert into audit_heads (org_id, sequence, hash, key_id, signature) values ('${orgId}', 9, 'x', 'x', 'x')`,
      ),
    ).rejects.toMatchObject(refused);
    await expect(
      attempt(`insert into audit_seals (org_id, sequence, entry_id, previous_hash, hash)
        select org_id, 9, id, 'x', 'x' from audit_entries limit 1`),
    ).rejects.toMatchObject(refused);
  });
});

it("a change whose entry cannot be written does not happen", async () => {
  const id = uuidV7();
  const system = { kind: "system", name: "test" } as const;
  const act = {
    action: "test.company_made",
    object: { kind: "company", id },
    before: null,
    after: { name: "Nobody's" },
    // Points at nothing, which audit() refuses.
    personal: [{ path: "/after/email", personId: uuidV7() }],
  };
  const change = withTransaction(system, async (tx) => {
    await tx.insert(companies).values({ id, name: "Nobody's" });
    await audit(tx, system, act);
  });
  await expect(change).rejects.toThrow(/path must be/);
  const found = await withTransaction(system, (tx) =>
    tx.select().from(companies).where(eq(companies.id, id)),
  );
  expect(found).toEqual([]);
});

it("a change whose transaction fails leaves no entry", async () => {
  const objectId = uuidV7();
  const change = withTransaction(admin, async (tx) => {
    await audit(tx, admin, {
      action: "test.x",
      object: { kind: "x", id: objectId },
      before: null,
      after: null,
    });
    throw new Error("thought better of it");
  });
  await expect(change).rejects.toThrow("thought better");
  const [row] = await owner`select count(*)::int as count from audit_entries where object_id = ${objectId}`;
  expect(row?.count).toBe(0);
});
