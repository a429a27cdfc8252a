import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { audit } from "@/lib/server/audit/audit";
import { type AuditWorld, openAuditWorld } from "@/lib/server/audit/audit-world.fixture";
import { resetSealer, sealAudit } from "@/lib/server/audit/seal-audit";
import { checkHead } from "@/lib/server/audit/signed-head";
import { verifyTrail } from "@/lib/server/audit/verify-trail";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";

let world: AuditWorld;
let admin: UserViewer;

beforeAll(async () => {
  world = await openAuditWorld();
});
beforeEach(() => {
  admin = world.admin();
});
afterAll(() => world.close());

const company = (viewer: UserViewer): string => viewer.orgId ?? "";

function outsideLines(orgId: string) {
  const text = readFileSync(path.join(world.dataDir, "audit", `${orgId}.jsonl`), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Somebody whose transaction is open until it is told to end. */
function slowWriter(actor: UserViewer): { wrote: Promise<void>; commit: () => Promise<void> } {
  let end = (): void => undefined;
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  let told = (): void => undefined;
  const wrote = new Promise<void>((resolve) => {
    told = resolve;
  });
  const done = withTransaction(actor, async (tx) => {
    const act = { action: "test.slow", object: { kind: "thing", id: "slow" }, before: null, after: null };
    await audit(tx, actor, act);
    told();
    await mayEnd;
  });
  return {
    wrote,
    commit: async () => {
      end();
      await done;
    },
  };
}

it("entries are sealed once, in the order in which they were written, from 1 without gaps", async () => {
  await world.act(admin, 5);
  expect(await sealAudit()).toBe(5);
  expect(await sealAudit()).toBe(0);
  const written = await world.test.sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    return tx`select id from audit_entries where org_id = ${company(admin)} order by written_order`;
  });
  const sealed = await world.sealed(company(admin));
  expect(sealed.map(({ entry_id }) => entry_id)).toEqual(written.map(({ id }) => id));
  expect(sealed.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
});

it("each company has a chain of its own", async () => {
  const other = world.admin();
  await world.act(admin, 2);
  await world.act(other, 3);
  await world.act(admin, 1);
  await sealAudit();
  expect((await world.sealed(company(admin))).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  expect((await world.sealed(company(other))).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});

it("an entry that commits after later ones were sealed is sealed all the same", async () => {
  // Whoever acts for the first time makes their salt, for which others who name them wait.
  await world.act(admin, 1);
  await sealAudit();
  const slow = slowWriter(admin);
  await slow.wrote;
  await world.act(admin, 2);
  expect(await sealAudit()).toBe(2);
  await world.act(admin, 1);
  expect(await sealAudit()).toBe(1);
  expect(await sealAudit()).toBe(0);
  await slow.commit();
  expect(await sealAudit()).toBe(1);
  expect(await verifyTrail(admin, company(admin))).toMatchObject({ isWhole: true, entriesChecked: 5 });
});

it("more entries than one batch takes are sealed in one call", async () => {
  await world.act(admin, 1203);
  expect(await sealAudit()).toBe(1203);
  expect(await verifyTrail(admin, company(admin))).toMatchObject({ isWhole: true, entriesChecked: 1203 });
});

it("a fresh process finds what an earlier one left unsealed", async () => {
  await world.act(admin, 2);
  resetSealer();
  expect(await sealAudit()).toBe(2);
});

it("the head is signed by a key that is not in the database, and stands outside of it too", async () => {
  await world.act(admin, 3);
  await sealAudit();
  const [line] = outsideLines(company(admin));
  expect(line).toMatchObject({ companyId: company(admin), sequence: 3, keyId: "old", continues: true });
  expect(line.hash).toBe((await world.sealed(company(admin)))[2]?.hash);
  expect(checkHead(line)).toBe("signed");
  expect(checkHead({ ...line, sequence: 4 })).toBe("forged");
  expect(checkHead({ ...line, keyId: "gone" })).toBe("unknown_key");
});

it("the first head of a company on a day stands in that day's file, once", async () => {
  await world.act(admin, 1);
  await sealAudit();
  await world.act(admin, 1);
  await sealAudit();
  const folder = path.join(world.dataDir, "audit", "daily");
  const text = readdirSync(folder).map((name) => readFileSync(path.join(folder, name), "utf8"));
  const ours = text
    .join("")
    .split("\n")
    .filter((line) => line.includes(company(admin)));
  expect(ours.map((line) => JSON.parse(line).sequence)).toEqual([1]);
});

it("a head that was sealed but not noted before the process ended is noted by the next one", async () => {
  await world.act(admin, 1);
  await sealAudit();
  await world.act(admin, 1);
  await sealAudit();
  const file = path.join(world.dataDir, "audit", `${company(admin)}.jsonl`);
  const [first] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, `${first}\n`);
  resetSealer();
  await sealAudit();
  expect(outsideLines(company(admin)).map(({ sequence }) => sequence)).toEqual([1, 2]);
});

it("what cannot be noted outside is an error, and is noted by a later call", async () => {
  await world.act(admin, 1);
  world.setDataDir("/dev/null/nowhere");
  await expect(sealAudit()).rejects.toThrow(AggregateError);
  world.setDataDir(world.dataDir);
  await sealAudit();
  expect(outsideLines(company(admin)).map(({ sequence }) => sequence)).toEqual([1]);
});

it("50 parallel writers: every entry is sealed once and the chain verifies", async () => {
  const other = world.admin();
  const until = performance.now() + 2000;
  const writer = async (place: number): Promise<number> => {
    const actor = place % 5 === 0 ? other : admin;
    let count = 0;
    while (performance.now() < until) {
      await world.act(actor, 1);
      count += 1;
    }
    return count;
  };
  let isWriting = true;
  const sealing = async (): Promise<number> => {
    let count = 0;
    while (isWriting) count += await sealAudit();
    return count;
  };
  // Two at once, as two worker processes would.
  const sealers = [sealing(), sealing()];
  const written = await Promise.all(Array.from({ length: 50 }, (_, place) => writer(place)));
  isWriting = false;
  const sealed = (await Promise.all(sealers)).reduce((sum, count) => sum + count, await sealAudit());
  const total = written.reduce((sum, count) => sum + count, 0);
  expect(sealed).toBe(total);
  const reports = [await verifyTrail(admin, company(admin)), await verifyTrail(other, company(other))];
  for (const report of reports)
    expect(report).toMatchObject({ isWhole: true, unsealedCount: 0, damages: [] });
  expect(reports.reduce((sum, { entriesChecked }) => sum + entriesChecked, 0)).toBe(total);
  const entries = [...(await world.sealed(company(admin))), ...(await world.sealed(company(other)))];
  expect(new Set(entries.map(({ entry_id }) => entry_id)).size).toBe(total);
});

it("personal values are kept apart, and the person's salt is made once", async () => {
  const act = {
    action: "test.named",
    object: { kind: "user", id: uuidV7() },
    before: null,
    after: { email: "kim@demo.example" },
    personal: [{ path: "/after/email", personId: admin.userId }],
  };
  await withTransaction(admin, (tx) => audit(tx, admin, act));
  await withTransaction(admin, (tx) => audit(tx, admin, act));
  const rows = await world.test.sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    return {
      entries: await tx`select after, address, personal from audit_entries where org_id = ${company(admin)}`,
      values:
        await tx`select path, value from audit_personal_values where person_id = ${admin.userId} order by path`,
      salts: await tx`select salt from audit_personal_salts where person_id = ${admin.userId}`,
    };
  });
  expect(rows.entries[0]).toMatchObject({ after: { email: null }, address: null });
  expect(rows.entries[0]?.personal).toHaveLength(2);
  expect(rows.values.map(({ path: place, value }) => [place, value])).toEqual([
    ["/address", "192.0.2.1"],
    ["/address", "192.0.2.1"],
    ["/after/email", "kim@demo.example"],
    ["/after/email", "kim@demo.example"],
  ]);
  expect(rows.salts).toHaveLength(1);
});

it("of somebody erased nothing is kept again, although this process remembers their salt", async () => {
  const valuesOf = () =>
    world.test.sql.begin(async (tx) => {
      await tx`select set_config('hi.viewer', 'system', true)`;
      return tx`select value from audit_personal_values where person_id = ${admin.userId}`;
    });
  // Made by another process, so that this one may remember it at once.
  const salt = "5a".repeat(32);
  await world.tamper(
    (tx) => tx`insert into audit_personal_salts (person_id, salt) values (${admin.userId}, ${salt})`,
  );
  await world.act(admin, 2);
  expect(await valuesOf()).toHaveLength(2);
  await world.tamper(async (tx) => {
    await tx`delete from audit_personal_values where person_id = ${admin.userId}`;
    await tx`delete from audit_personal_salts where person_id = ${admin.userId}`;
  });
  await world.act(admin, 1);
  expect(await valuesOf()).toHaveLength(0);
  await sealAudit();
  expect(await verifyTrail(admin, company(admin))).toMatchObject({ isWhole: true, entriesChecked: 3 });
});

it("a salt whose transaction was undone is not used again", async () => {
  const act = { action: "test.x", object: { kind: "x", id: "x" }, before: null, after: null };
  const undone = withTransaction(admin, async (tx) => {
    await audit(tx, admin, act);
    await audit(tx, admin, act);
    throw new Error("undone");
  });
  await expect(undone).rejects.toThrow("undone");
  await world.act(admin, 2);
  const [kept] = await world.test.sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    return tx`select count(*)::int as count from audit_personal_values where person_id = ${admin.userId}`;
  });
  expect(kept?.count).toBe(2);
});
