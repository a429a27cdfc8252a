import type { z } from "zod";
import { type EventType, payloadBytesMax } from "@/lib/server/outbox/outbox";
import { laneOf, type OutboxRecord, PermanentError } from "@/lib/server/outbox/outbox-record";
import type { Unit } from "@/lib/server/outbox/settle";

/** Every kind of event there is, by its type. */
export type EventTypes = ReadonlyMap<string, EventType<z.ZodType>>;

/** Claimed events, sorted out. */
export interface SortedOut {
  /** In the order of their ids. */
  readonly units: readonly Unit[];
  /** What no consumer could read, and why. */
  readonly refused: readonly { readonly record: OutboxRecord; readonly error: PermanentError }[];
}

/**
 * Checks type and payload of claimed events, and makes one of those that wait in a row where their type allows it: the
 * newest of an aggregate's consecutive events of one type stands for the older ones. A replay stands for itself.
 *
 * @param records in the order of their ids.
 */
export function sortOut(records: readonly OutboxRecord[], eventTypes: EventTypes): SortedOut {
  const units: { record: OutboxRecord; older: OutboxRecord[] }[] = [];
  const lastOfLane = new Map<string, (typeof units)[number]>();
  const refused: { record: OutboxRecord; error: PermanentError }[] = [];
  for (const record of records) {
    const problem = problemOf(record, eventTypes);
    if (problem !== null) {
      refused.push({ record, error: new PermanentError(problem) });
      continue;
    }
    const lane = laneOf(record);
    const before = lastOfLane.get(lane);
    if (before !== undefined && standsFor(record, before.record, eventTypes)) {
      before.older.push(before.record);
      before.record = record;
      continue;
    }
    const unit = { record, older: [] };
    units.push(unit);
    lastOfLane.set(lane, unit);
  }
  return { units: units.sort((one, other) => one.record.id - other.record.id), refused };
}

function standsFor(newer: OutboxRecord, older: OutboxRecord, eventTypes: EventTypes): boolean {
  if (newer.isReplay || older.isReplay || newer.type !== older.type) return false;
  return eventTypes.get(newer.type)?.coalesce === true;
}

function problemOf({ type, payload }: OutboxRecord, eventTypes: EventTypes): string | null {
  const known = eventTypes.get(type);
  if (known === undefined) return `${type}: there is no event of this type`;
  const bytes = Buffer.byteLength(JSON.stringify(payload));
  if (bytes > payloadBytesMax) return `${type}: payload of ${bytes} bytes, at most ${payloadBytesMax}`;
  const { error } = known.payload.safeParse(payload);
  if (error === undefined) return null;
  const problems = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return `${type}: the payload is not what it should be: ${problems.join("; ")}`;
}
