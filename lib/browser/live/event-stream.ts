import { isRecord } from "@/lib/browser/fetch-json";
import { isLiveTopic, type LiveTopic } from "@/lib/domain/live/topics";

/** What a stream of `/api/stream` tells. */
export type StreamNews =
  /** It hears; something may have gone unheard before. */
  | { readonly kind: "resync" }
  | { readonly kind: "change"; readonly topic: LiveTopic; readonly committedAt: string }
  | { readonly kind: "alive" }
  /** It could not be had, or broke off. Nothing follows. */
  | { readonly kind: "lost" }
  /** The server ended it. Nothing follows. */
  | { readonly kind: "ended"; readonly reason: string };

const firstWordMs = 10_000;
/** The server gives a sign of life every 15 s; a connection that lost its other end would stay open for ever. */
const silenceMs = 40_000;

/** Opens one stream and says what becomes of it. @returns closes it. */
export function openEventStream(tell: (news: StreamNews) => void): () => void {
  const source = new EventSource("/api/stream");
  let watchdog = setTimeout(() => finish({ kind: "lost" }), firstWordMs);

  function close(): void {
    clearTimeout(watchdog);
    source.close();
  }

  function finish(news: StreamNews): void {
    close();
    tell(news);
  }

  /** Everything the server says is a sign of life as well. */
  function on(name: string, newsOf: (data: Readonly<Record<string, unknown>>) => StreamNews): void {
    source.addEventListener(name, (event: MessageEvent<string>) => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => finish({ kind: "lost" }), silenceMs);
      const data: unknown = JSON.parse(event.data);
      const news = newsOf(isRecord(data) ? data : {});
      if (news.kind === "ended") finish(news);
      else tell(news);
    });
  }

  on("resync", () => ({ kind: "resync" }));
  on("heartbeat", () => ({ kind: "alive" }));
  on("end", ({ reason }) => ({ kind: "ended", reason: String(reason) }));
  // A topic that this page does not know yet, from a newer server, shows nowhere on it.
  on("change", ({ topic, committedAt }) =>
    isLiveTopic(topic) ? { kind: "change", topic, committedAt: String(committedAt) } : { kind: "alive" },
  );
  // The browser would connect again by itself, but neither say so nor wait longer each time.
  source.onerror = () => finish({ kind: "lost" });
  return close;
}
