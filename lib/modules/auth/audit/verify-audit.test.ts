import { afterAll, beforeAll, expect, it } from "vitest";
import { openTrailWorld, type TrailWorld } from "@/lib/modules/auth/audit/audit-trail.fixture";
import { listAudit } from "@/lib/modules/auth/audit/queries";
import { auditListQuerySchema, auditVerifyContract } from "@/lib/modules/auth/audit/schema";
import { verifyAudit } from "@/lib/modules/auth/audit/verify-audit";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import type { UserViewer } from "@/lib/server/viewer";

let world: TrailWorld;
let admin: UserViewer;

beforeAll(async () => {
  world = await openTrailWorld();
  admin = await world.person(await world.company("North"), "admin", "Ada North");
  await world.act(admin, 3);
  await sealAudit();
});
afterAll(() => world.close());

async function linesOf(head: { sequence?: number; hash?: string } = {}) {
  const text = await new Response(verifyAudit(admin, head).body).text();
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

it("a verification tells how far it is, then what it found, and stands in the trail", async () => {
  const lines = await linesOf();
  expect(lines).toMatchObject([
    { type: "progress", done: 3, total: 3 },
    { type: "report", isWhole: true, entriesChecked: 3, head: { sequence: 3 } },
  ]);
  const [newest] = (await listAudit(admin, auditListQuerySchema.parse({}))).entries;
  expect(newest).toMatchObject({ action: "auth.audit_verified", sequence: null });
});

it("a head that was noted down is held against the trail", async () => {
  const hash = "c".repeat(64);
  expect((await linesOf({ sequence: 2, hash })).at(-1)).toMatchObject({ isWhole: false, damageCount: 1 });
});

it("sequence and hash of a noted head go together", () => {
  expect(auditVerifyContract.query?.safeParse({ sequence: "2" }).success).toBe(false);
  expect(auditVerifyContract.query?.safeParse({ sequence: "2", hash: "c".repeat(64) }).success).toBe(true);
  expect(auditVerifyContract.query?.safeParse({}).success).toBe(true);
});

it("somebody who may not read the trail may not verify it", async () => {
  const guest = await world.person(admin.orgId ?? "", "guest", "Gus North");
  expect(() => verifyAudit(guest, {})).toThrow("Your role does not allow this.");
});
