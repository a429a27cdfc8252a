import type { Consumer } from "@/lib/server/outbox/consumer";
import { type ConsumerFailure, type OutboxRecord, PermanentError } from "@/lib/server/outbox/outbox-record";
import { rejectionOf } from "@/lib/server/rejection-of";

/** What became of an event that was handed over. */
export interface HandedOver {
  /** Empty when everybody who wanted it has it. */
  readonly failures: readonly (ConsumerFailure & { readonly isFinal: boolean })[];
}

/**
 * Where the relay puts events, and all it knows of that place: today our own consumers, with the engine the engine. Has
 * to bear the same event twice, and to end soon after `signal` aborts.
 */
export type HandOver = (record: OutboxRecord, signal: AbortSignal) => Promise<HandedOver>;

/**
 * Hands events to all consumers of their type, each apart from the others: what one cannot handle the others have
 * nevertheless. An event that nobody wants is handed over.
 *
 * @throws Error when two consumers have one name, which would make each skip what the other handled.
 */
export function handOverToConsumers(consumers: readonly Consumer[]): HandOver {
  const names = new Set(consumers.map(({ name }) => name));
  if (names.size !== consumers.length) throw new Error("two consumers have the same name");
  return async (record, signal) => {
    const wanting = consumers.filter(({ type }) => type === record.type);
    const failures = await Promise.all(wanting.map((consumer) => failureOf(consumer, record, signal)));
    return { failures: failures.filter((failure) => failure !== null) };
  };
}

async function failureOf(consumer: Consumer, record: OutboxRecord, signal: AbortSignal) {
  try {
    await Promise.race([consumer.deliver(record, signal), rejectionOf(signal)]);
    return null;
  } catch (cause) {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const isFinal = error instanceof PermanentError || record.attempts >= consumer.attemptsMax;
    return { consumer: consumer.name, error, isFinal };
  }
}
