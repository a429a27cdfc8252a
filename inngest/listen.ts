import { listenTo } from "@/lib/server/listen";
import { outboxChannel } from "@/lib/server/outbox/outbox";

/**
 * Calls `wake` at each commit that wrote events, and after every (re)subscription; while the connection is away the
 * poll goes on.
 *
 * @param url past any pooler, which would not carry notifications.
 */
export function listenToOutbox(url: string, wake: () => void): { close(): Promise<void> } {
  return listenTo(url, {
    channel: outboxChannel,
    what: "worker: new events",
    onMessage: wake,
    onSubscribed: wake,
  });
}
