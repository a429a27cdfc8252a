"use client";

import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";

/** How a screen's state stands in a link. Both functions must be pure and module constants. */
export interface UrlCodec<T> {
  /** The state that a query ("" or "?v=1&…") asks for; whatever it does not say has its starting value. */
  readonly read: (search: string) => T;
  /** The query of a link that shows the same: "" for the starting state. */
  readonly write: (state: T) => string;
}

const writeAfterMs = 300;

// One address bar, hence one store: what is typed counts at once, the address follows when the person pauses.
let pending: string | null = null;
// The query that stood in the address when this store last looked. The router writes the address anew in its own time
// (after a server action, say): the same query again is no news, and what was typed meanwhile must outlive it.
let known: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function notifyAll(): void {
  for (const notify of listeners) notify();
}

function forgetPending(): void {
  clearTimeout(timer);
  pending = null;
}

function flush(): void {
  const search = pending;
  forgetPending();
  if (search === null || search === location.search) return;
  known = search;
  history.replaceState(null, "", `${location.pathname}${search}${location.hash}`);
}

// A press may lead to another page: an address written after it began would call the router back.
function flushOnEnter(event: KeyboardEvent): void {
  if (event.key === "Enter") flush();
}

function onAddressChange(): void {
  if (location.search === known) return;
  known = location.search;
  forgetPending();
  notifyAll();
}

/** The parts of the Navigation API that are used; older browsers lack it and get by with `popstate`. */
interface AddressEvents {
  addEventListener(type: "currententrychange", listener: () => void): void;
  removeEventListener(type: "currententrychange", listener: () => void): void;
}

function addressEvents(): AddressEvents | null {
  const found: unknown = Reflect.get(globalThis, "navigation");
  return typeof found === "object" && found !== null ? (found as AddressEvents) : null;
}

function subscribe(notify: () => void): () => void {
  if (listeners.size === 0) {
    known = location.search;
    // A link to this same screen with another query changes the address without remounting anything.
    addressEvents()?.addEventListener("currententrychange", onAddressChange);
    addEventListener("popstate", onAddressChange);
    addEventListener("pagehide", flush);
    addEventListener("click", flush, true);
    addEventListener("keydown", flushOnEnter, true);
  }
  listeners.add(notify);
  return () => {
    listeners.delete(notify);
    if (listeners.size > 0) return;
    addressEvents()?.removeEventListener("currententrychange", onAddressChange);
    removeEventListener("popstate", onAddressChange);
    removeEventListener("pagehide", flush);
    removeEventListener("click", flush, true);
    removeEventListener("keydown", flushOnEnter, true);
  };
}

function currentSearch(): string {
  return pending ?? location.search;
}

/**
 * State that lives in the address, so that every view can be shared and reloaded.
 * Static HTML shows the starting state; the link's state follows with hydration.
 */
export function useUrlState<T>({ read, write }: UrlCodec<T>): readonly [T, (next: T) => void] {
  const search = useSyncExternalStore(subscribe, currentSearch, () => "");
  const state = useMemo(() => read(search), [read, search]);
  const setState = useCallback(
    (next: T) => {
      pending = write(next);
      clearTimeout(timer);
      timer = setTimeout(flush, writeAfterMs);
      notifyAll();
    },
    [write],
  );
  // Another screen's address must not receive this one's state.
  useEffect(() => forgetPending, []);
  return [state, setState];
}
