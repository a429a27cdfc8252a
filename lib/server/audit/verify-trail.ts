import "server-only";
import { and, eq, gt, lt, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditSeals } from "@/db/schema/audit";
import type { ChainHead } from "@/lib/domain/audit/audit-entry";
import { chainDamage } from "@/lib/domain/audit/chain-damage";
import { type CheckedHeads, checkHeads } from "@/lib/server/audit/check-heads";
import { readOutsideHeads } from "@/lib/server/audit/outside-heads";
import type { TrailDamage, TrailReport } from "@/lib/server/audit/trail-report";
import { walkChain } from "@/lib/server/audit/walk-chain";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

const damagesShown = 200;

/** A sealer that runs takes a second; beyond this something is wrong with it, or with the entry. */
const unsealedSecondsMax = 60;

interface VerifyOptions {
  /** A head that somebody noted down earlier: the trail must have it. */
  readonly given?: Pick<ChainHead, "sequence" | "hash"> | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Checks a company's whole trail as of now against its signed heads, those noted outside the database above all: who
 * can write every table can take away the end of a chain together with its heads, but not what was noted outside.
 *
 * Memory is bounded whatever the length. Entries that wait to be sealed are counted, since nothing vouches for them yet.
 */
export async function verifyTrail(
  viewer: Viewer,
  companyId: string,
  { given, onProgress, signal }: VerifyOptions = {},
): Promise<TrailReport> {
  const startedMs = performance.now();
  const checkedAt = new Date().toISOString();
  // Before the snapshot: a head is noted outside after its commit, so the snapshot has whatever stands in the file.
  const outside = await readOutsideHeads(companyId);
  return readAs(viewer, async (tx) => {
    await tx.execute(sql`set local statement_timeout = '60s'`);
    const heads = await checkHeads(tx, companyId, outside?.heads ?? []);
    const head = trustedEnd(heads, given, companyId) ?? (await unsignedEnd(tx, companyId));
    const vouched = expectedHashes(heads, given);
    const damages: TrailDamage[] = [...heads.damages];
    let checked = 0;
    if (head !== null) {
      const walked = await walkChain(tx, head, {
        onPage: (passed) => {
          signal?.throwIfAborted();
          onProgress?.(passed, head.sequence);
        },
        onSeal: (sequence, hash) => damages.push(...mismatches(vouched.get(sequence) ?? [], sequence, hash)),
      });
      checked = walked.checked;
      damages.push(...walked.damages, ...(await sealsBeyond(tx, head)));
      if (heads.newest === null) damages.push(unsigned(head));
    }
    const unsealed = await unsealedEntries(tx, companyId);
    damages.sort((a, b) => a.sequence - b.sequence);
    return {
      companyId,
      checkedAt,
      isWhole: damages.length === 0,
      damages: damages.slice(0, damagesShown),
      damageCount: damages.length,
      warnings: [...heads.warnings, ...warningsAbout(outside, unsealed.oldestSeconds, head !== null)],
      entriesChecked: checked,
      headsChecked: heads.count,
      sealedUpTo: head?.sequence ?? 0,
      unsealedCount: unsealed.count,
      oldestUnsealedSeconds: unsealed.oldestSeconds,
      head: head === null ? null : shownHead(head, heads),
      outsideHeads: outside === null ? null : outside.heads.length,
      tookSeconds: Math.round(performance.now() - startedMs) / 1000,
    };
  });
}

/** The furthest end that anybody vouches for. */
function trustedEnd(
  { newest }: CheckedHeads,
  given: VerifyOptions["given"],
  companyId: string,
): ChainHead | null {
  if (given !== undefined && given.sequence > (newest?.sequence ?? 0)) return { companyId, ...given };
  return newest;
}

/** Where seals end that nobody signed: checked all the same, and reported. */
async function unsignedEnd(tx: Transaction, companyId: string): Promise<ChainHead | null> {
  const [last] = await tx
    .select({ sequence: auditSeals.sequence, hash: auditSeals.hash })
    .from(auditSeals)
    .where(eq(auditSeals.orgId, companyId))
    .orderBy(sql`${auditSeals.sequence} desc`)
    .limit(1);
  return last === undefined ? null : { companyId, ...last };
}

interface Voucher {
  readonly hash: string;
  readonly who: string;
}

function expectedHashes(
  { expected }: CheckedHeads,
  given: VerifyOptions["given"],
): ReadonlyMap<number, readonly Voucher[]> {
  const vouchers = new Map<number, Voucher[]>();
  for (const [sequence, heads] of expected) {
    const where = (source: "database" | "outside") =>
      source === "database" ? "a signed head in the database" : "the head noted outside the database";
    vouchers.set(
      sequence,
      heads.map(({ hash, source, signedAt }) => ({ hash, who: `${where(source)} on ${signedAt}` })),
    );
  }
  if (given !== undefined) {
    const known = vouchers.get(given.sequence) ?? [];
    vouchers.set(given.sequence, [...known, { hash: given.hash, who: "the head you gave" }]);
  }
  return vouchers;
}

function mismatches(vouchers: readonly Voucher[], sequence: number, hash: string): TrailDamage[] {
  return vouchers
    .filter((voucher) => voucher.hash !== hash)
    .map(({ who }) => ({
      kind: "rewritten" as const,
      sequence,
      lastSequence: sequence,
      message: `Entry ${sequence} is not the one that ${who} vouches for.`,
    }));
}

/** Seals that no head covers. */
async function sealsBeyond(tx: Transaction, { companyId, sequence }: ChainHead): Promise<TrailDamage[]> {
  const [beyond] = await tx
    .select({
      first: sql<string | null>`min(${auditSeals.sequence})`,
      last: sql<string | null>`max(${auditSeals.sequence})`,
    })
    .from(auditSeals)
    .where(
      and(eq(auditSeals.orgId, companyId), or(gt(auditSeals.sequence, sequence), lt(auditSeals.sequence, 1))),
    );
  if (beyond === undefined || beyond.first === null || beyond.last === null) return [];
  return [chainDamage("never_sealed", Number(beyond.first), Number(beyond.last))];
}

async function unsealedEntries(tx: Transaction, companyId: string) {
  const [row] = await tx.execute<{ count: string; oldest: string | null }>(sql`
    select count(*) as count, min(at) as oldest from audit_entries as entry
    where org_id = ${companyId} and not exists (select 1 from audit_seals as seal where seal.entry_id = entry.id)`);
  const oldest = row?.oldest ?? null;
  return {
    count: Number(row?.count ?? 0),
    oldestSeconds: oldest === null ? null : Math.max(0, Math.round((Date.now() - Date.parse(oldest)) / 1000)),
  };
}

function unsigned({ sequence }: ChainHead): TrailDamage {
  const message = `Nothing that can be checked vouches for the ${sequence} sealed entries: no signed head is left.`;
  return { kind: "unsigned", sequence, lastSequence: sequence, message };
}

function warningsAbout(
  outside: { readonly unreadable: number } | null,
  oldestUnsealedSeconds: number | null,
  isSealed: boolean,
): string[] {
  const warnings: string[] = [];
  if (outside === null && isSealed) {
    warnings.push(
      "The copy outside the database is missing here, so an end cut off together with its heads would not show. Give the head you noted down to check against it.",
    );
  }
  if (outside !== null && outside.unreadable > 0) {
    warnings.push(`${outside.unreadable} line(s) of the copy outside the database cannot be read.`);
  }
  if (oldestUnsealedSeconds !== null && oldestUnsealedSeconds > unsealedSecondsMax) {
    warnings.push(
      `An entry has waited ${oldestUnsealedSeconds} seconds to be sealed; it should take one. Is the worker running?`,
    );
  }
  return warnings;
}

function shownHead({ sequence, hash }: ChainHead, { newest, expected }: CheckedHeads): TrailReport["head"] {
  const signed = expected.get(sequence)?.find((head) => head.hash === hash);
  if (signed !== undefined) {
    return { sequence, hash, signedAt: signed.signedAt, keyId: signed.keyId, source: signed.source };
  }
  return { sequence, hash, signedAt: null, keyId: null, source: newest === null ? "database" : "given" };
}
