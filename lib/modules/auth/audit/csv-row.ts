import type { RestoredEntry } from "@/lib/domain/audit/restore-personal";
import { entryChanges } from "@/lib/modules/auth/audit/entry-changes";
import type { AuditChange } from "@/lib/modules/auth/audit/schema";
import { csvLine } from "@/lib/spreadsheet/writing/csv";

/** The first line of the CSV. */
export const csvHeader = csvLine([
  "at",
  "actor",
  "actor name",
  "actor kind",
  "action",
  "object kind",
  "object id",
  "object name",
  "changes",
  "before",
  "after",
  "address",
  "request id",
  "entry id",
  "sequence",
  "hash",
]);

/** An entry as a line of CSV; personal values that are gone say so. */
export function csvRow(
  restored: RestoredEntry,
  seal: { readonly sequence: number; readonly hash: string } | null,
  names: ReadonlyMap<string, string>,
): string {
  const { entry, erased, altered } = restored;
  const address = erased.includes("/address")
    ? "erased"
    : altered.includes("/address")
      ? "altered"
      : entry.address;
  return csvLine([
    entry.at,
    entry.actor.id,
    names.get(entry.actor.id) ?? null,
    entry.actor.kind,
    entry.action,
    entry.object.kind,
    entry.object.id,
    names.get(entry.object.id) ?? null,
    entryChanges(restored).map(inWords).join("; "),
    entry.before === null ? null : JSON.stringify(entry.before),
    entry.after === null ? null : JSON.stringify(entry.after),
    address,
    entry.requestId,
    entry.id,
    seal?.sequence ?? null,
    seal?.hash ?? null,
  ]);
}

function inWords({ path, kind, before, after, beforeWithheld, afterWithheld }: AuditChange): string {
  const field = path.slice(1);
  const was = beforeWithheld ?? JSON.stringify(before);
  const is = afterWithheld ?? JSON.stringify(after);
  if (kind === "added") return `${field}: ${is}`;
  return kind === "removed" ? `${field}: ${was} removed` : `${field}: ${was} -> ${is}`;
}
