import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { JsonValue } from "../../lib/domain/audit/json-value";
import { instant } from "./columns";

/** Events as the embedded executor accepted them, each once: what runs are about. */
export const inngestEvent = pgTable(
  "inngest_event",
  {
    /** Of an event from the outbox its event id; whoever sends one anew under the same id starts nothing. */
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    data: jsonb("data").$type<JsonValue>().notNull(),
    /** When it happened, in milliseconds since 1970, as its sender says. */
    tsMs: bigint("ts_ms", { mode: "number" }).notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (table) => [index("inngest_event_received_idx").on(table.receivedAt)],
);

/** One execution of a function for one event. */
export const inngestRun = pgTable(
  "inngest_run",
  {
    id: uuid("id").primaryKey(),
    /** "hashinsight-mail": application and function, as the SDK composes it. */
    fnId: text("fn_id").notNull(),
    eventId: text("event_id").notNull(),
    /** running, completed, failed or cancelled. */
    status: text("status").$type<"running" | "completed" | "failed" | "cancelled">().notNull(),
    /** Version of the SDK's replay; -1 before the first call. */
    reqVersion: smallint("req_version").notNull().default(-1),
    /** Whether the SDK may only plan: parallel steps are open. */
    forcePlan: boolean("force_plan").notNull().default(false),
    /** Hashes of finished steps in the order they finished, in which the SDK replays them. */
    stack: text("stack").array().notNull().default(sql`'{}'`),
    /** Whether a step finished while a discovery was under way, so that another has to follow. */
    discoverAgain: boolean("discover_again").notNull().default(false),
    /** Which limits of concurrency its calls count towards. */
    slots: text("slots").array(),
    /** Of a function that runs once at a time: what for. */
    singletonKey: text("singleton_key"),
    output: jsonb("output").$type<JsonValue>(),
    /** Name, message and stack of what ended it. */
    error: jsonb("error").$type<JsonValue>(),
    /** Who waits for the result, where another run invoked this one. */
    parentRunId: uuid("parent_run_id"),
    parentStep: text("parent_step"),
    createdAt: instant("created_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (table) => [
    uniqueIndex("inngest_run_event_idx").on(table.fnId, table.eventId),
    uniqueIndex("inngest_run_singleton_idx")
      .on(table.fnId, table.singletonKey)
      .where(sql`${table.status} = 'running'`),
    index("inngest_run_created_idx").on(table.fnId, table.createdAt),
    index("inngest_run_of_event_idx").on(table.eventId),
    index("inngest_run_ended_idx").on(table.endedAt).where(sql`${table.status} <> 'running'`),
  ],
);

/** Finished steps and what they gave. */
export const inngestStep = pgTable(
  "inngest_step",
  {
    runId: uuid("run_id").notNull(),
    /** SHA-1 of the step's id, as the SDK computes it. */
    stepHash: text("step_hash").notNull(),
    /** "StepRun", "Sleep", "WaitForEvent", "InvokeFunction". */
    op: text("op").notNull(),
    name: text("name").notNull(),
    /** {data} or {error}, as it is sent back to the SDK. */
    memo: jsonb("memo").$type<JsonValue>().notNull(),
    /** Attempts before the one that ended it. */
    attempt: integer("attempt").notNull().default(0),
    startedAt: instant("started_at"),
    finishedAt: instant("finished_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.stepHash] })],
);

/** What is to be done next, for which run and when. A row is gone once it is done. */
export const inngestJob = pgTable(
  "inngest_job",
  {
    /** Made from run, step and kind: what is planned twice stands here once. */
    key: text("job_key").primaryKey(),
    runId: uuid("run_id").notNull(),
    fnId: text("fn_id").notNull(),
    /**
     * discover and step call the function; timer ends a sleep, wait_timeout a wait or an invocation, event brings what was
     * waited for, resume the result of an invoked run, cancel ends the run.
     */
    kind: text("kind")
      .$type<"discover" | "step" | "timer" | "wait_timeout" | "event" | "resume" | "cancel">()
      .notNull(),
    /** Hash of the step that it is about; null for discover and cancel. */
    stepHash: text("step_hash"),
    stepName: text("step_name"),
    /** Event or run that it brings. */
    subject: text("subject"),
    /** Whether another discovery follows this step even though others beside it are open. */
    isRace: boolean("is_race").notNull().default(false),
    runAt: instant("run_at").notNull(),
    /** Failures so far. */
    attempt: integer("attempt").notNull().default(0),
    maxAttempts: integer("max_attempts").notNull(),
    /** Which limits of concurrency it counts towards while it is leased; null for what calls nothing. */
    slots: text("slots").array(),
    /** The fence: whoever brings an answer has to hold it. */
    leaseToken: uuid("lease_token"),
    leaseUntil: instant("lease_until"),
    leasedAt: instant("leased_at"),
    /** Leases that ended without a word: it may be what ends its process. */
    losses: integer("losses").notNull().default(0),
    lastError: text("last_error"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    index("inngest_job_due_idx")
      .on(table.fnId, table.runAt, table.key)
      .where(sql`${table.leaseToken} is null`),
    index("inngest_job_lease_idx").on(table.leaseUntil).where(sql`${table.leaseToken} is not null`),
    index("inngest_job_run_idx").on(table.runId),
    uniqueIndex("inngest_job_discover_idx").on(table.runId).where(sql`${table.kind} = 'discover'`),
  ],
);

/** Runs that an event may wake or end, and invocations that are waited for. */
export const inngestPause = pgTable(
  "inngest_pause",
  {
    runId: uuid("run_id").notNull(),
    /** Of the waiting step; of a cancellation its number. */
    stepHash: text("step_hash").notNull(),
    kind: text("kind").$type<"wait" | "cancel" | "invoke">().notNull(),
    stepName: text("step_name").notNull(),
    /** Null for invoke, which no event ends. */
    eventName: text("event_name"),
    /** What the event has to contain, with the waiting run's side of the condition filled in. */
    match: jsonb("match").$type<JsonValue>().notNull(),
    /** One of the values in `match` as text, by which the pause is found; null when any event of the name will do. */
    matchValue: text("match_value"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.stepHash, table.kind] }),
    index("inngest_pause_event_idx").on(table.eventName, table.matchValue),
  ],
);

/** The next slot of each schedule. Whoever moves it on starts the run of the slot. */
export const inngestCron = pgTable(
  "inngest_cron",
  {
    fnId: text("fn_id").notNull(),
    cron: text("cron").notNull(),
    fireAt: instant("fire_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.fnId, table.cron] })],
);

/** Runs that wait for their events to calm down; only the newest event stays. */
export const inngestDebounce = pgTable(
  "inngest_debounce",
  {
    fnId: text("fn_id").notNull(),
    key: text("key").notNull(),
    eventId: text("event_id").notNull(),
    runAt: instant("run_at").notNull(),
    /** Later than that it is not put off. */
    hardDeadline: instant("hard_deadline").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fnId, table.key] }),
    index("inngest_debounce_due_idx").on(table.runAt),
  ],
);

/** For which keys a function ran already, so that it does not run for them again before they expire. */
export const inngestDedupe = pgTable(
  "inngest_dedupe",
  {
    fnId: text("fn_id").notNull(),
    key: text("key").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fnId, table.key] }),
    index("inngest_dedupe_expiry_idx").on(table.expiresAt),
  ],
);

/** Functions that somebody halted: their runs stay where they are, and new ones wait. */
export const engineFunctionPauses = pgTable("engine_function_pauses", {
  fnId: text("fn_id").primaryKey(),
  pausedAt: instant("paused_at").notNull(),
  /** Who did it: "user:<id>". */
  pausedBy: text("paused_by").notNull(),
  reason: text("reason").notNull(),
});

/** The functions that the worker registered last, so that those that never ran are seen as well. */
export const engineFunctions = pgTable("engine_functions", {
  fnId: text("fn_id").primaryKey(),
  name: text("name").notNull(),
  /** What starts it: events by name ("mail.requested"), schedules as cron ("25 0 * * *"). */
  triggers: jsonb("triggers").$type<JsonValue>().notNull(),
  retries: integer("retries").notNull(),
  registeredAt: instant("registered_at").notNull(),
});
