import "server-only";
import { type LiveTopic, liveTopics, liveTopicTable } from "@/lib/domain/live/topics";
import type { LiveHub } from "@/lib/server/live/hub";
import { concerns, type LiveChange } from "@/lib/server/live/live-change";
import { type StreamEnd, streamText } from "@/lib/server/live/stream-text";
import { log } from "@/lib/server/log";
import type { UserViewer } from "@/lib/server/viewer";

/** Parts that wait for a slow reader; with more it is told to ask for everything anew. */
const waitingMax = 64;

interface LiveStreamOptions {
  /** Null where nothing is heard: the stream says so and ends. */
  readonly hub: LiveHub | null;
  readonly viewer: UserViewer;
  /** Topics wanted; those that the viewer may not hear of are left out. */
  readonly wanted: readonly LiveTopic[];
  /** Who the viewer is by now; null when they may listen no more. */
  readonly lookUp: () => Promise<UserViewer | null>;
  /** How often that is asked, and a sign of life sent. */
  readonly heartbeatMs?: number;
  /** Called once, however the stream ends. */
  readonly onEnd?: () => void;
}

/**
 * What changes, for one viewer, as an event stream. Looks up anew who listens with every heartbeat, and at once when
 * somebody's account or place in the company changed: an ended session ends the stream, another role or company changes
 * what is heard of.
 */
export function liveStream(options: LiveStreamOptions): ReadableStream<Uint8Array> {
  const { hub, wanted, lookUp, heartbeatMs = 15_000, onEnd } = options;
  const encoder = new TextEncoder();
  let viewer = options.viewer;
  let waiting: string[] = [];
  let isBehind = false;
  let isOver = false;
  let mustLook = false;
  let looking: Promise<void> | null = null;
  let unsubscribe = () => {};
  let timer: ReturnType<typeof setInterval> | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array>;

  const topics = () =>
    liveTopics.filter(
      (topic) => wanted.includes(topic) && viewer.permissions.has(liveTopicTable[topic].permission),
    );

  function send(text: string): void {
    if (isOver || isBehind) return;
    if (waiting.length === 0 && (controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(text));
    else waiting.push(text);
    // Until the reader is back nothing more is kept: what it is told then covers all of it.
    if (waiting.length > waitingMax) isBehind = true;
  }

  function flush(): void {
    if (isBehind) waiting = [streamText.resync(topics())];
    isBehind = false;
    while (waiting.length > 0 && (controller.desiredSize ?? 0) > 0)
      controller.enqueue(encoder.encode(waiting.shift()));
  }

  function stop(): void {
    if (isOver) return;
    isOver = true;
    clearInterval(timer);
    unsubscribe();
    onEnd?.();
  }

  function end(reason: StreamEnd): void {
    if (isOver) return;
    stop();
    controller.enqueue(encoder.encode(streamText.end(reason)));
    controller.close();
  }

  function onChange(change: LiveChange): void {
    const isAboutPeople = change.topic === "account" || change.topic === "people";
    // Whoever was just signed out must not be sent to ask for what they may no longer see.
    if (isAboutPeople && change.userId === viewer.userId) void check().then(() => forward(change));
    else forward(change);
  }

  function forward(change: LiveChange): void {
    if (wanted.includes(change.topic) && concerns(viewer, change))
      send(streamText.change(change, new Date()));
  }

  /** Resolves once who listens was looked up after this call. */
  function check(): Promise<void> {
    mustLook = true;
    looking ??= lookWhileAsked().finally(() => {
      looking = null;
    });
    return looking;
  }

  async function lookWhileAsked(): Promise<void> {
    try {
      while (mustLook && !isOver) {
        mustLook = false;
        become(await lookUp());
      }
    } catch (error) {
      // Whoever cannot be looked up hears nothing; the browser tries again.
      log.warn({ err: error }, "live: who listens could not be looked up");
      end("unavailable");
    }
  }

  function become(found: UserViewer | null): void {
    if (found === null || found.userId !== viewer.userId) {
      end("session_ended");
      return;
    }
    const before = `${viewer.orgId} ${topics()}`;
    viewer = found;
    if (before !== `${viewer.orgId} ${topics()}`) send(streamText.resync(topics()));
  }

  return new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
        send(streamText.opening);
        if (hub === null) {
          end("no_notifications");
          return;
        }
        unsubscribe = hub.subscribe({ onChange, onResync: () => send(streamText.resync(topics())) });
        timer = setInterval(() => {
          send(streamText.heartbeat);
          void check();
        }, heartbeatMs);
      },
      pull: flush,
      cancel: stop,
    },
    { highWaterMark: 16 },
  );
}
