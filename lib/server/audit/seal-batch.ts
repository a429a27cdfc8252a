import "server-only";
import { and, asc, desc, eq, gte, notExists, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEntries, auditHeads, auditSeals } from "@/db/schema/audit";
import { type ChainHead, emptyChain, type SealedEntry } from "@/lib/domain/audit/audit-entry";
import { sealEntries } from "@/lib/domain/audit/seal-entries";
import { deploymentTrail } from "@/lib/server/audit/audit";
import { lockChain, sealer } from "@/lib/server/audit/chain-lock";
import { entryOfRow } from "@/lib/server/audit/entry-of-row";
import { sha256Hex } from "@/lib/server/audit/sha256-hex";
import { signHead } from "@/lib/server/audit/signed-head";
import { publishChange } from "@/lib/server/live/publish-change";
import { executePrepared, withTransaction } from "@/lib/server/transaction";

/** Entries that one transaction seals at most. */
const batchEntries = 1000;

type SealedBatch =
  /** Another process is sealing this company. */
  | { readonly kind: "busy" }
  | { readonly kind: "done"; readonly sealedCount: number }
  /** There may be more, written by this transaction and later ones. */
  | { readonly kind: "more"; readonly sealedCount: number; readonly writtenBy: string };

/**
 * Seals a company's oldest unsealed entries of those written by a transaction and later ones: seals and signed head
 * in one transaction. Entries of a batch stand in the chain in the order in which they were written.
 */
export function sealBatch(companyId: string, fromWrittenBy: string): Promise<SealedBatch> {
  return withTransaction(sealer, async (tx) => {
    if (!(await lockChain(tx, companyId))) return { kind: "busy" };
    const rows = await unsealedRows(tx, companyId, fromWrittenBy);
    const last = rows.at(-1);
    if (last === undefined) return { kind: "done", sealedCount: 0 };
    const entries = [...rows].sort((a, b) => a.writtenOrder - b.writtenOrder).map(entryOfRow);
    const { sealed, head } = sealEntries(await endOfChain(tx, companyId), entries, sha256Hex);
    await insertSeals(tx, companyId, sealed);
    const { keyId, signature, signedAt } = signHead(head, new Date());
    await tx.insert(auditHeads).values({
      orgId: companyId,
      sequence: head.sequence,
      hash: head.hash,
      keyId,
      signature,
      signedAt: new Date(signedAt),
    });
    // Here and not where entries are written: a notification makes commits queue, and here it is one for many entries.
    if (companyId !== deploymentTrail) {
      const committedAt = entries.map(({ at }) => at).sort()[0];
      await publishChange(tx, { topic: "audit", orgId: companyId, ...(committedAt && { committedAt }) });
    }
    return rows.length < batchEntries
      ? { kind: "done", sealedCount: rows.length }
      : { kind: "more", sealedCount: rows.length, writtenBy: last.writtenBy };
  });
}

function unsealedRows(tx: Transaction, companyId: string, fromWrittenBy: string) {
  const seals = tx.select({ one: sql`1` }).from(auditSeals).where(eq(auditSeals.entryId, auditEntries.id));
  return tx
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.orgId, companyId),
        gte(auditEntries.writtenBy, sql`${fromWrittenBy}::text::xid8`),
        notExists(seals),
      ),
    )
    .orderBy(asc(auditEntries.writtenBy), asc(auditEntries.writtenOrder))
    .limit(batchEntries);
}

/** Where the chain ends now; only under the chain's lock. */
async function endOfChain(tx: Transaction, companyId: string): Promise<ChainHead> {
  const [last] = await tx
    .select({ sequence: auditSeals.sequence, hash: auditSeals.hash })
    .from(auditSeals)
    .where(eq(auditSeals.orgId, companyId))
    .orderBy(desc(auditSeals.sequence))
    .limit(1)
    .prepare("chain_end")
    .execute();
  return last === undefined ? emptyChain(companyId) : { companyId, ...last };
}

async function insertSeals(tx: Transaction, companyId: string, sealed: readonly SealedEntry[]) {
  const seals = sealed.map(({ sequence, id, previousHash, hash }) => ({
    sequence,
    entry_id: id,
    previous_hash: previousHash,
    hash,
  }));
  const statement = sql`
    insert into audit_seals (org_id, sequence, entry_id, previous_hash, hash)
    select ${companyId}::uuid, sequence, entry_id, previous_hash, hash
    from jsonb_to_recordset(${JSON.stringify(seals)}::text::jsonb)
      as seal (sequence bigint, entry_id uuid, previous_hash text, hash text)`;
  await executePrepared(tx, "seals", statement);
}
