import { and, asc, eq, gt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditHeads } from "@/db/schema/audit";
import type { NotedHead } from "@/lib/server/audit/outside-heads";
import { checkHead, type SignedHead } from "@/lib/server/audit/signed-head";
import type { HeadSource, TrailDamage } from "@/lib/server/audit/trail-report";

/** A head that is believed, and where it came from. */
type TrustedHead = SignedHead & { readonly source: Exclude<HeadSource, "given"> };

/** What the heads of a trail say. */
export interface CheckedHeads {
  /** The one with the highest sequence; null when none can be believed. */
  readonly newest: TrustedHead | null;
  /** Hash by sequence of each that can be believed, those noted outside first: the chain must have them all. */
  readonly expected: ReadonlyMap<number, readonly TrustedHead[]>;
  readonly damages: readonly TrailDamage[];
  readonly warnings: readonly string[];
  readonly count: number;
}

const pageHeads = 5000;

/** Checks the signature of every head, in the database and outside. */
export async function checkHeads(
  tx: Transaction,
  companyId: string,
  outside: readonly NotedHead[],
): Promise<CheckedHeads> {
  const damages: TrailDamage[] = [];
  const expected = new Map<number, TrustedHead[]>();
  const unknownKeys = new Set<string>();
  let newest: TrustedHead | null = null;
  let count = 0;
  const look = (head: SignedHead, source: TrustedHead["source"]) => {
    count += 1;
    const verdict = checkHead(head);
    if (verdict === "unknown_key") unknownKeys.add(head.keyId);
    if (verdict === "forged") damages.push(forged(head, source));
    if (verdict !== "signed") return;
    const trusted = { ...head, source };
    const known = expected.get(head.sequence) ?? [];
    if (!known.some(({ hash }) => hash === head.hash)) expected.set(head.sequence, [...known, trusted]);
    if (newest === null || head.sequence > newest.sequence) newest = trusted;
  };
  for (const head of outside) {
    look(head, "outside");
    if (!head.continues) damages.push(broken(head));
  }
  for await (const head of headsOf(tx, companyId)) look(head, "database");
  const warnings = [...unknownKeys].map(
    (keyId) =>
      `Heads signed with the key "${keyId}" could not be checked: the key is not in SECRET_KEYS any more.`,
  );
  return { newest, expected, damages, warnings, count };
}

async function* headsOf(tx: Transaction, companyId: string): AsyncGenerator<SignedHead> {
  let after = 0;
  for (;;) {
    const rows = await tx
      .select()
      .from(auditHeads)
      .where(and(eq(auditHeads.orgId, companyId), gt(auditHeads.sequence, after)))
      .orderBy(asc(auditHeads.sequence))
      .limit(pageHeads);
    for (const { sequence, hash, keyId, signature, signedAt } of rows) {
      yield { companyId, sequence, hash, keyId, signature, signedAt: signedAt.toISOString() };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageHeads) return;
    after = last.sequence;
  }
}

function forged({ sequence }: SignedHead, source: TrustedHead["source"]): TrailDamage {
  const where = source === "database" ? "in the database" : "noted outside the database";
  return {
    kind: "forged_head",
    sequence,
    lastSequence: sequence,
    message: `The head of entry ${sequence} ${where} was not signed by this deployment.`,
  };
}

function broken({ sequence, signedAt }: NotedHead): TrailDamage {
  return {
    kind: "rewritten",
    sequence,
    lastSequence: sequence,
    message: `When entry ${sequence} was sealed on ${signedAt}, the trail no longer held what had been noted outside the database before.`,
  };
}
