import { openEventStream, type StreamNews } from "@/lib/browser/live/event-stream";

/** What a kept stream tells: news, and how it is with the connection. */
export type KeptNews =
  | Extract<StreamNews, { kind: "resync" | "change" | "alive" }>
  /** `failures` in a row; with the third one it is more than a hiccup. */
  | { readonly kind: "trouble"; readonly failures: number }
  | { readonly kind: "signed_out" };

const longestMs = 30_000;
/** Where the server says that it will not hear of anything. */
const hopelessMs = 300_000;

/** Failures in a row after which the screen asks by itself. */
export const hiccupsMax = 2;

/** Keeps a stream open: opens it again whenever it is lost, after a pause that doubles, up to 30 s. @returns ends it. */
export function keepStream(tell: (news: KeptNews) => void): () => void {
  let failures = 0;
  let close = () => {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(): void {
    clearTimeout(timer);
    close();
    close = openEventStream(hear);
  }

  function hear(news: StreamNews): void {
    if (news.kind === "lost") fail(failures + 1);
    else if (news.kind === "ended") end(news.reason);
    else {
      failures = 0;
      tell(news);
    }
  }

  function end(reason: string): void {
    if (reason === "no_notifications") fail(hiccupsMax + 1, hopelessMs);
    else fail(failures + 1);
    if (reason === "session_ended") tell({ kind: "signed_out" });
  }

  function fail(count: number, pauseMs = Math.min(longestMs, 500 * 2 ** count)): void {
    failures = count;
    tell({ kind: "trouble", failures });
    // By chance, so that not all browsers come back to a server at once.
    timer = setTimeout(open, pauseMs * (0.5 + Math.random() / 2));
  }

  function onOffline(): void {
    close();
    clearTimeout(timer);
    fail(hiccupsMax + 1);
  }

  open();
  window.addEventListener("online", open);
  window.addEventListener("offline", onOffline);
  return () => {
    clearTimeout(timer);
    close();
    window.removeEventListener("online", open);
    window.removeEventListener("offline", onOffline);
  };
}
