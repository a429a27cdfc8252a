import { rmSync } from "node:fs";
import path from "node:path";
import type { TransactionSql } from "postgres";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type AuditWorld,
  openAuditWorld,
  type Sealed,
  secrets,
} from "@/lib/server/audit/audit-world.fixture";
import { sealAudit } from "@/lib/server/audit/seal-audit";
import { sha256Hex } from "@/lib/server/audit/sha256-hex";
import { verifyTrail } from "@/lib/server/audit/verify-trail";
import { pageEntries } from "@/lib/server/audit/walk-chain";
import { userViewer } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";

let world: AuditWorld;
let admin: UserViewer;
let orgId: string;
let sealed: readonly Sealed[];

beforeAll(async () => {
  world = await openAuditWorld();
});
beforeEach(async () => {
  admin = world.admin();
  orgId = admin.orgId ?? "";
  world.setSecrets(secrets.old);
  await world.act(admin, 6);
  await sealAudit();
  await world.act(admin, 4);
  await sealAudit();
  sealed = await world.sealed(orgId);
});
afterAll(() => world.close());

const outsideFile = () => path.join(world.dataDir, "audit", `${orgId}.jsonl`);
const id = (sequence: number): string => sealed[sequence - 1]?.entry_id ?? "";
const hash = (sequence: number): string => sealed[sequence - 1]?.hash ?? "";
const report = () => verifyTrail(admin, orgId);
async function damages(): Promise<string[]> {
  const { damages: found, isWhole } = await report();
  expect(isWhole).toBe(found.length === 0);
  return found.map(({ message }) => message);
}

/** Takes away entries 7 to 10, and all in the database that vouches for them. */
const cutOff = () =>
  world.tamper(async (tx) => {
    await tx`delete from audit_heads where org_id = ${orgId} and sequence > 6`;
    await tx`delete from audit_seals where org_id = ${orgId} and sequence > 6`;
    await tx`delete from audit_entries where id in ${tx([id(7), id(8), id(9), id(10)])}`;
  });

/** Lets two entries of a chain change places, each with the seal of the other's place. */
async function exchange(
  tx: TransactionSql,
  org: string,
  chain: readonly Sealed[],
  [one, other]: readonly [number, number],
): Promise<void> {
  const seal = (sequence: number) => chain[sequence - 1] ?? { entry_id: "", hash: "" };
  await tx`delete from audit_seals where org_id = ${org} and sequence in (${one}, ${other})`;
  for (const [place, from] of [
    [one, other],
    [other, one],
  ] as const) {
    await tx`insert into audit_seals (org_id, sequence, entry_id, previous_hash, hash) values
      (${org}, ${place}, ${seal(from).entry_id}, ${seal(place - 1).hash}, ${seal(place).hash})`;
  }
}

describe("an untouched trail", () => {
  it("is whole, and the report says up to where and by whom it was signed", async () => {
    expect(await report()).toMatchObject({
      isWhole: true,
      damages: [],
      warnings: [],
      entriesChecked: 10,
      sealedUpTo: 10,
      unsealedCount: 0,
      oldestUnsealedSeconds: null,
      outsideHeads: 2,
      head: { sequence: 10, keyId: "old", hash: hash(10) },
    });
  });

  it("is whole while entries wait to be sealed, which are counted", async () => {
    await world.act(admin, 3);
    expect(await report()).toMatchObject({ isWhole: true, unsealedCount: 3, entriesChecked: 10 });
  });

  it("is whole after the keys were rotated, and new heads carry the new key", async () => {
    world.setSecrets(`${secrets.fresh},${secrets.old}`);
    await world.act(admin, 1);
    await sealAudit();
    expect(await report()).toMatchObject({
      isWhole: true,
      warnings: [],
      head: { keyId: "fresh", sequence: 11 },
    });
  });

  it("says which heads it could not check once their key is gone", async () => {
    world.setSecrets(`${secrets.fresh},${secrets.old}`);
    await world.act(admin, 1);
    await sealAudit();
    world.setSecrets(secrets.fresh);
    const { isWhole, warnings } = await report();
    expect(isWhole).toBe(true);
    expect(warnings).toEqual([expect.stringContaining('the key "old"')]);
  });

  it("of nobody's acts is whole and has no head", async () => {
    const other = world.admin();
    expect(await verifyTrail(other, other.orgId ?? "")).toMatchObject({
      isWhole: true,
      head: null,
      sealedUpTo: 0,
    });
  });

  it("is not shown to somebody of another company, nor to a role that may not read it", async () => {
    const stranger = world.admin();
    expect(await verifyTrail(stranger, orgId)).toMatchObject({ entriesChecked: 0, unsealedCount: 0 });
    const operator = userViewer({ userId: uuidV7(), orgId, role: "operator" });
    expect(await verifyTrail(operator, orgId)).toMatchObject({ entriesChecked: 0 });
  });
});

describe("somebody who owns the database is found to have", () => {
  it("edited an entry", async () => {
    await world.tamper(
      (tx) => tx`update audit_entries set after = '{"state": "harmless"}' where id = ${id(3)}`,
    );
    expect(await damages()).toEqual(["Entry 3 was changed after it was sealed."]);
  });

  it("edited the first entry", async () => {
    await world.tamper((tx) => tx`update audit_entries set actor_id = 'somebody else' where id = ${id(1)}`);
    expect(await damages()).toEqual(["Entry 1 was changed after it was sealed."]);
  });

  it("edited an entry and its hash", async () => {
    await world.tamper(
      (tx) => tx`update audit_seals set hash = ${sha256Hex("new")} where org_id = ${orgId} and sequence = 5`,
    );
    expect(await damages()).toEqual(["Entry 5 was changed after it was sealed."]);
  });

  it("deleted an entry and left its seal", async () => {
    await world.tamper((tx) => tx`delete from audit_entries where id = ${id(4)}`);
    expect(await damages()).toEqual(["Entry 4 was deleted."]);
  });

  it("deleted entries with their seals", async () => {
    const ids = [id(2), id(3)];
    await world.tamper(async (tx) => {
      await tx`delete from audit_seals where entry_id in ${tx(ids)}`;
      await tx`delete from audit_entries where id in ${tx(ids)}`;
    });
    expect(await damages()).toEqual(["Entries 2 to 3 were deleted."]);
  });

  it("exchanged two entries", async () => {
    await world.tamper((tx) => exchange(tx, orgId, sealed, [2, 5]));
    expect(await damages()).toEqual(["Entry 2 is not in its place.", "Entry 5 is not in its place."]);
  });

  it("exchanged two entries with their seals", async () => {
    await world.tamper(async (tx) => {
      const place = (from: number, to: number) =>
        tx`update audit_seals set sequence = ${to} where org_id = ${orgId} and sequence = ${from}`;
      await place(3, -3);
      await place(8, 3);
      await place(-3, 8);
    });
    expect(await damages()).toEqual(["Entry 3 is not in its place.", "Entry 8 is not in its place."]);
  });

  it("cut off the end together with its seals and heads, because of the copy outside", async () => {
    await cutOff();
    expect(await damages()).toEqual(["Entries 7 to 10 were cut off from the end."]);
  });

  it("cut off the end, also after the trail has grown past it again", async () => {
    await cutOff();
    await world.act(admin, 7);
    await sealAudit();
    const found = await damages();
    expect(found).toContainEqual(
      expect.stringContaining("Entry 10 is not the one that the head noted outside"),
    );
    expect(found).toContainEqual(expect.stringContaining("When entry 13 was sealed"));
  });

  it("emptied the whole trail", async () => {
    await world.tamper(async (tx) => {
      await tx`delete from audit_heads where org_id = ${orgId}`;
      await tx`delete from audit_seals where org_id = ${orgId}`;
      await tx`delete from audit_entries where org_id = ${orgId}`;
    });
    expect(await damages()).toEqual(["Entries 1 to 10 were cut off from the end."]);
  });

  it("forged a head", async () => {
    await world.tamper(
      (tx) =>
        tx`update audit_heads set signature = ${"0".repeat(64)} where org_id = ${orgId} and sequence = 10`,
    );
    expect(await damages()).toEqual([
      "The head of entry 10 in the database was not signed by this deployment.",
    ]);
  });

  it("added an entry with a seal of their own making", async () => {
    await world.act(admin, 1);
    await world.tamper(
      (tx) => tx`insert into audit_seals (org_id, sequence, entry_id, previous_hash, hash)
        select org_id, 11, id, ${hash(10)}, ${sha256Hex("made up")} from audit_entries
        where org_id = ${orgId} and not exists (select 1 from audit_seals where entry_id = id)`,
    );
    expect(await damages()).toEqual(["Entry 11 was never sealed."]);
  });

  it("removed every head, with the copy outside removed too", async () => {
    await world.tamper((tx) => tx`delete from audit_heads where org_id = ${orgId}`);
    rmSync(outsideFile());
    const { damages: found, warnings, entriesChecked } = await report();
    expect(found.map(({ kind }) => kind)).toEqual(["unsigned"]);
    expect(warnings).toEqual([expect.stringContaining("copy outside the database is missing")]);
    expect(entriesChecked).toBe(10);
  });
});

it("damages over the border of two pages are named as in one", async () => {
  const many = world.admin();
  const its = many.orgId ?? "";
  await world.act(many, pageEntries + 20);
  await sealAudit();
  const chain = await world.sealed(its);
  const at = (sequence: number): string => chain[sequence - 1]?.entry_id ?? "";
  const gone = Array.from({ length: 10 }, (_, place) => at(16 + place));
  await world.tamper(async (tx) => {
    // The page that ends the trail begins at 21.
    await tx`delete from audit_entries where id in ${tx(gone)}`;
    await tx`update audit_entries set action = 'test.other' where id = ${at(900)}`;
    await exchange(tx, its, chain, [5, 500]);
  });
  const seen: number[] = [];
  const found = await verifyTrail(many, its, { onProgress: (done) => void seen.push(done) });
  expect(found.damages.map(({ message }) => message)).toEqual([
    "Entry 5 is not in its place.",
    "Entries 16 to 25 were deleted.",
    "Entry 500 is not in its place.",
    "Entry 900 was changed after it was sealed.",
  ]);
  expect(seen).toEqual([pageEntries, pageEntries + 20]);
});
