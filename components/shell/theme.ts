"use client";

import { useSyncExternalStore } from "react";

export type Theme = "dark" | "light";
/** What the person chose; "system" follows the device. */
export type ThemeChoice = Theme | "system";

const storageKey = "theme";
const listeners = new Set<() => void>();

function systemTheme(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function currentTheme(): Theme {
  return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
}

/** Shows and remembers a theme; "system" forgets the choice and follows the device again. */
export function setTheme(choice: ThemeChoice): void {
  try {
    if (choice === "system") localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, choice);
  } catch {
    // Storage is off (private window): the choice then holds for this page only.
  }
  document.documentElement.dataset.theme = choice === "system" ? systemTheme() : choice;
  for (const notify of listeners) notify();
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => listeners.delete(notify);
}

/** The theme on the screen; "light" while the page is still static HTML. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, currentTheme, () => "light");
}
