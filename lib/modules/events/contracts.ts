import { z } from "zod";
import { defineContract } from "@/lib/server/contract";
import {
  deadLettersQuerySchema,
  deadLettersSchema,
  eventsOverviewSchema,
  functionsSchema,
  lettersInput,
  runDetailSchema,
  runsQuerySchema,
  runsSchema,
} from "./schema";

const rateLimit = { name: "events", requestsPerMinute: () => 240, by: "account" } as const;
const shared = { tag: "Events", permission: "events:read", rateLimit } as const;

export const eventsOverviewContract = defineContract({
  ...shared,
  method: "GET",
  path: "/api/events/overview",
  summary: "Throughput, lag from commit to screen, queues, dead letters and alarms",
  result: eventsOverviewSchema,
});

export const functionsContract = defineContract({
  ...shared,
  method: "GET",
  path: "/api/events/functions",
  summary: "What runs after changes and by schedule, and how it fared in the last day",
  result: functionsSchema,
});

export const runsContract = defineContract({
  ...shared,
  method: "GET",
  path: "/api/events/runs",
  summary: "Runs of functions, newest first",
  query: runsQuerySchema,
  result: runsSchema,
});

export const runContract = defineContract({
  ...shared,
  method: "GET",
  path: "/api/events/runs/{id}",
  summary: "One run with its event, its steps in time, and what comes next",
  params: z.strictObject({ id: z.uuid() }),
  result: runDetailSchema,
});

export const deadLettersContract = defineContract({
  ...shared,
  method: "GET",
  path: "/api/events/dead-letters",
  summary: "Events that could not be handled, with payload and error",
  query: deadLettersQuerySchema,
  result: deadLettersSchema,
});

export const replayContract = defineContract({
  ...shared,
  method: "POST",
  path: "/api/events/dead-letters/replay",
  summary: "Has dead letters handled once more; who handled the event before skips it",
  permission: "events:retry",
  body: lettersInput,
  exampleBody: { letters: "all" },
  result: z
    .strictObject({ replayed: z.int().min(0).describe("Dead letters that were taken up") })
    .meta({ title: "Replayed" }),
});
