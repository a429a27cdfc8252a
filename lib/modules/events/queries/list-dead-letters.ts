import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { inScope, readEvents } from "@/lib/modules/events/events-scope";
import type { DeadLetterItem, DeadLetters, DeadLettersQuery } from "@/lib/modules/events/schema";
import type { Viewer } from "@/lib/server/viewer";
import { iso, letterInScope } from "./get-overview";

interface LetterRow extends Omit<DeadLetterItem, "aggregate">, Record<string, unknown> {
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
}

/** A page of dead letters, the last seen first. */
export function listDeadLetters(viewer: Viewer, query: DeadLettersQuery): Promise<DeadLetters> {
  const { state, limit, before } = query;
  return readEvents(viewer, async (tx, scope) => {
    const rows = await tx.execute<LetterRow>(sql`
      select d.event_id as "eventId", d.consumer, o.type, o.aggregate_type as "aggregateType",
        o.aggregate_id as "aggregateId", o.aggregate_version as "aggregateVersion", d.payload, d.error, d.stack,
        d.attempts, ${iso(sql`d.first_seen`)} as "firstSeenAt", ${iso(sql`d.last_seen`)} as "lastSeenAt",
        ${iso(sql`d.resolved_at`)} as "resolvedAt", d.resolution
      from event_dlq d
      cross join lateral (
        select o.* from event_outbox o
        where o.event_id = d.event_id and ${inScope(scope, sql`o.org_id`)} order by o.id limit 1) o
      where d.resolved_at is ${state === "open" ? sql`null` : sql`not null`}
        ${before === undefined ? sql`` : sql`and (d.last_seen, d.event_id, d.consumer) < ${placeOf(before)}`}
      order by d.last_seen desc, d.event_id desc, d.consumer desc limit ${limit + 1}`);
    const [counts] = await tx.execute<{ open: number }>(sql`
      select count(*)::int as open from event_dlq d where d.resolved_at is null and ${letterInScope(scope)}`);
    const letters = rows.slice(0, limit).map(toLetter);
    const last = letters.at(-1);
    return {
      open: counts?.open ?? 0,
      letters,
      next: last === undefined || rows.length <= limit ? null : cursorOf(last),
    };
  });
}

function toLetter({ aggregateType, aggregateId, aggregateVersion, ...row }: LetterRow): DeadLetterItem {
  return { ...row, aggregate: { type: aggregateType, id: aggregateId, version: aggregateVersion } };
}

/** Dead letters of one batch were seen at the same moment, so that the moment alone is no place in the list. */
const cursorOf = ({ lastSeenAt, eventId, consumer }: DeadLetterItem): string =>
  `${lastSeenAt}_${eventId}_${consumer}`;

function placeOf(cursor: string): SQL {
  const [at, eventId, ...consumer] = cursor.split("_");
  return sql`(${at}::timestamptz, ${eventId}::uuid, ${consumer.join("_")}::text)`;
}
