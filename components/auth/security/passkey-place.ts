"use client";

import { useSyncExternalStore } from "react";

const isNumbers = (host: string) => /^[0-9.]+$/.test(host) || host.startsWith("[");
const none = () => () => {};

/**
 * Where this very page can use passkeys, when it cannot here: browsers make none for an address of numbers, and on one's
 * own machine "localhost" is the same place. Null where passkeys work, and until the browser is there to know.
 */
export function usePasskeyDetour(): string | null {
  return useSyncExternalStore(none, detour, () => null);
}

function detour(): string | null {
  const { hostname, href } = location;
  if (!isNumbers(hostname)) return null;
  const there = new URL(href);
  there.hostname = "localhost";
  return there.href;
}
