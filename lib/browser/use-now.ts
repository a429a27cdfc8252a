"use client";

import { useSyncExternalStore } from "react";

const tickMs = 15_000;
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | null = null;
const listeners = new Set<() => void>();

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const listener of listeners) listener();
  }, tickMs);
  return () => {
    listeners.delete(notify);
    if (listeners.size > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
    nowMs = 0;
  };
}

function snapshot(): number {
  if (nowMs === 0) nowMs = Date.now();
  return nowMs;
}

/** The clock in milliseconds, moving every 15 s for everybody at once; `null` in HTML made on the server. */
export function useNow(): number | null {
  return useSyncExternalStore<number | null>(subscribe, snapshot, () => null);
}
