import "server-only";
import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditHeads, auditSeals } from "@/db/schema/audit";
import { lockChain, sealer } from "@/lib/server/audit/chain-lock";
import { lastOutsideHead, type NotedHead, noteOutside } from "@/lib/server/audit/outside-heads";
import type { SignedHead } from "@/lib/server/audit/signed-head";
import { withTransaction } from "@/lib/server/transaction";

/**
 * Notes a company's newest committed head outside the database, and whether the trail still holds the one noted before:
 * who cuts or rewrites the trail leaves a break there that no later head can mend.
 *
 * @returns false when another process has the chain's lock; try again later.
 */
export function noteHead(companyId: string): Promise<boolean> {
  return withTransaction(sealer, async (tx) => {
    if (!(await lockChain(tx, companyId))) return false;
    const head = await newestHead(tx, companyId);
    if (head === null) return true;
    const previous = await lastOutsideHead(companyId);
    if (previous?.sequence === head.sequence && previous.hash === head.hash) return true;
    await noteOutside({ ...head, continues: await stillHolds(tx, previous) }, previous);
    return true;
  });
}

/** The newest signed head in the database. */
async function newestHead(tx: Transaction, companyId: string): Promise<SignedHead | null> {
  const [row] = await tx
    .select()
    .from(auditHeads)
    .where(eq(auditHeads.orgId, companyId))
    .orderBy(desc(auditHeads.sequence))
    .limit(1)
    .prepare("newest_head")
    .execute();
  if (row === undefined) return null;
  const { sequence, hash, keyId, signature, signedAt } = row;
  return { companyId, sequence, hash, keyId, signature, signedAt: signedAt.toISOString() };
}

async function stillHolds(tx: Transaction, noted: NotedHead | null): Promise<boolean> {
  if (noted === null) return true;
  const [seal] = await tx
    .select({ hash: auditSeals.hash })
    .from(auditSeals)
    .where(and(eq(auditSeals.orgId, noted.companyId), eq(auditSeals.sequence, noted.sequence)))
    .prepare("noted_seal")
    .execute();
  return seal?.hash === noted.hash;
}
