"use client";

import { useState } from "react";
import { cn } from "@/lib/browser/class-names";
import { type LiveState, useLiveState } from "@/lib/browser/live/live-state";
import { pollSeconds } from "@/lib/browser/live/start-live";

// Shape differs as well as colour: full, half-open, ring.
const looks: Record<LiveState["kind"], string> = {
  connecting: "border border-muted-foreground border-dashed",
  live: "bg-gain",
  reconnecting: "border-[1.5px] border-warn bg-warn/35",
  polling: "border-[1.5px] border-warn",
  paused: "border border-muted-foreground border-dashed",
};

const words: Record<LiveState["kind"], string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  polling: `Polling every ${pollSeconds} s`,
  paused: "Paused",
};

/** What each means, for somebody who rests on it. */
function meaning({ kind, sinceMs }: LiveState): string {
  if (kind === "live") return "What changes shows by itself.";
  if (kind !== "reconnecting" && kind !== "polling") return "";
  const since = new Date(sinceMs).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return `Not live since ${since}.`;
}

/**
 * Whether the screen is told of changes, beside the person's menu: in words where there is room, else as a dot on the
 * menu. Lies over the bar, so that nothing moves when it appears. Read out is only trouble, and its end.
 */
export function LiveMark() {
  const state = useLiveState();
  const { kind } = state;
  const isTrouble = kind === "reconnecting" || kind === "polling";
  const [hadTrouble, setHadTrouble] = useState(false);
  if (isTrouble && !hadTrouble) setHadTrouble(true);
  return (
    <div
      data-live={kind}
      title={meaning(state)}
      className="pointer-events-none absolute top-0 right-0 flex h-full items-center gap-1.5 whitespace-nowrap text-muted-foreground text-xs sm:pointer-events-auto sm:right-full sm:mr-12"
    >
      <span
        aria-hidden="true"
        className={cn(
          "size-[7px] rounded-full max-sm:absolute max-sm:top-0.5 max-sm:right-7 max-sm:ring-2 max-sm:ring-background",
          looks[kind],
        )}
      />
      <span className="max-sm:sr-only">{words[kind]}</span>
      <span role="status" className="sr-only">
        {isTrouble && `${words[kind]}. ${meaning(state)}`}
        {kind === "live" && hadTrouble && "Live again."}
      </span>
    </div>
  );
}
