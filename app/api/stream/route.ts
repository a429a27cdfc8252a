import { answerStream } from "@/lib/server/live/answer-stream";
import { streamContract } from "@/lib/server/live/contracts";
import { defineStreamRoute } from "@/lib/server/stream-route";

export const GET = defineStreamRoute(streamContract, ({ viewer, query, request }) =>
  answerStream({ viewer, topics: query.topics, headers: new Headers(request.headers) }),
);
