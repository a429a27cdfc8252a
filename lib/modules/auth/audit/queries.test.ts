import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openTrailWorld, type TrailWorld } from "@/lib/modules/auth/audit/audit-trail.fixture";
import { auditChoices, listAudit } from "@/lib/modules/auth/audit/queries";
import { auditListQuerySchema, auditPageSchema } from "@/lib/modules/auth/audit/schema";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { verifyTrail } from "@/lib/server/audit/verify-trail";
import { visitor } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";

let world: TrailWorld;
let admin: UserViewer;
let kim: UserViewer;

beforeAll(async () => {
  world = await openTrailWorld();
});
beforeEach(async () => {
  const orgId = await world.company("North");
  admin = await world.person(orgId, "admin", `Ada ${orgId.slice(-6)}`);
  kim = await world.person(orgId, "sales", `Kim ${orgId.slice(-6)}`);
});
afterAll(() => world.close());

const list = async (query: Record<string, unknown> = {}, viewer: UserViewer = admin) =>
  auditPageSchema.parse(await listAudit(viewer, auditListQuerySchema.parse(query)));
const actions = async (query: Record<string, unknown> = {}) =>
  (await list(query)).entries.map(({ action }) => action);

describe("who reads the trail", () => {
  it("is an owner or admin; everybody else is refused", async () => {
    for (const role of ["site_manager", "operator", "sales", "customer", "guest"] as const) {
      const person = await world.person(admin.orgId ?? "", role, `P ${uuidV7()}`);
      await expect(list({}, person), role).rejects.toMatchObject({ code: "forbidden" });
      await expect(auditChoices(person), role).rejects.toMatchObject({ code: "forbidden" });
    }
    const query = auditListQuerySchema.parse({});
    await expect(listAudit(visitor, query)).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("sees nothing of another company, by no filter", async () => {
    const other = await world.person(await world.company("South"), "owner", "Sol South");
    const objectId = uuidV7();
    await world.did(admin, "test.secret", {
      object: { kind: "thing", id: objectId },
      after: { word: "hush" },
    });
    for (const query of [
      {},
      { objectId },
      { actor: admin.userId },
      { text: "hush" },
      { action: "test.secret" },
    ]) {
      expect((await list(query, other)).entries).toEqual([]);
    }
    expect(await auditChoices(other)).toEqual({ actions: [], objectKinds: [], actors: [] });
  });
});

describe("the list", () => {
  it("shows the newest first, with names, the difference, the address and the place in the chain", async () => {
    await world.did(admin, "test.first", { object: { kind: "user", id: kim.userId } });
    await sealAudit();
    await world.did(kim, "test.second", { before: { a: 1, b: 2 }, after: { a: 1, b: 3, c: [4] } });
    const { entries, next } = await list();
    expect(next).toBeNull();
    expect(entries).toMatchObject([
      {
        action: "test.second",
        actor: { kind: "user", id: kim.userId, name: expect.stringMatching(/^Kim/) },
        changes: [
          { path: "/b", kind: "changed", before: 2, after: 3 },
          { path: "/c", kind: "added", before: null, after: [4] },
        ],
        address: "192.0.2.1",
        addressWithheld: null,
        sequence: null,
      },
      { action: "test.first", object: { name: expect.stringMatching(/^Kim/) }, sequence: 1 },
    ]);
  });

  it("pages through everything once, also while entries are added", async () => {
    for (let count = 0; count < 7; count += 1) await world.did(admin, `test.act_${count}`);
    const first = await list({ limit: 3 });
    await world.did(admin, "test.meanwhile");
    const second = await list({ limit: 3, after: first.next });
    const third = await list({ limit: 3, after: second.next });
    const seen = [first, second, third].flatMap(({ entries }) => entries.map(({ action }) => action));
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((count) => `test.act_${count}`));
    expect(third.next).toBeNull();
  });

  it("is filtered by actor, action, object and period, each alone and together", async () => {
    const object = { kind: "site", id: uuidV7() };
    await world.did(admin, "test.one", { object });
    await world.did(kim, "test.two");
    await world.did(kim, "test.one");
    expect(await actions({ actor: kim.userId })).toEqual(["test.one", "test.two"]);
    expect(await actions({ action: "test.one" })).toHaveLength(2);
    expect(await actions({ action: "test.one", actor: kim.userId })).toHaveLength(1);
    expect(await actions({ objectKind: "site" })).toEqual(["test.one"]);
    expect(await actions({ objectId: object.id })).toEqual(["test.one"]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await actions({ from: today, to: today })).toHaveLength(3);
    expect(await actions({ to: "2020-01-01" })).toEqual([]);
    const [newest] = (await list()).entries;
    expect(await actions({ from: newest?.at, to: newest?.at })).toContain("test.one");
  });

  it("finds a text in rows, ids, people's names and addresses, and takes % and _ as they are", async () => {
    await world.did(admin, "test.one", { after: { note: "100%_sure" } });
    await world.did(kim, "test.two");
    expect(await actions({ text: "100%_SURE" })).toEqual(["test.one"]);
    expect(await actions({ text: "%" })).toEqual(["test.one"]);
    expect(await actions({ text: "kim" })).toEqual(["test.two"]);
    expect(await actions({ text: "192.0.2.1" })).toHaveLength(2);
    expect(await actions({ text: "nowhere" })).toEqual([]);
  });

  it("offers the actions, kinds and actors that are there", async () => {
    await world.did(admin, "test.b");
    await world.did(kim, "test.a", { object: { kind: "site", id: "1" } });
    await world.did(kim, "test.a");
    const choices = await auditChoices(admin);
    expect(choices.actions).toEqual(["test.a", "test.b"]);
    expect(choices.objectKinds).toEqual(["site", "thing"]);
    expect(choices.actors.map(({ name }) => name?.slice(0, 3)).sort()).toEqual(["Ada", "Kim"]);
  });
});

describe("personal values", () => {
  const renamed = () => ({
    object: { kind: "user", id: kim.userId },
    before: { email: "old@demo.example", role: "guest" },
    after: { email: "new@demo.example", role: "sales" },
    personal: [
      { path: "/before/email", personId: kim.userId },
      { path: "/after/email", personId: kim.userId },
    ],
  });
  const email = async () => (await list()).entries[0]?.changes.find(({ path }) => path === "/email");

  it("are put back while they are kept", async () => {
    await world.did(admin, "test.changed", renamed());
    expect(await email()).toMatchObject({
      before: "old@demo.example",
      after: "new@demo.example",
      beforeWithheld: null,
    });
  });

  it("read as erased once their person was erased, and the chain still verifies", async () => {
    await world.did(admin, "test.changed", renamed());
    await world.did(kim, "test.acted");
    await sealAudit();
    await world.erase(kim.userId);
    expect((await list()).entries[0]).toMatchObject({ address: null, addressWithheld: "erased" });
    const { entries } = await list({ action: "test.changed" });
    expect(entries[0]?.changes).toMatchObject([
      { path: "/email", before: null, after: null, beforeWithheld: "erased", afterWithheld: "erased" },
      { path: "/role", before: "guest", after: "sales", beforeWithheld: null },
    ]);
    expect(await verifyTrail(admin, admin.orgId ?? "")).toMatchObject({ isWhole: true, entriesChecked: 2 });
  });

  it("that were changed where they are kept read as altered, and are not shown", async () => {
    await world.did(admin, "test.changed", renamed());
    await world.tamper(
      (tx) => tx`update audit_personal_values set value = '"liar@demo.example"'
        where person_id = ${kim.userId} and path = '/after/email'`,
    );
    expect(await email()).toMatchObject({
      before: "old@demo.example",
      after: null,
      afterWithheld: "altered",
    });
  });
});
