import { useSyncExternalStore } from "react";

/** How the screen learns of changes. */
export interface LiveState {
  readonly kind: /** Not yet known. */
    | "connecting"
    /** Told of each change. */
    | "live"
    /** The stream is gone, and may be back at any moment. */
    | "reconnecting"
    /** The stream cannot be had; everything is asked for every 30 s. */
    | "polling"
    /** Nobody has looked for long. */
    | "paused";
  /** Since when it has been neither live nor paused; else of that. */
  readonly sinceMs: number;
}

const start: LiveState = { kind: "connecting", sinceMs: 0 };
let state = start;
const listeners = new Set<() => void>();

export function getLiveState(): LiveState {
  return state;
}

/** Changes how the screen learns of changes; the moment of the first trouble stays while it goes on. */
export function setLiveState(kind: LiveState["kind"], sinceMs = Date.now()): void {
  if (kind === state.kind) return;
  const isTrouble = (one: LiveState["kind"]) => one === "reconnecting" || one === "polling";
  const goesOn = isTrouble(kind) && isTrouble(state.kind);
  state = { kind, sinceMs: goesOn ? Math.min(state.sinceMs, sinceMs) : sinceMs };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** How the screen learns of changes, for showing it. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(subscribe, getLiveState, () => start);
}
