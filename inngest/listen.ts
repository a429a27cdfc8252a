import { listenTo } from "@/lib/server/listen";
import { outboxChannel } from "@/lib/server/outbox/outbox";
import { jobsChannel } from "./embedded/accept-events";

/**
 * Calls `wake` at each commit that wrote events, and after every (re)subscription. While the connection is away the poll
 * goes on.
 */
export const listenToOutbox = (url: string, wake: () => void): { close(): Promise<void> } =>
  listenTo(url, {
    channel: outboxChannel,
    what: "worker: new events",
    onMessage: wake,
    onSubscribed: wake,
  });

/** The same for commits that left the engine something to do. */
export const listenToJobs = (url: string, wake: () => void): { close(): Promise<void> } =>
  listenTo(url, { channel: jobsChannel, what: "worker: new jobs", onMessage: wake, onSubscribed: wake });
