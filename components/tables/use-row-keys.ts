"use client";

import { useEffect, useRef, useState } from "react";
import { isTyping, type Shortcut, useShortcutHelp } from "@/lib/browser/shortcuts";

const shortcuts: readonly Shortcut[] = [
  { keys: ["j"], does: "Next row" },
  { keys: ["k"], does: "Previous row" },
  { keys: ["x"], does: "Select the row" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["/"], does: "Filter" },
];

const moving = shortcuts.filter(({ keys }) => !keys.includes("x") && !keys.includes("Enter"));

interface RowKeys {
  readonly rowCount: number;
  readonly onSelect: ((index: number) => void) | null;
  readonly onOpen: ((index: number) => void) | null;
  readonly onFilter: () => void;
}

/** The row that the keyboard stands on (`null` before the first key): j and k move, x selects, Enter opens, "/" filters. */
export function useRowKeys({ rowCount, onSelect, onOpen, onFilter }: RowKeys): number | null {
  const [row, setRow] = useState<number | null>(null);
  // Keys may come faster than the screen is drawn: each goes on from the one before, not from what is shown.
  const place = useRef<number | null>(null);
  const within = (at: number | null) => (at === null || rowCount === 0 ? null : Math.min(at, rowCount - 1));
  useShortcutHelp("In the table", onSelect === null && onOpen === null ? moving : shortcuts);
  useEffect(() => {
    function go(to: number): void {
      place.current = to;
      setRow(to);
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const active = within(place.current);
      const onControl = event.target instanceof Element && event.target.closest("a, button") !== null;
      if (event.key === "j") go(active === null ? 0 : Math.min(active + 1, rowCount - 1));
      else if (event.key === "k") go(active === null ? 0 : Math.max(active - 1, 0));
      else if (event.key === "x" && active !== null && onSelect !== null) onSelect(active);
      else if (event.key === "Enter" && active !== null && onOpen !== null && !onControl) onOpen(active);
      else if (event.key === "/") onFilter();
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
  return within(row);
}
