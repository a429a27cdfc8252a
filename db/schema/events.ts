import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import type { JsonValue } from "../../lib/domain/audit/json-value";
import { instant } from "./columns";

/** Lives of an outbox row. */
export const outboxState = { pending: 0, inFlight: 1, done: 2, dead: 3 } as const;

/** Business changes as events, written in the transaction of the change; the relay hands them over in order per aggregate. */
export const eventOutbox = pgTable(
  "event_outbox",
  {
    /** Order of claiming. Given out before commit, so never a cursor to read on from. */
    id: bigint("id", { mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
    eventId: uuid("event_id").notNull(),
    /** Null for what belongs to no company. */
    orgId: uuid("org_id"),
    aggregateType: text("aggregate_type").notNull(),
    aggregateId: text("aggregate_id").notNull(),
    aggregateVersion: integer("aggregate_version").notNull(),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<JsonValue>().notNull(),
    /** Who caused it: "user:<id>", "api_key:<id>", "system:<name>". */
    actor: text("actor").notNull(),
    state: smallint("state").notNull().default(0),
    leaseUntil: instant("lease_until"),
    attempts: integer("attempts").notNull().default(0),
    nextAt: instant("next_at").notNull().defaultNow(),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull().defaultNow(),
    doneAt: instant("done_at"),
    /** The outbox row this one repeats; the event id is the same. */
    replayOf: bigint("replay_of", { mode: "number" }),
    /** The newer event of its aggregate that was handed over in its stead. */
    coalescedInto: bigint("coalesced_into", { mode: "number" }),
  },
  (table) => [
    // By id alone: that is the order of claiming, and few wait for a later moment.
    index("event_outbox_pending_idx").on(table.id).where(sql`${table.state} = 0`),
    index("event_outbox_lease_idx").on(table.leaseUntil).where(sql`${table.state} = 1`),
    index("event_outbox_lane_idx")
      .on(table.aggregateType, table.aggregateId, table.id)
      .where(sql`${table.state} in (0, 1)`),
    index("event_outbox_event_idx").on(table.eventId),
    index("event_outbox_done_idx").on(table.doneAt).where(sql`${table.state} = 2`),
  ],
);

/** Which consumer has handled which event; written in the transaction of the effect. */
export const eventInbox = pgTable(
  "event_inbox",
  {
    consumer: text("consumer").notNull(),
    eventId: uuid("event_id").notNull(),
    processedAt: instant("processed_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.consumer, table.eventId] })],
);

/** Events that a consumer could not handle. */
export const eventDlq = pgTable(
  "event_dlq",
  {
    eventId: uuid("event_id").notNull(),
    consumer: text("consumer").notNull(),
    payload: jsonb("payload").$type<JsonValue>().notNull(),
    error: text("error").notNull(),
    stack: text("stack"),
    attempts: integer("attempts").notNull(),
    firstSeen: instant("first_seen").notNull(),
    lastSeen: instant("last_seen").notNull(),
    resolvedAt: instant("resolved_at"),
    resolution: text("resolution"),
  },
  (table) => [primaryKey({ columns: [table.eventId, table.consumer] })],
);
