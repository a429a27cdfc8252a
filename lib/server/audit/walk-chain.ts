import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEntries, auditSeals } from "@/db/schema/audit";
import { type ChainHead, emptyChain, type SealedEntry } from "@/lib/domain/audit/audit-entry";
import { type ChainDamage, chainDamage } from "@/lib/domain/audit/chain-damage";
import { isWhole } from "@/lib/domain/audit/entry-hash";
import { verifyChain } from "@/lib/domain/audit/verify-chain";
import { entryOfRow } from "@/lib/server/audit/entry-of-row";
import { sha256Hex } from "@/lib/server/audit/sha256-hex";

/** Entries held in memory at once. */
export const pageEntries = 1000;

/** Broken entries kept to find where they were moved from; beyond this they are called edited. */
const movedMax = 50;

interface WalkOptions {
  /** Called after each page with the number of sequences passed. */
  readonly onPage: (passed: number) => void;
  /** Called with each seal that is there. */
  readonly onSeal: (sequence: number, hash: string) => void;
}

/**
 * All damages of a company's chain up to a trusted head, read page by page from its end: each page is vouched for by
 * the one after it, as each entry is.
 */
export async function walkChain(
  tx: Transaction,
  head: ChainHead,
  { onPage, onSeal }: WalkOptions,
): Promise<{ readonly damages: readonly ChainDamage[]; readonly checked: number }> {
  const damages: ChainDamage[] = [];
  const broken = new Map<number, SealedEntry>();
  let checked = 0;
  let top = head;
  while (top.sequence > 0) {
    const below = Math.max(0, top.sequence - pageEntries);
    const entries = await readPage(tx, top, below, onSeal);
    const first = entries.find(({ sequence }) => sequence === below + 1);
    const empty = emptyChain(head.companyId);
    const from = below === 0 ? empty : { ...empty, sequence: below, hash: first?.previousHash ?? empty.hash };
    const found = verifyChain(entries, { head: top, from, sha256: sha256Hex });
    damages.push(...found);
    for (const { sequence, kind } of found) {
      const entry = kind === "edited" ? entries.find((one) => one.sequence === sequence) : undefined;
      if (entry !== undefined && broken.size <= movedMax) broken.set(sequence, entry);
    }
    const isVouched = first !== undefined && !found.some(({ sequence }) => sequence === below + 1);
    const hash = isVouched ? first.previousHash : await claimedHash(tx, head.companyId, below);
    checked += entries.length;
    top = { ...empty, sequence: below, hash };
    onPage(head.sequence - below);
  }
  return { damages: joined(movedEntries(damages, broken), head), checked };
}

async function readPage(
  tx: Transaction,
  { companyId, sequence }: ChainHead,
  below: number,
  onSeal: WalkOptions["onSeal"],
): Promise<SealedEntry[]> {
  const rows = await tx
    .select({ seal: auditSeals, entry: auditEntries })
    .from(auditSeals)
    .leftJoin(auditEntries, eq(auditEntries.id, auditSeals.entryId))
    .where(
      and(
        eq(auditSeals.orgId, companyId),
        gt(auditSeals.sequence, below),
        lte(auditSeals.sequence, sequence),
      ),
    )
    .orderBy(asc(auditSeals.sequence));
  return rows.flatMap(({ seal, entry }) => {
    onSeal(seal.sequence, seal.hash);
    if (entry === null) return [];
    const { sequence: place, previousHash, hash } = seal;
    return [{ ...entryOfRow(entry), sequence: place, previousHash, hash }];
  });
}

/** What the seal at a sequence says of itself, where no entry after it can vouch any more. */
async function claimedHash(tx: Transaction, companyId: string, sequence: number): Promise<string> {
  const [seal] = await tx
    .select({ hash: auditSeals.hash })
    .from(auditSeals)
    .where(and(eq(auditSeals.orgId, companyId), eq(auditSeals.sequence, sequence)));
  return seal?.hash ?? emptyChain(companyId).hash;
}

/**
 * Broken entries that are whole in the place of another broken one were moved: over the border of pages, or under the
 * seal of that other place.
 */
function movedEntries(
  damages: readonly ChainDamage[],
  broken: ReadonlyMap<number, SealedEntry>,
): ChainDamage[] {
  if (broken.size > movedMax) return [...damages];
  const claims = [...broken.values()];
  const isMoved = (entry: SealedEntry) =>
    claims
      .filter(({ sequence }) => sequence !== entry.sequence)
      .some(
        ({ sequence, previousHash, hash }) =>
          isWhole({ ...entry, sequence }, sha256Hex) ||
          isWhole({ ...entry, sequence, previousHash, hash }, sha256Hex),
      );
  return damages.map((damage) => {
    const entry = damage.kind === "edited" ? broken.get(damage.sequence) : undefined;
    return entry !== undefined && isMoved(entry) ? chainDamage("reordered", damage.sequence) : damage;
  });
}

/** Runs that go on over the border of pages as one, by sequence; what reaches the end was cut off, the rest deleted. */
function joined(damages: readonly ChainDamage[], head: ChainHead): ChainDamage[] {
  const result: ChainDamage[] = [];
  for (const damage of [...damages].sort((a, b) => a.sequence - b.sequence)) {
    const last = result.at(-1);
    if (last !== undefined && isGone(last) && isGone(damage) && last.lastSequence + 1 === damage.sequence) {
      result.splice(-1, 1, chainDamage("deleted", last.sequence, damage.lastSequence));
    } else result.push(damage);
  }
  return result.map((damage) =>
    isGone(damage)
      ? chainDamage(
          damage.lastSequence === head.sequence ? "cut_off" : "deleted",
          damage.sequence,
          damage.lastSequence,
        )
      : damage,
  );
}

const isGone = ({ kind }: ChainDamage): boolean => kind === "deleted" || kind === "cut_off";
