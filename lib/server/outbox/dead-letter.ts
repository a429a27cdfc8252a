import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { JsonValue } from "@/lib/domain/audit/json-value";

/** An event that a consumer, or the relay, could not handle. */
export interface DeadLetter {
  readonly eventId: string;
  readonly consumer: string;
  readonly payload: JsonValue;
  readonly error: { readonly name: string; readonly message: string; readonly stack?: string | undefined };
  readonly attempts: number;
  /** When the event was written. */
  readonly firstSeen: Date;
}

/** Writes a dead letter down; one of the same event and consumer is open again, with what went wrong now. */
export async function writeDeadLetter(tx: Transaction, letter: DeadLetter): Promise<void> {
  const { eventId, consumer, payload, error, attempts, firstSeen } = letter;
  await tx.execute(sql`
    insert into event_dlq (event_id, consumer, payload, error, stack, attempts, first_seen, last_seen)
    values (${eventId}, ${consumer}, ${JSON.stringify(payload)}::jsonb, ${errorText(error)}, ${error.stack ?? null},
      ${attempts}, ${firstSeen.toISOString()}, app_now())
    on conflict (event_id, consumer) do update set error = excluded.error, stack = excluded.stack,
      attempts = excluded.attempts, last_seen = excluded.last_seen, resolved_at = null, resolution = null`);
}

/** "Error: what happened", not longer than a screen. */
export const errorText = ({ name, message }: DeadLetter["error"]): string =>
  `${name}: ${message}`.slice(0, 2000);
