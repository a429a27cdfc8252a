import { createHash } from "node:crypto";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openTrailWorld, type TrailWorld } from "@/lib/modules/auth/audit/audit-trail.fixture";
import { exportAudit } from "@/lib/modules/auth/audit/export-audit";
import { listAudit } from "@/lib/modules/auth/audit/queries";
import { type AuditFilter, auditListQuerySchema } from "@/lib/modules/auth/audit/schema";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import type { UserViewer } from "@/lib/server/viewer";

let world: TrailWorld;
let admin: UserViewer;

beforeAll(async () => {
  world = await openTrailWorld();
});
beforeEach(async () => {
  admin = await world.person(await world.company("North"), "owner", `Ada ${uuidV7()}`);
});
afterAll(() => world.close());

async function exported(format: "jsonl" | "csv", filter: AuditFilter = {}): Promise<string> {
  const { body } = await exportAudit(admin, { format, ...filter });
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await new Response(body).arrayBuffer());
}

/** The chain as README.md of lib/server/audit describes it, written again from that text with nothing of the product. */
function recompute(jsonl: string): { readonly problems: string[]; readonly last: string } {
  const canonical = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(Reflect.get(value, name))}`).join(",")}}`;
  };
  const lines = jsonl
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const entries = lines.filter(({ type, hash }) => type === "entry" && hash !== null);
  entries.sort((a, b) => a.entry.sequence - b.entry.sequence);
  const problems: string[] = [];
  let previous = "0".repeat(64);
  let sequence = 0;
  for (const { entry, previousHash, hash } of entries) {
    sequence += 1;
    if (entry.sequence !== sequence) problems.push(`${sequence} is missing`);
    if (previousHash !== previous) problems.push(`${sequence} does not follow`);
    const own = createHash("sha256")
      .update(previous + canonical(entry))
      .digest("hex");
    if (own !== hash) problems.push(`${sequence} was changed`);
    previous = own;
  }
  return { problems, last: previous };
}

it("the chain can be computed from the JSONL alone, up to the signed head in its last line", async () => {
  await world.did(admin, "test.numbers", {
    before: { x: 0.1, y: -0, z: 1e21 },
    after: { "ä\u{1F600}": '€\n"\\', n: null },
  });
  await world.act(admin, 520);
  await sealAudit();
  const pending = exportAudit(admin, { format: "jsonl" });
  await pending;
  // The export's own entry is sealed meanwhile; the head in the file is one that the file can be held against.
  await sealAudit();
  const text = await new Response((await pending).body).text();
  const { problems, last } = recompute(text);
  expect(problems).toEqual([]);
  const end = JSON.parse(text.trim().split("\n").at(-1) ?? "");
  expect(end).toMatchObject({
    type: "end",
    entries: 521,
    head: { sequence: 521, hash: last, keyId: "old" },
  });
  expect(recompute(text.replace('"time":70,', '"time":71,')).problems).toContain("72 was changed");
});

it("personal values stand beside the entry that was hashed, not in it", async () => {
  await world.did(admin, "test.mail", {
    after: { email: "kim@demo.example" },
    personal: [{ path: "/after/email", personId: admin.userId }],
  });
  await sealAudit();
  const [line] = (await exported("jsonl")).split("\n");
  expect(JSON.parse(line ?? "")).toMatchObject({
    entry: { after: { email: null }, address: null },
    personal: { "/after/email": "kim@demo.example", "/address": "192.0.2.1" },
    erased: [],
  });
  await world.erase(admin.userId);
  const [later] = (await exported("jsonl")).split("\n");
  expect(JSON.parse(later ?? "")).toMatchObject({ personal: {}, erased: ["/after/email", "/address"] });
  expect(later).not.toContain("kim@demo.example");
});

it("exactly what is filtered is exported, and that it was exported stands in the trail", async () => {
  await world.did(admin, "test.one");
  await world.did(admin, "test.two", { after: { note: "find me" } });
  const lines = (await exported("jsonl", { text: "find me" }))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toMatchObject([{ entry: { action: "test.two" } }, { type: "end", entries: 1 }]);
  const [newest] = (await listAudit(admin, auditListQuerySchema.parse({}))).entries;
  expect(newest).toMatchObject({ action: "auth.audit_exported", actor: { id: admin.userId } });
  expect(JSON.stringify(newest)).not.toContain("find me");
});

it("the CSV has one line an entry, and nothing in it runs as a formula", async () => {
  await world.did(admin, "test.renamed", {
    object: { kind: "=cmd|'/c calc'!A1", id: "+1" },
    before: { name: "@SUM(1)" },
    after: { name: "-2" },
  });
  const text = await exported("csv");
  const [header, line, end] = text.split("\r\n");
  expect(header).toMatch(/^\uFEFFat,actor,/);
  expect(line).toContain(`'=cmd|'/c calc'!A1,'+1`);
  expect(line).toContain('name: ""@SUM(1)"" -> ""-2""');
  expect(end).toBe("");
});

it("somebody who may not read the trail gets no byte and leaves no entry", async () => {
  const sales = await world.person(admin.orgId ?? "", "sales", "Kim Sales");
  await expect(exportAudit(sales, { format: "csv" })).rejects.toMatchObject({ code: "forbidden" });
  expect((await listAudit(admin, auditListQuerySchema.parse({}))).entries).toEqual([]);
});
