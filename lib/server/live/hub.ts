import "server-only";
import { env } from "@/lib/server/env";
import { listenTo } from "@/lib/server/listen";
import { type LiveChange, readLiveChange } from "@/lib/server/live/live-change";
import { liveChannel } from "@/lib/server/live/publish-change";
import { log } from "@/lib/server/log";

/** Somebody who wants to hear of changes; what they may hear of they decide themselves (`concerns`). */
export interface LiveSubscriber {
  readonly onChange: (change: LiveChange) => void;
  /** Changes may have gone unheard: at the first hearing and after every gap. */
  readonly onResync: () => void;
}

/** The one place of a process that listens, and tells everybody in it. */
export interface LiveHub {
  /** @returns ends it. */
  subscribe(subscriber: LiveSubscriber): () => void;
  close(): Promise<void>;
}

function createLiveHub(url: string): LiveHub {
  const subscribers = new Set<LiveSubscriber>();
  let isListening = false;

  function tell(payload: string): void {
    try {
      const change = readLiveChange(payload);
      for (const { onChange } of subscribers) onChange(change);
    } catch (error) {
      // Whoever may connect may notify; what is not ours concerns no screen.
      log.error(
        { err: error, payload: payload.slice(0, 200) },
        "live: a notification that nobody understands",
      );
    }
  }

  function resyncAll(): void {
    isListening = true;
    for (const { onResync } of subscribers) onResync();
  }

  const listener = listenTo(url, {
    channel: liveChannel,
    what: "live: changes",
    onMessage: tell,
    onSubscribed: resyncAll,
  });
  return {
    subscribe(subscriber) {
      subscribers.add(subscriber);
      if (isListening) subscriber.onResync();
      return () => subscribers.delete(subscriber);
    },
    close: () => listener.close(),
  };
}

// On globalThis because route handlers are bundled apart, and a reload in development would listen twice.
const holder: { hashinsightLiveHub?: LiveHub | undefined } = globalThis as typeof globalThis & {
  hashinsightLiveHub?: LiveHub | undefined;
};

/**
 * The process's hub; it begins to listen with the first who asks and goes on from then. Null where notifications are
 * switched off or no connection past the pooler is known: then screens have to ask by themselves.
 */
export function liveHub(): LiveHub | null {
  const { DATABASE_LISTEN_URL, OUTBOX_NOTIFY } = env();
  if (OUTBOX_NOTIFY === "off" || DATABASE_LISTEN_URL === undefined) return null;
  holder.hashinsightLiveHub ??= createLiveHub(DATABASE_LISTEN_URL);
  return holder.hashinsightLiveHub;
}

/** Ends the listening of this process. */
export async function closeLiveHub(): Promise<void> {
  const hub = holder.hashinsightLiveHub;
  holder.hashinsightLiveHub = undefined;
  await hub?.close();
}
