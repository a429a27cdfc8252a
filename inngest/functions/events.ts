import type { Inngest, InngestFunction } from "inngest";
import { z } from "zod";
import { purgeLiveReceipts } from "@/lib/server/live/record-receipts";
import { log } from "@/lib/server/log";
import { writeDeadLetter } from "@/lib/server/outbox/dead-letter";
import { purgeOutbox } from "@/lib/server/outbox/purge";
import { withTransaction } from "@/lib/server/transaction";
import { attemptIn, attemptOf } from "../attempts";
import { cronFunction } from "../cron-function";
import { purgeEngine } from "../embedded/purge-engine";
import { readEngineEvent } from "../engine-event";
import { functionNameOf } from "../function-id";
import { purgeAll } from "../purge-all";

/** What nobody could handle is kept for a person; what was handled is forgotten in time. */
export const eventsFunctions = (client: Inngest.Any): readonly InngestFunction.Any[] => [
  deadLetterFunction(client),
  cronFunction(client, {
    id: "events-purge",
    cron: "*/10 * * * *",
    retries: 2,
    run: ({ signal }) => purgeAll(purgeOutbox, signal),
  }),
  cronFunction(client, {
    id: "events-purge-runs",
    cron: "5-59/10 * * * *",
    retries: 2,
    run: ({ signal }) => purgeAll(purgeEngine, signal),
  }),
  cronFunction(client, {
    id: "events-purge-receipts",
    cron: "47 * * * *",
    retries: 2,
    run: ({ signal }) => purgeAll(purgeLiveReceipts, signal),
  }),
];

const failedSchema = z.object({
  function_id: z.string(),
  run_id: z.string(),
  event: z.looseObject({ name: z.string(), data: z.unknown() }),
  error: z.object({ name: z.string(), message: z.string(), stack: z.string().optional() }),
});

const retries = 10;

/** Writes the dead letter of an event whose function failed for the last time. */
function deadLetterFunction(client: Inngest.Any): InngestFunction.Any {
  return client.createFunction(
    {
      id: "events-dead-letter",
      name: "events.dead-letter",
      retries,
      triggers: [{ event: "inngest/function.failed" }],
    },
    ({ event, attempt }: { readonly event: { readonly data?: unknown }; readonly attempt: number }) =>
      attemptOf({ number: attempt + 1, max: retries + 1 }, 10_000, () =>
        bury(failedSchema.parse(event.data)),
      ),
  );
}

async function bury({ function_id, run_id, event, error }: z.output<typeof failedSchema>): Promise<string> {
  const consumer = functionNameOf(function_id);
  log.error(
    { consumer, runId: run_id, event: event.name, err: error },
    "a function failed for the last time",
  );
  // A schedule's next time makes up for it, and what a function sent of itself is no committed change.
  if (!isFromOutbox(event)) return "no event of the outbox";
  const { eventId, payload, createdAt } = readEngineEvent(event);
  const attempts = attemptIn(error.stack ?? "") ?? 1;
  await withTransaction({ kind: "system", name: "events" }, (tx) =>
    writeDeadLetter(tx, { eventId, consumer, payload, error, attempts, firstSeen: createdAt }),
  );
  return "dead letter";
}

const isFromOutbox = ({ data }: { readonly data?: unknown }): boolean => Reflect.has(Object(data), "eventId");
