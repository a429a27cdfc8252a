import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { and, desc, eq, lte } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditHeads } from "@/db/schema/audit";
import type { RestoredEntry } from "@/lib/domain/audit/restore-personal";
import { exchange } from "@/lib/domain/audit/withhold-personal";
import { recordAuditExport } from "@/lib/modules/auth/audit/commands";
import { csvHeader, csvRow } from "@/lib/modules/auth/audit/csv-row";
import {
  type EntryPlace,
  type FoundEntry,
  filteredEntries,
  momentAfter,
} from "@/lib/modules/auth/audit/filtered-entries";
import { namesOf } from "@/lib/modules/auth/audit/names";
import { restoreEntries } from "@/lib/modules/auth/audit/restore-entries";
import type { AuditFilter } from "@/lib/modules/auth/audit/schema";
import { entryOfRow } from "@/lib/server/audit/entry-of-row";
import { log } from "@/lib/server/log";
import type { StreamAnswer } from "@/lib/server/stream-route";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type UserViewer, type Viewer } from "@/lib/server/viewer";

type Format = "jsonl" | "csv";

/** Entries read and sent at once; a transaction each, so that a slow reader holds none open. */
const pageEntries = 500;

const contentTypes = { jsonl: "application/x-ndjson", csv: "text/csv; charset=utf-8" } as const;

/** The entries that a filter leaves, oldest first, as a file that is made while it is read. */
export async function exportAudit(
  viewer: Viewer,
  { format, ...filter }: AuditFilter & { readonly format: Format },
): Promise<StreamAnswer> {
  const actor = authorizeUser(viewer, "auth:read_audit");
  const orgId = companyOf(actor);
  // Up to this moment: the export's own entry and what is written meanwhile would otherwise never end.
  const until = await momentThatHasPassed();
  await recordAuditExport(actor, format, filter);
  const isOver = filter.to !== undefined && momentAfter(filter.to) < until;
  const pieces = exportPieces(actor, orgId, format, isOver ? filter : { ...filter, to: until });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        log.error({ err: error, requestId: actor.request.id }, "export of the audit trail failed");
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return { body, contentType: contentTypes[format], fileName: `audit-trail-${until.slice(0, 10)}.${format}` };
}

/** This millisecond, once it is over: what is written from now on lies after it. */
async function momentThatHasPassed(): Promise<string> {
  const now = new Date();
  while (Date.now() <= now.getTime()) await nextTurn();
  return now.toISOString();
}

async function* exportPieces(
  viewer: UserViewer,
  orgId: string,
  format: Format,
  filter: AuditFilter,
): AsyncGenerator<string, void, undefined> {
  let after: EntryPlace | null = null;
  let count = 0;
  let lastSequence = 0;
  // The mark makes spreadsheets read it as UTF-8.
  if (format === "csv") yield `\uFEFF${csvHeader}`;
  do {
    const page: Page = await readAs(viewer, (tx) => readPage(tx, { orgId, filter, format, after }));
    count += page.count;
    lastSequence = Math.max(lastSequence, page.lastSequence);
    after = page.next;
    if (page.text !== "") yield page.text;
  } while (after !== null);
  if (format === "jsonl") {
    const head = await readAs(viewer, (tx) => headWithin(tx, orgId, lastSequence));
    yield `${JSON.stringify({ type: "end", entries: count, head })}\n`;
  }
}

interface Page {
  readonly text: string;
  readonly count: number;
  /** Highest place in the chain among them; 0 when none is sealed. */
  readonly lastSequence: number;
  readonly next: EntryPlace | null;
}

interface PageRequest {
  readonly orgId: string;
  readonly filter: AuditFilter;
  readonly format: Format;
  readonly after: EntryPlace | null;
}

async function readPage(tx: Transaction, { orgId, filter, format, after }: PageRequest): Promise<Page> {
  const window = { orgId, filter, order: "oldest", after, limit: pageEntries } as const;
  const { entries, next } = await filteredEntries(tx, window);
  const restored = await restoreEntries(tx, entries);
  const lastSequence = Math.max(0, ...entries.map(({ seal }) => seal?.sequence ?? 0));
  const pairs = entries.flatMap((found, place) => {
    const one = restored[place];
    return one === undefined ? [] : [{ found, restored: one }];
  });
  if (format === "jsonl") {
    return { text: pairs.map(jsonLine).join(""), count: entries.length, lastSequence, next };
  }
  const names = await namesOf(tx, orgId, {
    people: entries.flatMap(({ row }) => [row.actorId, row.objectId]),
    keys: entries.map(({ row }) => row.actorId),
  });
  const lines = pairs.map((pair) => csvRow(pair.restored, pair.found.seal, names));
  return { text: lines.join(""), count: entries.length, lastSequence, next };
}

interface Pair {
  readonly found: FoundEntry;
  readonly restored: RestoredEntry;
}

function jsonLine({ found, restored }: Pair): string {
  const stored = entryOfRow(found.row);
  const kept = stored.personal.filter(
    ({ path }) => !restored.erased.includes(path) && !restored.altered.includes(path),
  );
  const personal = kept.map(({ path }) => [path, exchange(restored.entry, path, null).value]);
  const { seal } = found;
  return `${JSON.stringify({
    type: "entry",
    entry: seal === null ? stored : { ...stored, sequence: seal.sequence },
    previousHash: seal?.previousHash ?? null,
    hash: seal?.hash ?? null,
    personal: Object.fromEntries(personal),
    erased: restored.erased,
    altered: restored.altered,
  })}\n`;
}

/** The newest signed head that covers nothing beyond a sequence. */
async function headWithin(tx: Transaction, orgId: string, lastSequence: number) {
  const [head] = await tx
    .select({
      sequence: auditHeads.sequence,
      hash: auditHeads.hash,
      keyId: auditHeads.keyId,
      signature: auditHeads.signature,
      signedAt: auditHeads.signedAt,
    })
    .from(auditHeads)
    .where(and(eq(auditHeads.orgId, orgId), lte(auditHeads.sequence, lastSequence)))
    .orderBy(desc(auditHeads.sequence))
    .limit(1);
  return head ?? null;
}
