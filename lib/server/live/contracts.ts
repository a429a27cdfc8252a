import { z } from "zod";
import { isLiveTopic, type LiveTopic, liveTopics } from "@/lib/domain/live/topics";
import { defineContract, defineStreamContract } from "@/lib/server/contract";

const topicsQuery = z
  .string()
  .transform((text, context): readonly LiveTopic[] => {
    const words = text.split(",");
    const unknown = words.filter((word) => !isLiveTopic(word));
    if (unknown.length > 0) {
      context.addIssue({
        code: "custom",
        message: `must be topics with commas between them (${liveTopics.join(", ")}); not known: ${unknown.join(", ")}`,
      });
    }
    return words.filter(isLiveTopic);
  })
  .default(() => liveTopics)
  .meta({ description: `Topics with commas between them (${liveTopics.join(", ")}); all when left out` });

export const streamContract = defineStreamContract({
  method: "GET",
  path: "/api/stream",
  tag: "Live",
  summary: "What changes, as it changes",
  description:
    "An event stream that stays open. `resync` (changes may have gone unheard: ask for everything anew) comes first and after every gap, `change` says that something of a topic changed, since `committedAt`, `heartbeat` comes every 15 s, `end` says why the stream ends. What changed is asked for at the other addresses. Only topics that one may read are heard of.",
  permission: "events:receive_live",
  isAskedByItself: true,
  query: z.strictObject({ topics: topicsQuery }),
  rateLimit: { name: "live-stream", requestsPerMinute: () => 120, by: "account" },
  // Whatever compresses answers on the way would hold back what is meant to be seen at once.
  cacheControl: "no-store, no-transform",
  resultBytes: { contentTypes: ["text/event-stream"], description: "Events" },
});

/** Longest time that a browser keeps a receipt before it reports it. */
const elapsedMsMax = 120_000;

const receiptSchema = z.strictObject({
  topic: z.enum(liveTopics),
  committedAt: z.iso.datetime().meta({ description: "As the stream said" }),
  elapsedMs: z
    .number()
    .min(0)
    .max(elapsedMsMax)
    .meta({ description: "Milliseconds since the change arrived, by the reporter's own clock" }),
});

/** When a change arrived at a browser. */
export type Receipt = Readonly<z.infer<typeof receiptSchema>>;

export const receiptsContract = defineContract({
  method: "POST",
  path: "/api/events/receipts",
  tag: "Live",
  summary: "Reports how long ago changes arrived",
  description:
    "From these the lag between a commit and its being known is worked out. Only how long ago is asked for, so that clocks need not agree; the way of the report is counted in.",
  permission: "events:receive_live",
  isAskedByItself: true,
  rateLimit: { name: "live-receipts", requestsPerMinute: () => 60, by: "account" },
  body: z.strictObject({ receipts: z.array(receiptSchema).min(1).max(50) }),
  exampleBody: { receipts: [{ topic: "market", committedAt: "2026-11-24T12:00:00.000Z", elapsedMs: 800 }] },
  result: z
    .strictObject({
      kept: z.int().describe("Those of changes older than 15 minutes, or yet to come, are not kept"),
    })
    .meta({ title: "Receipts" }),
});
