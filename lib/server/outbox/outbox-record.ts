import type { JsonValue } from "@/lib/domain/audit/json-value";
import type { Actor } from "@/lib/server/viewer";

/** One row of the outbox, claimed to be handed over. */
export interface OutboxRecord {
  readonly id: number;
  /** The same for every repetition of the event: the idempotency key of its effects. */
  readonly eventId: string;
  readonly orgId: string | null;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly type: string;
  readonly payload: JsonValue;
  /** Who caused it: "user:<id>", "api_key:<id>", "system:<name>". */
  readonly actor: string;
  /** Claims so far, this one included. Fences the completion: whoever claims after us has a higher number. */
  readonly attempts: number;
  readonly createdAt: Date;
  /** Whether somebody had an event repeated; its event id is the one that it repeats. */
  readonly isReplay: boolean;
}

/** What a consumer is handed: of an outbox row that which is the same for every repetition of the event. */
export type DeliveredEvent = Omit<OutboxRecord, "id" | "attempts" | "isReplay">;

/** What an event's order is kept within. */
export const laneOf = (record: Pick<OutboxRecord, "aggregateType" | "aggregateId">): string =>
  `${record.aggregateType} ${record.aggregateId}`;

/** Ids as PostgreSQL reads a list of them. */
export const idList = (records: readonly Pick<OutboxRecord, "id">[]): string =>
  `{${records.map(({ id }) => id).join(",")}}`;

/** An event that could not be handed over, however often it is tried again. */
export class PermanentError extends Error {
  override readonly name: string = "PermanentError";
}

/** A failure that is worth another try, but not before a moment that the other side named. */
export class RetryLaterError extends Error {
  override readonly name = "RetryLaterError";
  readonly retryAtMs: number;
  constructor(message: string, retryAtMs: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAtMs = retryAtMs;
  }
}

/** On whose behalf the queue is worked off. */
export const relayActor: Actor = { kind: "system", name: "relay" };
