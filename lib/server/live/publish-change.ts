import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type LiveTopic, liveTopicTable } from "@/lib/domain/live/topics";
import { env } from "@/lib/server/env";

/** Where commits that changed what screens show are heard of. */
export const liveChannel = "live";

/** That something changed, and whom it concerns. */
export interface PublishedChange {
  readonly topic: LiveTopic;
  /** The company; null for what concerns everybody, or somebody who is in none. */
  readonly orgId: string | null;
  /** The person, for topics that are one person's. */
  readonly userId?: string;
  /** The event that it is the effect of. */
  readonly eventId?: string;
  /** When the change that it is the effect of was made, ISO 8601 in UTC; the beginning of this transaction if absent. */
  readonly committedAt?: string;
}

/**
 * Tells the screens that show `topic` at the commit, and nobody when the transaction is rolled back. The same change
 * told twice in one transaction is told once: PostgreSQL folds equal notifications, so the moment is that of the
 * transaction's beginning, which makes measured lags a little too long and never too short.
 *
 * A commit that notifies takes a lock of the whole server: call it for what people wait to see, once per transaction.
 *
 * @throws Error when the topic's person or company is missing.
 */
export async function publishChange(tx: Transaction, change: PublishedChange): Promise<void> {
  await publishChanges(tx, [change]);
}

/** The same for several changes, in one statement. */
export async function publishChanges(tx: Transaction, changes: readonly PublishedChange[]): Promise<void> {
  for (const change of changes) requireReach(change);
  if (changes.length === 0 || env().OUTBOX_NOTIFY === "off") return;
  const payloads = changes.map(({ topic, orgId, userId, eventId, committedAt }) => ({
    topic,
    orgId,
    userId: userId ?? null,
    eventId: eventId ?? null,
    ...(committedAt === undefined ? {} : { committedAt }),
  }));
  // `now()` and not `app_now()`: it is compared with clocks that tests do not shift.
  await tx.execute(sql`
    select pg_notify(${liveChannel}, (jsonb_build_object('committedAt',
      to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) || change)::text)
    from jsonb_array_elements(${JSON.stringify(payloads)}::text::jsonb) as change`);
}

function requireReach({ topic, orgId, userId }: PublishedChange): void {
  const { reach } = liveTopicTable[topic];
  if (reach === "company" && orgId === null) throw new Error(`${topic}: a change of it concerns a company`);
  if (reach === "person" && userId === undefined)
    throw new Error(`${topic}: a change of it concerns a person`);
}
