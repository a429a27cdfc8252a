import "server-only";
import { sql } from "drizzle-orm";
import { sealer } from "@/lib/server/audit/chain-lock";
import { noteHead } from "@/lib/server/audit/note-head";
import { sealBatch } from "@/lib/server/audit/seal-batch";
import { withTransaction } from "@/lib/server/transaction";

interface SealerState {
  /** Entries written by transactions before this one are all sealed. "0" until a first pass has looked at all. */
  horizon: string;
  /** Companies whose newest head is not known to stand outside the database. */
  readonly unnoted: Set<string>;
}

// On globalThis because a reload of this module in development would look through the whole trail again.
const holder: { hashinsightSealer?: SealerState } = globalThis as typeof globalThis & {
  hashinsightSealer?: SealerState;
};

/** Forgets what this process knows of sealed entries; for tests that stand for a fresh process. */
export function resetSealer(): void {
  delete holder.hashinsightSealer;
}

/**
 * Seals every entry that is committed and not sealed yet, each company's into its own chain, and notes the new heads
 * outside the database. Several processes may call it at once. Call it again at once when it answers more than 0.
 *
 * @returns how many entries this call sealed.
 * @throws AggregateError when companies could not be sealed or noted; all others are, and the next call tries again.
 */
export async function sealAudit(): Promise<number> {
  holder.hashinsightSealer ??= { horizon: "0", unnoted: new Set() };
  const state = holder.hashinsightSealer;
  const { companies, horizon } = await findUnsealed(state);
  const failures: unknown[] = [];
  let sealedCount = 0;
  let isComplete = true;
  // One batch each in turn, so that a company with a million entries does not keep the others waiting.
  while (companies.size > 0) {
    for (const [companyId, writtenBy] of companies) {
      try {
        const batch = await sealBatch(companyId, writtenBy);
        if (batch.kind === "busy") isComplete = false;
        else sealedCount += batch.sealedCount;
        if (batch.kind === "more") companies.set(companyId, batch.writtenBy);
        else companies.delete(companyId);
        if (batch.kind !== "busy") state.unnoted.add(companyId);
      } catch (error) {
        failures.push(error);
        isComplete = false;
        companies.delete(companyId);
      }
    }
  }
  if (isComplete) state.horizon = horizon;
  await noteHeads(state, failures);
  if (failures.length > 0) throw new AggregateError(failures, "part of the audit trail could not be sealed");
  return sealedCount;
}

/**
 * Companies with unsealed entries and the first transaction that wrote one, and how far the horizon may move once they
 * are sealed.
 *
 * Numbers of entries are given out before transactions commit, so a cursor over them would step over a slow writer. A
 * transaction's own number tells more: below `pg_snapshot_xmin` every transaction has ended, and what is not to be seen
 * of it now never will be. Taken with the list in one snapshot, it is the bound before which nothing has to be looked
 * at again. A fresh process looks at everything once.
 */
function findUnsealed(state: SealerState) {
  return withTransaction(sealer, async (tx) => {
    const isFirst = state.horizon === "0";
    if (isFirst) await tx.execute(sql`set local statement_timeout = '120s'`);
    const rows = await tx.execute<{ horizon: string; org_id: string | null; written_by: string | null }>(sql`
      with unsealed as (
        select distinct on (entry.org_id) entry.org_id, entry.written_by from audit_entries as entry
        where entry.written_by >= ${state.horizon}::text::xid8
          and not exists (select 1 from audit_seals as seal where seal.entry_id = entry.id)
        order by entry.org_id, entry.written_by)
      select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
        unsealed.org_id, unsealed.written_by::text as written_by
      from (select 1) as one left join unsealed on true`);
    if (isFirst) {
      // What a process that ended in between had sealed, but not noted.
      const known = await tx.execute<{ org_id: string }>(sql`select distinct org_id from audit_heads`);
      for (const { org_id } of known) state.unnoted.add(org_id);
    }
    const companies = new Map<string, string>();
    for (const { org_id, written_by } of rows) {
      if (org_id !== null && written_by !== null) companies.set(org_id, written_by);
    }
    return { companies, horizon: rows[0]?.horizon ?? state.horizon };
  });
}

/** Some at once, since each waits for the disk; not all, since each takes a connection. */
const notedAtOnce = 3;

async function noteHeads({ unnoted }: SealerState, failures: unknown[]): Promise<void> {
  const waiting = [...unnoted];
  async function noteNext(): Promise<void> {
    for (let companyId = waiting.pop(); companyId !== undefined; companyId = waiting.pop()) {
      try {
        if (await noteHead(companyId)) unnoted.delete(companyId);
      } catch (error) {
        failures.push(error);
      }
    }
  }
  await Promise.all(Array.from({ length: notedAtOnce }, noteNext));
}
