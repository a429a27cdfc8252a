import "server-only";
import { and, asc, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { auditEntries, auditPersonalValues, auditSeals } from "@/db/schema/audit";
import { memberships, users } from "@/db/schema/auth";
import type { AuditFilter } from "@/lib/modules/auth/audit/schema";

/** An entry's row and its seal; null until it is sealed. */
export interface FoundEntry {
  readonly row: typeof auditEntries.$inferSelect;
  readonly seal: Pick<typeof auditSeals.$inferSelect, "sequence" | "previousHash" | "hash"> | null;
}

/** The place of an entry in the order of the list. */
export interface EntryPlace {
  readonly at: string;
  readonly id: string;
}

interface Window {
  readonly orgId: string;
  readonly filter: AuditFilter;
  readonly order: "newest" | "oldest";
  readonly after: EntryPlace | null;
  readonly limit: number;
}

/** A text is looked for in so many entries at once: no index finds it, and a million would take seconds. */
const searchedEntries = 20_000;

/**
 * Entries that a filter leaves, from a place on; with a text, among the next 20,000 only.
 *
 * @returns `next`, the place to go on from, or null at the end.
 */
export async function filteredEntries(
  tx: Transaction,
  window: Window,
): Promise<{ readonly entries: readonly FoundEntry[]; readonly next: EntryPlace | null }> {
  const { limit, filter, order } = window;
  const within = and(...conditions(window));
  const direction = order === "newest" ? desc : asc;
  const sorted = [direction(auditEntries.at), direction(auditEntries.id)];
  const ids = tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(within)
    .orderBy(...sorted);
  const matching =
    filter.text === undefined
      ? within
      : and(
          within,
          inArray(auditEntries.id, tx.select().from(ids.limit(searchedEntries).as("searched"))),
          await holdsText(tx, window.orgId, filter.text),
        );
  const found = await tx
    .select({
      row: auditEntries,
      seal: { sequence: auditSeals.sequence, previousHash: auditSeals.previousHash, hash: auditSeals.hash },
    })
    .from(auditEntries)
    .leftJoin(auditSeals, eq(auditSeals.entryId, auditEntries.id))
    .where(matching)
    .orderBy(...sorted)
    .limit(limit + 1);
  const entries = found.slice(0, limit);
  const last = entries.at(-1);
  if (found.length > limit && last !== undefined)
    return { entries, next: { at: last.row.at, id: last.row.id } };
  if (filter.text === undefined) return { entries, next: null };
  const [edge] = await tx
    .select({ at: auditEntries.at, id: auditEntries.id })
    .from(auditEntries)
    .where(within)
    .orderBy(...sorted)
    .offset(searchedEntries - 1)
    .limit(1);
  return { entries, next: edge ?? null };
}

function conditions({ orgId, filter, order, after }: Window): (SQL | undefined)[] {
  const { actor, action, objectKind, objectId, from, to } = filter;
  const place = sql`(${auditEntries.at}, ${auditEntries.id})`;
  const start = after === null ? undefined : sql`(${after.at}::text, ${after.id}::uuid)`;
  return [
    eq(auditEntries.orgId, orgId),
    actor === undefined ? undefined : eq(auditEntries.actorId, actor),
    action === undefined ? undefined : eq(auditEntries.action, action),
    objectKind === undefined ? undefined : eq(auditEntries.objectKind, objectKind),
    objectId === undefined ? undefined : eq(auditEntries.objectId, objectId),
    from === undefined ? undefined : gte(auditEntries.at, firstMoment(from)),
    to === undefined ? undefined : lt(auditEntries.at, momentAfter(to)),
    start === undefined
      ? undefined
      : order === "newest"
        ? sql`${place} < ${start}`
        : sql`${place} > ${start}`,
  ];
}

/** The first millisecond of a UTC day, or the moment itself, written as entries write theirs. */
function firstMoment(moment: string): string {
  return new Date(moment).toISOString();
}

/** The first millisecond that is not within a UTC day or moment any more. */
export function momentAfter(moment: string): string {
  const dayMs = 86_400_000;
  return new Date(Date.parse(moment) + (moment.length === 10 ? dayMs : 1)).toISOString();
}

async function holdsText(tx: Transaction, orgId: string, text: string): Promise<SQL | undefined> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const people = await tx
    .select({ id: users.id })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.orgId, orgId)))
    .where(or(ilike(users.name, pattern), ilike(users.email, pattern), ilike(users.username, pattern)))
    .limit(50);
  const ids = people.map(({ id }) => id);
  const kept = tx
    .select({ one: sql`1` })
    .from(auditPersonalValues)
    .where(
      and(
        eq(auditPersonalValues.entryId, auditEntries.id),
        sql`${auditPersonalValues.value}::text ilike ${pattern}`,
      ),
    );
  return or(
    ilike(auditEntries.action, pattern),
    ilike(auditEntries.actorId, pattern),
    ilike(auditEntries.objectKind, pattern),
    ilike(auditEntries.objectId, pattern),
    ilike(auditEntries.requestId, pattern),
    sql`${auditEntries.before}::text ilike ${pattern}`,
    sql`${auditEntries.after}::text ilike ${pattern}`,
    ids.length === 0 ? undefined : inArray(auditEntries.actorId, ids),
    ids.length === 0 ? undefined : inArray(auditEntries.objectId, ids),
    sql`exists ${kept}`,
  );
}
