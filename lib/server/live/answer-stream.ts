import "server-only";
import type { LiveTopic } from "@/lib/domain/live/topics";
import { AppError } from "@/lib/server/errors";
import { resolveViewer } from "@/lib/server/identity/resolve-viewer";
import { liveHub } from "@/lib/server/live/hub";
import { liveStream } from "@/lib/server/live/live-stream";
import { takeStreamPlace } from "@/lib/server/live/stream-places";
import type { StreamAnswer } from "@/lib/server/stream-route";
import { authorizeUser, type UserViewer, type Viewer } from "@/lib/server/viewer";

interface StreamRequest {
  readonly viewer: Viewer;
  readonly topics: readonly LiveTopic[];
  readonly headers: Headers;
}

/** The stream of changes for whoever asks. @throws AppError `limited` when too many are open. */
export function answerStream({ viewer, topics, headers }: StreamRequest): StreamAnswer {
  const person = authorizeUser(viewer, "events:receive_live");
  const body = liveStream({
    hub: liveHub(),
    viewer: person,
    wanted: topics,
    lookUp: () => lookUpAgain(headers, person),
    onEnd: takeStreamPlace(person),
  });
  return { body, contentType: "text/event-stream" };
}

/** Who the headers of a request stand for by now; null when they may listen no more. */
async function lookUpAgain(headers: Headers, { request }: UserViewer): Promise<UserViewer | null> {
  try {
    return authorizeUser(await resolveViewer(headers, request, { isSeen: false }), "events:receive_live");
  } catch (error) {
    if (error instanceof AppError && (error.code === "unauthenticated" || error.code === "forbidden"))
      return null;
    throw error;
  }
}
