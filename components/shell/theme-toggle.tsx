"use client";

import { Moon, Sun } from "lucide-react";
import { setTheme } from "@/components/shell/theme";
import { Button } from "@/components/ui/button";

/** Switches between light and dark. "As the device" is in the palette. */
export function ThemeToggle() {
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label="Switch between light and dark"
      title="Light or dark"
      onClick={() => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark")}
    >
      <Sun aria-hidden="true" className="hidden dark:block" />
      <Moon aria-hidden="true" className="dark:hidden" />
    </Button>
  );
}
