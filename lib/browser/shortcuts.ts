"use client";

import { useEffect } from "react";

export interface Shortcut {
  /** As printed on keys: `["Ctrl", "K"]`, `["j"]`. */
  readonly keys: readonly string[];
  /** What it does: "Next row". */
  readonly does: string;
}

const groups = new Map<string, readonly Shortcut[]>();

/** Lists a screen's shortcuts in the "?" help for as long as it is shown. `shortcuts` must be a constant. */
export function useShortcutHelp(group: string, shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    groups.set(group, shortcuts);
    return () => {
      groups.delete(group);
    };
  }, [group, shortcuts]);
}

/** The groups of shortcuts that work at this moment. */
export function shortcutGroups(): readonly (readonly [string, readonly Shortcut[]])[] {
  return [...groups];
}

/** Whether a key press belongs to something the person types in, so that single-letter shortcuts must keep quiet. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input:not([type=checkbox]), textarea, select, [role=dialog]") !== null
  );
}
