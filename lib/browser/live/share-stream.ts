import { type KeptNews, keepStream } from "@/lib/browser/live/keep-stream";
import { createReceipts } from "@/lib/browser/live/receipts";

const name = "hashinsight-live";
/** Twice the sign of life and some: whoever leads is then stuck. */
const silenceMs = 45_000;

type Message = { readonly kind: "hello" } | KeptNews;

/** Whether tabs of this browser can share a stream; on plain http addresses of a network they cannot. */
export function canShareStream(): boolean {
  return "locks" in navigator && "BroadcastChannel" in window && "EventSource" in window;
}

/**
 * One stream for all tabs of the browser: the tab that holds the lock keeps it and passes on what it hears; when it is
 * closed, the next in the queue takes over. News are the same in every tab. @returns leaves.
 */
export function shareStream(tell: (news: KeptNews) => void): () => void {
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let last: KeptNews = { kind: "trouble", failures: 0 };
  let watchdog: ReturnType<typeof setTimeout> | undefined;

  function watch(): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => tell({ kind: "trouble", failures: Number.POSITIVE_INFINITY }), silenceMs);
  }

  /** While another tab leads. */
  function follow({ data }: MessageEvent<Message>): void {
    if (data.kind === "hello") return;
    watch();
    tell(data);
  }

  /** Until this tab leaves. */
  function lead(): Promise<void> {
    // The lock may have been given in the moment in which this tab left the queue.
    if (leaving.signal.aborted) return Promise.resolve();
    clearTimeout(watchdog);
    const receipts = createReceipts();
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      // A tab that came later missed what was said, and has to be told how things are.
      if (data.kind === "hello") channel.postMessage(last);
    };
    const stop = keepStream((news) => {
      if (news.kind === "change") receipts.note(news.topic, news.committedAt);
      // A change says nothing of the connection to somebody who comes later, but that it is there.
      last = news.kind === "trouble" || news.kind === "signed_out" ? news : { kind: "resync" };
      channel.postMessage(news);
      tell(news);
    });
    window.addEventListener("pagehide", receipts.report);
    return new Promise((resolve) => {
      leaving.signal.addEventListener("abort", () => {
        window.removeEventListener("pagehide", receipts.report);
        receipts.report();
        stop();
        resolve();
      });
    });
  }

  channel.onmessage = follow;
  channel.postMessage({ kind: "hello" } satisfies Message);
  watch();
  navigator.locks.request(name, { signal: leaving.signal }, lead).catch((error: unknown) => {
    // Whoever leaves the queue is told so by an error.
    if (!leaving.signal.aborted) throw error;
  });
  return () => {
    leaving.abort();
    clearTimeout(watchdog);
    channel.close();
  };
}
