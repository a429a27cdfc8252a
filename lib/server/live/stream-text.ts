import type { LiveTopic } from "@/lib/domain/live/topics";
import type { LiveChange } from "@/lib/server/live/live-change";

/** Why a stream ended by itself. */
export type StreamEnd =
  /** The session, key or right that it was opened with is gone. */
  | "session_ended"
  /** Who listens could not be looked up; trying again later helps. */
  | "unavailable"
  /** This deployment hears of no changes; screens have to ask by themselves. */
  | "no_notifications";

/**
 * The parts of an event stream.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export const streamText = {
  /** First of all: how long a browser waits before it connects again by itself. */
  opening: "retry: 3000\n\n",
  /** An event and not a comment, because a page does not see comments and could not tell a dead connection. */
  heartbeat: event("heartbeat", {}),
  /** Changes may have gone unheard: ask for everything anew. The first one says that the stream hears. */
  resync: (topics: readonly LiveTopic[]) => event("resync", { topics }),
  change: ({ topic, eventId, committedAt }: LiveChange, sentAt: Date) =>
    event("change", { topic, eventId, committedAt, sentAt: sentAt.toISOString() }),
  end: (reason: StreamEnd) => event("end", { reason }),
} as const;

function event(name: string, data: Readonly<Record<string, unknown>>): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
