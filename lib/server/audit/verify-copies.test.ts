import { createHmac, randomBytes } from "node:crypto";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AuditWorld, openAuditWorld } from "@/lib/server/audit/audit-world.fixture";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { verifyTrail } from "@/lib/server/audit/verify-trail";
import type { UserViewer } from "@/lib/server/viewer";

let world: AuditWorld;
let admin: UserViewer;
let orgId: string;

beforeAll(async () => {
  world = await openAuditWorld();
});
beforeEach(async () => {
  admin = world.admin();
  orgId = admin.orgId ?? "";
  await world.act(admin, 6);
  await sealAudit();
  await world.act(admin, 4);
  await sealAudit();
});
afterAll(() => world.close());

const outsideFile = () => path.join(world.dataDir, "audit", `${orgId}.jsonl`);
const report = () => verifyTrail(admin, orgId);

describe("a head that somebody noted down", () => {
  it("is found in an untouched trail", async () => {
    const given = { sequence: 6, hash: (await world.sealed(orgId))[5]?.hash ?? "" };
    expect(await verifyTrail(admin, orgId, { given })).toMatchObject({ isWhole: true });
  });

  it("shows that the end was cut off where nothing outside is left", async () => {
    const given = { sequence: 10, hash: (await world.sealed(orgId))[9]?.hash ?? "" };
    await world.tamper(async (tx) => {
      await tx`delete from audit_heads where org_id = ${orgId} and sequence > 6`;
      await tx`delete from audit_seals where org_id = ${orgId} and sequence > 6`;
    });
    rmSync(outsideFile());
    expect((await verifyTrail(admin, orgId)).isWhole).toBe(true);
    const found = await verifyTrail(admin, orgId, { given });
    expect(found.damages.map(({ message }) => message)).toEqual([
      "Entries 7 to 10 were cut off from the end.",
    ]);
  });

  it("of another trail is told apart", async () => {
    const found = await verifyTrail(admin, orgId, { given: { sequence: 4, hash: "b".repeat(64) } });
    expect(found.damages.map(({ message }) => message)).toEqual([
      "Entry 4 is not the one that the head you gave vouches for.",
    ]);
  });
});

describe("the copy outside", () => {
  it("missing altogether is said, and the trail is checked against the head in the database", async () => {
    rmSync(outsideFile());
    expect(await report()).toMatchObject({
      isWhole: true,
      outsideHeads: null,
      warnings: [expect.stringContaining("copy outside the database is missing")],
      head: { source: "database" },
    });
  });

  it("half written by a crash is said, and the next head does not get lost in it", async () => {
    writeFileSync(outsideFile(), readFileSync(outsideFile(), "utf8").slice(0, -40));
    await world.act(admin, 1);
    await sealAudit();
    const { isWhole, warnings, outsideHeads, head } = await report();
    expect({ isWhole, outsideHeads, sequence: head?.sequence }).toEqual({
      isWhole: true,
      outsideHeads: 2,
      sequence: 11,
    });
    expect(warnings).toEqual(["1 line(s) of the copy outside the database cannot be read."]);
  });

  it("with a line that another key signed is told apart", async () => {
    const head = { companyId: orgId, sequence: 12, hash: "a".repeat(64) };
    const signature = createHmac("sha256", randomBytes(32)).update(JSON.stringify(head)).digest("hex");
    const line = { ...head, keyId: "old", signature, signedAt: new Date().toISOString(), continues: true };
    appendFileSync(outsideFile(), `${JSON.stringify(line)}\n`);
    expect((await report()).damages.map(({ message }) => message)).toEqual([
      "The head of entry 12 noted outside the database was not signed by this deployment.",
    ]);
  });
});
