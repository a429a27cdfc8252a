import { z } from "zod";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { type DeliveredEvent, type OutboxRecord, PermanentError } from "@/lib/server/outbox/outbox-record";
import type { EngineEvent } from "./embedded/engine-event";

const dataSchema = z.object({
  eventId: z.uuid(),
  orgId: z.string().nullable(),
  aggregateType: z.string(),
  aggregateId: z.string(),
  aggregateVersion: z.int(),
  actor: z.string(),
  createdAt: z.iso.datetime(),
  payload: z.custom<JsonValue>((value) => value !== undefined),
});

/**
 * The engine's form of an outbox row. Its id is the event's; a replay gets one of its own, since the engine would start
 * nothing for an id that it knows, while `data.eventId` stays, by which consumers see what they have handled.
 */
export function toEngineEvent(record: OutboxRecord): EngineEvent {
  const { eventId, orgId, aggregateType, aggregateId, aggregateVersion, actor, createdAt, payload } = record;
  return {
    id: record.isReplay ? `${eventId}:${record.id}` : eventId,
    name: record.type,
    data: {
      eventId,
      orgId,
      aggregateType,
      aggregateId,
      aggregateVersion,
      actor,
      createdAt: createdAt.toISOString(),
      payload,
    },
    ts: createdAt.getTime(),
  };
}

/** What a consumer is handed, out of what the engine gave back. @throws PermanentError when it never was an outbox row. */
export function readEngineEvent(event: { readonly name: string; readonly data?: unknown }): DeliveredEvent {
  const { data, error } = dataSchema.safeParse(event.data);
  if (error === undefined) return { ...data, type: event.name, createdAt: new Date(data.createdAt) };
  const problems = error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new PermanentError(`${event.name} did not come from the outbox: ${problems.join("; ")}`);
}
