import "server-only";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { consume, isHandled, noteHandled } from "@/lib/server/outbox/consume";
import type { EventType } from "@/lib/server/outbox/outbox";
import { type OutboxRecord, PermanentError } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** Somebody who has events of one type delivered. */
export interface Consumer {
  /** Stable for ever: it stands in the inbox. */
  readonly name: string;
  /** Type of the events it gets. */
  readonly type: string;
  /** Deliveries after which an event that keeps failing becomes a dead letter. */
  readonly attemptsMax: number;
  /** Lets one event have its effect; nothing happens when it had it before. */
  readonly deliver: (record: OutboxRecord, signal: AbortSignal) => Promise<void>;
}

/** An event as its consumer sees it. */
export interface ConsumedEvent<Payload> {
  /** The same for every repetition of the event. */
  readonly id: string;
  readonly orgId: string | null;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly actor: string;
  readonly createdAt: Date;
  readonly payload: Payload;
}

interface ConsumerParts<Payload extends z.ZodType> {
  readonly name: string;
  readonly event: EventType<Payload>;
  /** Default 10: with the pauses between them four to nine minutes. */
  readonly attemptsMax?: number;
}

interface DatabaseConsumer<Payload extends z.ZodType> extends ConsumerParts<Payload> {
  readonly handle: (tx: Transaction, event: ConsumedEvent<z.output<Payload>>) => Promise<void>;
}

interface OutsideConsumer<Payload extends z.ZodType> extends ConsumerParts<Payload> {
  /** Has to be safe for the same event twice: the event's id is the key to recognise it by. */
  readonly handle: (event: ConsumedEvent<z.output<Payload>>, signal: AbortSignal) => Promise<void>;
}

const attemptsMaxDefault = 10;

/** A consumer whose effect is in our database: exactly once, in one transaction with the note that it happened. */
export function databaseConsumer<Payload extends z.ZodType>(parts: DatabaseConsumer<Payload>): Consumer {
  return {
    ...shared(parts),
    async deliver(record, signal) {
      const event = read(parts.event, record);
      await consume(parts.name, record.eventId, signal, (tx) => parts.handle(tx, event));
    },
  };
}

/** A consumer whose effect is outside of our database: at least once, with the event's id as its key. */
export function outsideConsumer<Payload extends z.ZodType>(parts: OutsideConsumer<Payload>): Consumer {
  return {
    ...shared(parts),
    async deliver(record, signal) {
      const event = read(parts.event, record);
      if (await isHandled(parts.name, record.eventId)) return;
      await parts.handle(event, signal);
      await withTransaction({ kind: "system", name: parts.name }, (tx) =>
        noteHandled(tx, parts.name, record.eventId),
      );
    },
  };
}

function shared<Payload extends z.ZodType>({ name, event, attemptsMax }: ConsumerParts<Payload>) {
  return { name, type: event.type, attemptsMax: attemptsMax ?? attemptsMaxDefault };
}

/** What was written long ago, or by hand, need not be what the event says today. */
function read<Payload extends z.ZodType>(
  event: EventType<Payload>,
  record: OutboxRecord,
): ConsumedEvent<z.output<Payload>> {
  const checked = event.payload.safeParse(record.payload);
  if (!checked.success) {
    const problems = checked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new PermanentError(`${event.type}: the payload is not what it should be: ${problems.join("; ")}`);
  }
  const { eventId: id, orgId, aggregateId, aggregateVersion, actor, createdAt } = record;
  return { id, orgId, aggregateId, aggregateVersion, actor, createdAt, payload: checked.data };
}
