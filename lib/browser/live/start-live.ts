import { hiccupsMax, type KeptNews } from "@/lib/browser/live/keep-stream";
import { getLiveState, setLiveState } from "@/lib/browser/live/live-state";
import { createRefetcher } from "@/lib/browser/live/refetch";
import { canShareStream, shareStream } from "@/lib/browser/live/share-stream";

/** How often everything is asked for where no stream can be had. */
export const pollSeconds = 30;
/** A page that nobody has looked at for so long hears no more, until somebody does. */
const hiddenMsMax = 5 * 60_000;

/** Whoever signs out by themselves is on their way to another page by then. */
const leavingMs = 2000;

/**
 * Keeps what is on the screen (`useLive`) up to date, and says how (`useLiveState`).
 *
 * @param onSignedOut called when the server says that the session is gone.
 * @returns ends it.
 */
export function startLive(onSignedOut: () => void): () => void {
  const refetcher = createRefetcher();
  let leave: (() => void) | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;

  function hear(news: KeptNews): void {
    if (news.kind === "resync") refetcher.ask("all");
    if (news.kind === "change") refetcher.ask(news.topic);
    if (news.kind === "signed_out") leaving = setTimeout(onSignedOut, leavingMs);
    else if (news.kind !== "trouble") setLiveState("live");
    else if (news.failures > 0) setLiveState(news.failures > hiccupsMax ? "polling" : "reconnecting");
  }

  function join(): void {
    if (!canShareStream()) setLiveState("polling");
    else leave ??= shareStream(hear);
  }

  function pause(): void {
    leave?.();
    leave = null;
    setLiveState("paused");
  }

  function onVisibility(): void {
    clearTimeout(hiding);
    if (document.visibilityState === "hidden") hiding = setTimeout(pause, hiddenMsMax);
    else {
      if (getLiveState().kind === "paused") setLiveState("connecting");
      join();
      refetcher.makeUp();
    }
  }

  const poll = setInterval(() => {
    if (getLiveState().kind === "polling") refetcher.ask("all");
  }, pollSeconds * 1000);
  document.addEventListener("visibilitychange", onVisibility);
  setLiveState("connecting");
  onVisibility();
  if (document.visibilityState === "hidden") join();
  return () => {
    clearInterval(poll);
    clearTimeout(hiding);
    clearTimeout(leaving);
    document.removeEventListener("visibilitychange", onVisibility);
    leave?.();
    setLiveState("connecting");
  };
}
