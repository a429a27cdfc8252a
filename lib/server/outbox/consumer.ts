import "server-only";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { consume, isHandled, noteHandled } from "@/lib/server/outbox/consume";
import type { EventType } from "@/lib/server/outbox/outbox";
import { type DeliveredEvent, PermanentError } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";

/** Somebody who has events of one type delivered. */
export interface Consumer {
  /** "mail.send": a module and what is done. Stable for ever: it stands in the inbox. */
  readonly name: string;
  /** Type of the events it gets. */
  readonly type: string;
  /** Deliveries after which an event that keeps failing becomes a dead letter. */
  readonly attemptsMax: number;
  /** Milliseconds after which a delivery is cut off and counts as failed. */
  readonly timeoutMs: number;
  /** Lets one event have its effect; "already" when it had it before, and nothing happens. */
  readonly deliver: (event: DeliveredEvent, signal: AbortSignal) => Promise<"done" | "already">;
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
  /** Default 5: with the pauses between them four to six minutes. */
  readonly attemptsMax?: number;
  /** Default 10 seconds. */
  readonly timeoutMs?: number;
}

interface DatabaseConsumer<Payload extends z.ZodType> extends ConsumerParts<Payload> {
  readonly handle: (tx: Transaction, event: ConsumedEvent<z.output<Payload>>) => Promise<void>;
}

interface OutsideConsumer<Payload extends z.ZodType> extends ConsumerParts<Payload> {
  /** Has to be safe for the same event twice: the event's id is the key to recognise it by. */
  readonly handle: (event: ConsumedEvent<z.output<Payload>>, signal: AbortSignal) => Promise<void>;
}

const attemptsMaxDefault = 5;
const timeoutMsDefault = 10_000;

/** A consumer whose effect is in our database: exactly once, in one transaction with the note that it happened. */
export function databaseConsumer<Payload extends z.ZodType>(parts: DatabaseConsumer<Payload>): Consumer {
  return {
    ...shared(parts),
    async deliver(delivered, signal) {
      const event = read(parts.event, delivered);
      return await consume(parts.name, event.id, signal, (tx) => parts.handle(tx, event));
    },
  };
}

/** A consumer whose effect is outside of our database: at least once, with the event's id as its key. */
export function outsideConsumer<Payload extends z.ZodType>(parts: OutsideConsumer<Payload>): Consumer {
  return {
    ...shared(parts),
    async deliver(delivered, signal) {
      const event = read(parts.event, delivered);
      if (await isHandled(parts.name, event.id)) return "already";
      await parts.handle(event, signal);
      await withTransaction({ kind: "system", name: parts.name }, (tx) =>
        noteHandled(tx, parts.name, event.id),
      );
      return "done";
    },
  };
}

function shared<Payload extends z.ZodType>({ name, event, ...parts }: ConsumerParts<Payload>) {
  const { attemptsMax = attemptsMaxDefault, timeoutMs = timeoutMsDefault } = parts;
  return { name, type: event.type, attemptsMax, timeoutMs };
}

/** What was written long ago, or by hand, need not be what the event says today. */
function read<Payload extends z.ZodType>(
  event: EventType<Payload>,
  delivered: DeliveredEvent,
): ConsumedEvent<z.output<Payload>> {
  const checked = event.payload.safeParse(delivered.payload);
  if (!checked.success) {
    const problems = checked.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new PermanentError(`${event.type}: the payload is not what it should be: ${problems.join("; ")}`);
  }
  const { eventId: id, orgId, aggregateId, aggregateVersion, actor, createdAt } = delivered;
  return { id, orgId, aggregateId, aggregateVersion, actor, createdAt, payload: checked.data };
}
