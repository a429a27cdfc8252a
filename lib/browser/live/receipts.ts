import { type LiveTopic, liveTopicTable } from "@/lib/domain/live/topics";

interface Arrival {
  readonly topic: LiveTopic;
  readonly committedAt: string;
  readonly atMs: number;
}

const batchMs = 10_000;
const batchMax = 50;
/** What goes to everybody is reported by a few. */
const sampledShare = 0.05;

/** Reports in batches when changes arrived, so that the server knows how long they took to the screen. */
export function createReceipts() {
  let arrivals: Arrival[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function report(): void {
    clearTimeout(timer);
    timer = undefined;
    if (arrivals.length === 0) return;
    const nowMs = performance.now();
    const receipts = arrivals.map(({ topic, committedAt, atMs }) => ({
      topic,
      committedAt,
      elapsedMs: Math.round(nowMs - atMs),
    }));
    arrivals = [];
    const init: RequestInit = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ receipts }),
      // Also when the page is being left.
      keepalive: true,
    };
    // A report that is lost is one sample less; nobody waits for it.
    fetch("/api/events/receipts", init).catch(() => {});
  }

  return {
    note(topic: LiveTopic, committedAt: string): void {
      const isForMany = liveTopicTable[topic].reach === "everybody";
      if (arrivals.length >= batchMax || (isForMany && Math.random() > sampledShare)) return;
      arrivals.push({ topic, committedAt, atMs: performance.now() });
      timer ??= setTimeout(report, batchMs);
    },
    report,
  };
}
