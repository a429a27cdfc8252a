import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { liveTopics } from "@/lib/domain/live/topics";
import type { LiveHub, LiveSubscriber } from "@/lib/server/live/hub";
import type { LiveChange } from "@/lib/server/live/live-change";
import { liveStream } from "@/lib/server/live/live-stream";
import { userViewer } from "@/lib/server/testing/viewers";
import type { UserViewer } from "@/lib/server/viewer";

const owner = userViewer({ userId: "person", orgId: "company", role: "owner" });
const audited: LiveChange = {
  topic: "audit",
  orgId: "company",
  userId: null,
  eventId: null,
  committedAt: "2026-11-24T12:00:00.000Z",
};

const subscribers = new Set<LiveSubscriber>();
const hub: LiveHub = {
  subscribe(subscriber) {
    subscribers.add(subscriber);
    subscriber.onResync();
    return () => subscribers.delete(subscriber);
  },
  close: async () => {},
};
const tell = (change: LiveChange) => {
  for (const { onChange } of subscribers) onChange(change);
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  subscribers.clear();
});

function open(lookUp: () => Promise<UserViewer | null> = async () => owner, onEnd?: () => void) {
  const options = { hub, viewer: owner, wanted: liveTopics, lookUp, ...(onEnd && { onEnd }) };
  const reader = liveStream(options).getReader();
  return {
    cancel: () => reader.cancel(),
    /** Names of the events up to the end of the stream, or up to so many. */
    async names(most = Number.POSITIVE_INFINITY): Promise<string[]> {
      const names: string[] = [];
      while (names.length < most) {
        const { done, value } = await reader.read();
        if (done) break;
        const name = /^event: (\w+)$/m.exec(new TextDecoder().decode(value))?.[1];
        if (name !== undefined) names.push(name);
      }
      return names;
    },
  };
}

describe("a stream", () => {
  it("gives a sign of life every 15 s and looks up who listens as often", async () => {
    const lookUp = vi.fn(async () => owner);
    const stream = open(lookUp);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await stream.names(3)).toEqual(["resync", "heartbeat", "heartbeat"]);
    expect(lookUp).toHaveBeenCalledTimes(2);
  });

  it("ends within 30 s of the session's end, though nothing was told of it", async () => {
    const stream = open(async () => null);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await stream.names()).toEqual(["resync", "heartbeat", "end"]);
    expect(subscribers.size).toBe(0);
  });

  it("ends for somebody who cannot be looked up, instead of going on unasked", async () => {
    const stream = open(() => Promise.reject(new Error("no database")));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await stream.names()).toEqual(["resync", "heartbeat", "end"]);
  });

  it("ends for another person under the same cookie", async () => {
    const stream = open(async () => ({ ...owner, userId: "somebody else" }));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await stream.names()).toEqual(["resync", "heartbeat", "end"]);
  });

  it("hears of the new company once the person switched, and no more of the old one", async () => {
    const stream = open(async () => ({ ...owner, orgId: "other" }));
    await vi.advanceTimersByTimeAsync(15_000);
    tell(audited);
    tell({ ...audited, orgId: "other" });
    expect(await stream.names(4)).toEqual(["resync", "heartbeat", "resync", "change"]);
    await stream.cancel();
  });

  it("that is ended by what changed does not tell of it, so that the page is not sent to ask", async () => {
    const stream = open(async () => null);
    tell({ ...audited, topic: "account", orgId: null, userId: "person" });
    expect(await stream.names()).toEqual(["resync", "end"]);
  });

  it("keeps at most so much for a slow reader, who is then told to ask for everything anew", async () => {
    const stream = open();
    for (let count = 0; count < 10_000; count += 1) tell(audited);
    const names = await stream.names(16);
    expect(names).toEqual(["resync", ...Array.from({ length: 14 }, () => "change"), "resync"]);
    tell(audited);
    expect(await stream.names(1)).toEqual(["change"]);
    await stream.cancel();
  });

  it("that its reader leaves is over: nobody is asked and its place is free", async () => {
    const [lookUp, onEnd] = [vi.fn(async () => owner), vi.fn()];
    const stream = open(lookUp, onEnd);
    await stream.cancel();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lookUp).not.toHaveBeenCalled();
    expect(onEnd).toHaveBeenCalledTimes(1);
    expect(subscribers.size).toBe(0);
  });
});
