import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { eventOutbox } from "@/db/schema/events";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { env } from "@/lib/server/env";
import type { Actor } from "@/lib/server/viewer";

/** A kind of event: its name in the past tense, what it is about, and what it says. */
export interface EventType<Payload extends z.ZodType> {
  /** "crm.deal_closed". */
  readonly type: string;
  readonly aggregateType: string;
  readonly payload: Payload;
  /**
   * Whether the newest of an aggregate's events of this type says all that matters: of those that wait in a row only that
   * one is handed over. For consumers that read the aggregate anew or gate on its version.
   */
  readonly coalesce?: boolean;
}

/** Writes down a kind of event with its types kept. */
export function defineEvent<Payload extends z.ZodType>(event: EventType<Payload>): EventType<Payload> {
  return event;
}

/** One event to be handed over once the transaction commits. */
export interface OutboxEvent<Payload extends z.ZodType> {
  readonly event: EventType<Payload>;
  readonly aggregateId: string;
  /** Version of the aggregate's row after the change. */
  readonly aggregateVersion: number;
  readonly payload: z.input<Payload>;
  /** Company, where it is not the actor's. */
  readonly orgId?: string | null;
}

/** Where commits that wrote an event are heard of. The payload is empty: the table says the rest. */
export const outboxChannel = "outbox";

/** Largest payload as JSON text, in bytes: with what is said about it below the engine's 512 KB. */
export const payloadBytesMax = 508 * 1024;

/**
 * Writes an event beside the change that causes it and wakes the relay at the commit.
 *
 * @returns the event's id.
 * @throws ZodError when the payload is not what the event says, Error when it is larger than 508 KB.
 */
export async function outbox<Payload extends z.ZodType>(
  tx: Transaction,
  actor: Actor,
  { event, aggregateId, aggregateVersion, payload, orgId }: OutboxEvent<Payload>,
): Promise<string> {
  const checked = event.payload.parse(payload) as JsonValue;
  const bytes = Buffer.byteLength(JSON.stringify(checked));
  if (bytes > payloadBytesMax)
    throw new Error(`${event.type}: payload of ${bytes} bytes, at most ${payloadBytesMax}`);
  const eventId = uuidV7();
  await tx.insert(eventOutbox).values({
    eventId,
    orgId: orgId === undefined ? (actor.kind === "user" ? actor.orgId : null) : orgId,
    aggregateType: event.aggregateType,
    aggregateId,
    aggregateVersion,
    type: event.type,
    payload: checked,
    actor: actorText(actor),
  });
  if (env().OUTBOX_NOTIFY === "on") await tx.execute(sql`select pg_notify(${outboxChannel}, '')`);
  return eventId;
}

function actorText(actor: Actor): string {
  if (actor.kind === "system") return `system:${actor.name}`;
  return actor.via === "api_key" ? `api_key:${actor.credentialId}` : `user:${actor.userId}`;
}
