import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditPersonalSalts, auditPersonalValues } from "@/db/schema/audit";
import { type RestoredEntry, restorePersonal } from "@/lib/domain/audit/restore-personal";
import type { PersonalValue } from "@/lib/domain/audit/withhold-personal";
import type { FoundEntry } from "@/lib/modules/auth/audit/filtered-entries";
import { uuids } from "@/lib/modules/auth/people/sql-text";
import { entryOfRow } from "@/lib/server/audit/entry-of-row";
import { sha256Hex } from "@/lib/server/audit/sha256-hex";

/**
 * Entries with the personal values that are still kept, in the same order. Ids go as one array, so that the statements
 * are the same for any number of them and are planned once a connection: planning takes longer than reading here.
 */
export async function restoreEntries(
  tx: Transaction,
  found: readonly FoundEntry[],
): Promise<readonly RestoredEntry[]> {
  const entries = found.map(({ row }) => entryOfRow(row));
  const withPersonal = entries.filter(({ personal }) => personal.length > 0);
  if (withPersonal.length === 0) return entries.map((entry) => ({ entry, erased: [], altered: [] }));
  const ids = withPersonal.map(({ id }) => id);
  const values: PersonalValue[] = await tx
    .select()
    .from(auditPersonalValues)
    .where(sql`${auditPersonalValues.entryId} = any(${uuids(ids)})`)
    .prepare("audit_values")
    .execute();
  const people = [
    ...new Set(withPersonal.flatMap(({ personal }) => personal.map(({ personId }) => personId))),
  ];
  const salts = await tx
    .select()
    .from(auditPersonalSalts)
    .where(sql`${auditPersonalSalts.personId} = any(${uuids(people)})`)
    .prepare("audit_salts")
    .execute();
  const saltOf = new Map(salts.map(({ personId, salt }) => [personId, salt]));
  const valuesOf = new Map<string, PersonalValue[]>(ids.map((id) => [id, []]));
  for (const value of values) valuesOf.get(value.entryId)?.push(value);
  return entries.map((entry) =>
    restorePersonal(
      entry,
      valuesOf.get(entry.id) ?? [],
      (personId) => saltOf.get(personId) ?? null,
      sha256Hex,
    ),
  );
}
