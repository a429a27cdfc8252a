"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { isTyping, useShortcutHelp } from "@/lib/browser/shortcuts";

const loadPalette = () => import("@/components/shell/palette").then((module) => module.Palette);
const Palette = dynamic(loadPalette, { ssr: false });
const ShortcutHelp = dynamic(
  () => import("@/components/shell/shortcut-help").then((module) => module.ShortcutHelp),
  {
    ssr: false,
  },
);

const shortcuts = [
  { keys: ["Ctrl", "K"], does: "Search: pages, machines, actions" },
  { keys: ["?"], does: "This help" },
];

/** The search box of the top bar; also listens for Ctrl-K (or Cmd-K) and "?" everywhere. */
export function PaletteButton() {
  const [shown, setShown] = useState<"palette" | "help" | null>(null);
  useShortcutHelp("Everywhere", shortcuts);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        setShown((now) => (now === "palette" ? null : "palette"));
      } else if (event.key === "?" && !isTyping(event.target)) {
        setShown("help");
      }
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
  const close = () => setShown(null);
  return (
    <>
      <Button
        onClick={() => setShown("palette")}
        onPointerEnter={() => void loadPalette()}
        aria-label="Search pages and machines"
        aria-keyshortcuts="Control+K"
        className="max-md:w-control max-md:px-0 md:w-64 md:justify-start md:text-muted-foreground md:font-normal"
      >
        <Search aria-hidden="true" />
        <span className="hidden flex-1 text-left md:inline">Search</span>
        <span aria-hidden="true" className="hidden items-center gap-0.5 md:flex">
          <Kbd>Ctrl</Kbd>
          <Kbd>K</Kbd>
        </span>
      </Button>
      {shown === "palette" && <Palette onClose={close} onHelp={() => setShown("help")} />}
      {shown === "help" && <ShortcutHelp onClose={close} />}
    </>
  );
}
