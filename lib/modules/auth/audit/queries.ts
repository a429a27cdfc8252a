import "server-only";
import { sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema/audit";
import type { RestoredEntry } from "@/lib/domain/audit/restore-personal";
import { entryChanges } from "@/lib/modules/auth/audit/entry-changes";
import { type EntryPlace, type FoundEntry, filteredEntries } from "@/lib/modules/auth/audit/filtered-entries";
import { namesOf } from "@/lib/modules/auth/audit/names";
import { restoreEntries } from "@/lib/modules/auth/audit/restore-entries";
import type { AuditChoices, AuditItem, AuditListQuery, AuditPage } from "@/lib/modules/auth/audit/schema";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, companyOf, type Viewer } from "@/lib/server/viewer";

/** One page of the company's trail, newest first, as a person reads it. */
export async function listAudit(viewer: Viewer, query: AuditListQuery): Promise<AuditPage> {
  const orgId = companyOf(authorizeUser(viewer, "auth:read_audit"));
  const { after, limit, ...filter } = query;
  return await readAs(viewer, async (tx) => {
    const window = { orgId, filter, order: "newest", after: placeOf(after), limit } as const;
    const { entries, next } = await filteredEntries(tx, window);
    return {
      entries: await shownEntries(tx, orgId, entries),
      next: next === null ? null : `${next.at}_${next.id}`,
      searchedBackTo: filter.text === undefined || entries.length === limit ? null : (next?.at ?? null),
    };
  });
}

/** Actions, kinds of things and actors that the company's trail has: what its filters offer, 200 of each at most. */
export async function auditChoices(viewer: Viewer): Promise<AuditChoices> {
  const orgId = companyOf(authorizeUser(viewer, "auth:read_audit"));
  return await readAs(viewer, async (tx) => {
    const actors = await distinct(tx, orgId, auditEntries.actorId);
    const names = await namesOf(tx, orgId, { people: actors, keys: actors });
    return {
      actions: await distinct(tx, orgId, auditEntries.action),
      objectKinds: await distinct(tx, orgId, auditEntries.objectKind),
      actors: actors.map((id) => ({ id, name: names.get(id) ?? null })),
    };
  });
}

/** Entries as people read them, in the same order. */
async function shownEntries(
  tx: Transaction,
  orgId: string,
  found: readonly FoundEntry[],
): Promise<AuditItem[]> {
  const restored = await restoreEntries(tx, found);
  const names = await namesOf(tx, orgId, {
    people: restored.flatMap(({ entry: { actor, object } }) => [actor.id, object.id]),
    keys: restored.flatMap(({ entry: { actor } }) => (actor.kind === "api_key" ? [actor.id] : [])),
  });
  return restored.map((one, place) => shownEntry(one, found[place]?.seal?.sequence ?? null, names));
}

function shownEntry(
  restored: RestoredEntry,
  sequence: number | null,
  names: ReadonlyMap<string, string>,
): AuditItem {
  const { entry, erased, altered } = restored;
  return {
    id: entry.id,
    at: entry.at,
    actor: { ...entry.actor, name: names.get(entry.actor.id) ?? null },
    action: entry.action,
    object: { ...entry.object, name: names.get(entry.object.id) ?? null },
    changes: entryChanges(restored),
    requestId: entry.requestId,
    address: entry.address,
    addressWithheld: erased.includes("/address") ? "erased" : altered.includes("/address") ? "altered" : null,
    sequence,
  };
}

function placeOf(cursor: string | undefined): EntryPlace | null {
  const [at, id] = cursor?.split("_") ?? [];
  return at === undefined || id === undefined ? null : { at, id };
}

/** The values of a column that an index begins with after the company, each found by one step along the index. */
async function distinct(tx: Transaction, orgId: string, column: PgColumn): Promise<string[]> {
  const rows = await tx.execute<{ value: string }>(sql`
    with recursive found as (
      (select ${column} as value from ${auditEntries} where org_id = ${orgId} order by ${column} limit 1)
      union all
      select (select ${column} from ${auditEntries} where org_id = ${orgId} and ${column} > found.value
        order by ${column} limit 1)
      from found where found.value is not null)
    select value from found where value is not null limit 200`);
  return rows.map(({ value }) => value);
}
