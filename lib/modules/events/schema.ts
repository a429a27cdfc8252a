import { z } from "zod";

const instant = z.iso.datetime();
const count = z.int().min(0);

const lagSchema = z
  .strictObject({ count, p50Ms: z.number(), p95Ms: z.number(), p99Ms: z.number() })
  .nullable()
  .describe("Null while nothing was measured in the window");

export type Lag = z.output<typeof lagSchema>;

export const eventsOverviewSchema = z
  .strictObject({
    asOf: instant,
    engine: z
      .enum(["embedded", "inngest"])
      .describe(
        '"inngest": runs are kept by the Inngest server, and what follows knows of the hand-over only',
      ),
    scope: z
      .enum(["deployment", "company"])
      .describe('"company": others share the deployment; events without a company are not counted'),
    perMinute: z
      .array(z.strictObject({ at: instant, handedOver: count }))
      .describe("The last 60 whole minutes, oldest first"),
    lags: z
      .strictObject({ handOver: lagSchema, effect: lagSchema, screen: lagSchema })
      .describe(
        "Of the last 60 minutes, the newest 10,000 of each: from the commit of a change to its hand-over to the engine, to the end of what it caused, and to a browser's knowing of it",
      ),
    outbox: z.strictObject({ pending: count, inFlight: count, oldestPendingAt: instant.nullable() }),
    engineQueue: z
      .strictObject({
        due: count.describe("Calls that could begin now"),
        running: count,
        later: count.describe("Calls that wait for a moment: retries, sleeps, time limits of waits"),
        paused: count.describe("Due calls of paused functions"),
        openRuns: count,
      })
      .describe("Of the whole deployment"),
    deadLetters: z.strictObject({ open: count, newestAt: instant.nullable() }),
    alarms: z.array(
      z.strictObject({ kind: z.enum(["dead_letters", "stuck", "paused"]), message: z.string() }),
    ),
  })
  .meta({ title: "EventsOverview" });

export type EventsOverview = z.output<typeof eventsOverviewSchema>;

const pauseSchema = z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable();

export const jobFunctionSchema = z.strictObject({
  id: z.string().describe('"hashinsight-mail-send"'),
  name: z.string(),
  triggers: z.array(z.string()).describe("Events by name, schedules as cron"),
  retries: count,
  pause: pauseSchema,
  openRuns: count,
  lastDay: z.strictObject({ completed: count, failed: count, cancelled: count }),
  p50Ms: z.number().nullable().describe("From the run's beginning to its end, of the last day"),
  p95Ms: z.number().nullable(),
  lastRunAt: instant.nullable(),
  nextAt: instant.nullable().describe("Of a schedule"),
});

export type JobFunction = z.output<typeof jobFunctionSchema>;

export const functionsSchema = z
  .strictObject({ mayPause: z.boolean(), functions: z.array(jobFunctionSchema) })
  .meta({ title: "JobFunctions" });

export type JobFunctions = z.output<typeof functionsSchema>;

const runStates = ["running", "completed", "failed", "cancelled"] as const;

export const runsQuerySchema = z.strictObject({
  functionId: z.string().max(200).optional().describe("Only of this function"),
  state: z.enum(runStates).optional(),
  before: z.uuid().optional().describe("`next` of the page before"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export type RunsQuery = z.output<typeof runsQuerySchema>;

const runSchema = z.strictObject({
  id: z.uuid(),
  functionId: z.string(),
  functionName: z.string(),
  state: z.enum(runStates),
  event: z.strictObject({ id: z.string(), name: z.string() }),
  startedAt: instant,
  endedAt: instant.nullable(),
  error: z.string().nullable(),
});

export type Run = z.output<typeof runSchema>;

export const runsSchema = z
  .strictObject({ runs: z.array(runSchema).describe("Newest first"), next: z.uuid().nullable() })
  .meta({ title: "Runs" });

export type Runs = z.output<typeof runsSchema>;

export const runDetailSchema = z
  .strictObject({
    ...runSchema.shape,
    errorStack: z.string().nullable(),
    eventData: z.unknown(),
    happenedAt: instant.describe("When the event was written"),
    steps: z
      .array(
        z.strictObject({
          name: z.string(),
          kind: z.string().describe('"StepRun", "Sleep", "WaitForEvent", "InvokeFunction"'),
          startedAt: instant.nullable(),
          finishedAt: instant,
          attempts: z.int().min(1),
          error: z.string().nullable(),
        }),
      )
      .describe("In the order they finished"),
    open: z
      .array(
        z.strictObject({
          kind: z.string(),
          name: z.string().nullable(),
          dueAt: instant,
          failures: count,
          isRunning: z.boolean(),
          lastError: z.string().nullable(),
        }),
      )
      .describe("What comes next"),
  })
  .meta({ title: "RunDetail" });

export type RunDetail = z.output<typeof runDetailSchema>;

export const deadLettersQuerySchema = z.strictObject({
  state: z.enum(["open", "resolved"]).default("open"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z_[0-9a-f-]{36}_.{1,200}$/, "Must be `next` of the page before")
    .optional()
    .describe("`next` of the page before"),
});

export type DeadLettersQuery = z.output<typeof deadLettersQuerySchema>;

const deadLetterSchema = z.strictObject({
  eventId: z.uuid(),
  consumer: z.string().describe('Who could not handle it; "relay" for what nobody could read'),
  type: z.string(),
  aggregate: z.strictObject({ type: z.string(), id: z.string(), version: z.int() }),
  payload: z.unknown(),
  error: z.string(),
  stack: z.string().nullable(),
  attempts: count,
  firstSeenAt: instant,
  lastSeenAt: instant,
  resolvedAt: instant.nullable(),
  resolution: z.string().nullable(),
});

export type DeadLetterItem = z.output<typeof deadLetterSchema>;

export const deadLettersSchema = z
  .strictObject({
    open: count.describe("Open ones in all"),
    letters: z.array(deadLetterSchema).describe("The last seen first"),
    next: z.string().nullable(),
  })
  .meta({ title: "DeadLetters" });

export type DeadLetters = z.output<typeof deadLettersSchema>;

const letterKey = z.strictObject({ eventId: z.uuid(), consumer: z.string().min(1).max(200) });

/** Which dead letters: named ones, or all that are open. */
export const lettersInput = z.strictObject({
  letters: z.union([z.literal("all"), z.array(letterKey).min(1).max(200)]),
});

export type LettersInput = z.output<typeof lettersInput>;

const reason = z
  .string()
  .trim()
  .min(3, "Say why, in at least three characters")
  .max(200, "At most 200 characters");

export const discardInput = z.strictObject({ ...lettersInput.shape, reason });
export type DiscardInput = z.output<typeof discardInput>;

const functionId = z.string().min(1).max(200);
export const pauseInput = z.strictObject({ functionId, reason });
export type PauseInput = z.output<typeof pauseInput>;
export const resumeInput = z.strictObject({ functionId });
export type ResumeInput = z.output<typeof resumeInput>;
