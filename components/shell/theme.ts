"use client";

export type Theme = "dark" | "light";
/** What the person chose; "system" follows the device. */
export type ThemeChoice = Theme | "system";

const storageKey = "theme";

function systemTheme(): Theme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
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
}
