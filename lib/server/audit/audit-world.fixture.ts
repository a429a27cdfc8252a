import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type TransactionSql } from "postgres";
import { v7 as uuidV7 } from "uuid";
import { vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { audit } from "@/lib/server/audit/audit";
import { resetSealer, sealAudit } from "@/lib/server/audit/seal-audit";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { userViewer } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";

/** The secret that these tests sign with, and one that comes after it. */
export const secrets = { old: `old:${"A".repeat(43)}=`, fresh: `fresh:${"B".repeat(43)}=` } as const;

/** A seal as it stands in the table. */
export interface Sealed {
  readonly entry_id: string;
  readonly sequence: number;
  readonly hash: string;
}

const act = {
  action: "test.acted",
  object: { kind: "thing", id: "00000000-0000-7000-8000-000000000001" },
  before: { state: "off" },
  after: { state: "on", amountCents: "100" },
};

/** For tests: a database and a folder of their own, and somebody who may tamper with both. */
export interface AuditWorld {
  readonly test: TestDatabase;
  readonly dataDir: string;
  /** The admin of a company that nobody has acted in yet. */
  admin(): UserViewer;
  /** Has somebody act so many times: each time in a transaction of its own, a hundred times and more in one. */
  act(actor: UserViewer, times: number): Promise<void>;
  /** As the owner of the tables, past every trigger and constraint that protects the trail. */
  tamper(change: (tx: TransactionSql) => Promise<unknown>): Promise<void>;
  /** What stands in the table, in the order of the chain. */
  sealed(orgId: string): Promise<Sealed[]>;
  setSecrets(text: string): void;
  setDataDir(folder: string): void;
  close(): Promise<void>;
}

export async function openAuditWorld(): Promise<AuditWorld> {
  const test = await createTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-audit-"));
  const owner = postgres(test.directUrl, { max: 1, onnotice: () => {} });
  vi.stubEnv("DATABASE_URL", test.url);
  const setDataDir = (folder: string) => {
    vi.stubEnv("DATA_DIR", folder);
    resetEnvironment();
  };
  const setSecrets = (text: string) => {
    vi.stubEnv("SECRET_KEYS", text);
    resetEnvironment();
  };
  setDataDir(dataDir);
  setSecrets(secrets.old);
  resetSealer();
  // What the seeds wrote has chains of its own.
  await sealAudit();
  return {
    test,
    dataDir,
    setSecrets,
    setDataDir,
    admin: () => userViewer({ userId: uuidV7(), orgId: uuidV7(), role: "admin" }),
    async act(actor, times) {
      const one = (time: number) =>
        withTransaction(actor, (tx) => audit(tx, actor, { ...act, after: { ...act.after, time } }));
      if (times < 100) for (let time = 0; time < times; time += 1) await one(time);
      else {
        await withTransaction(actor, async (tx) => {
          const within = (time: number) => audit(tx, actor, { ...act, after: { ...act.after, time } });
          // The first makes the actor's salt; the others need not wait for each other's answers.
          await within(0);
          await Promise.all(Array.from({ length: times - 1 }, (_, time) => within(time + 1)));
        });
      }
    },
    async tamper(change) {
      await owner.begin(async (tx) => {
        const tables = ["audit_entries", "audit_seals", "audit_heads"];
        for (const table of tables) await tx.unsafe(`alter table ${table} disable trigger user`);
        await change(tx);
        for (const table of tables) await tx.unsafe(`alter table ${table} enable trigger user`);
      });
    },
    async sealed(orgId) {
      const rows = await owner<Sealed[]>`
        select entry_id, sequence::int as sequence, hash from audit_seals where org_id = ${orgId} order by sequence`;
      return [...rows];
    },
    async close() {
      await owner.end();
      await database().close();
      await test.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
