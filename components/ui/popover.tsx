"use client";

import { type ReactNode, useId, useState } from "react";
import { cn } from "@/lib/browser/class-names";

interface PopoverProps {
  /** What the button shows. */
  readonly trigger: ReactNode;
  readonly triggerClassName?: string;
  /** Accessible name of the button, when its content does not say it. */
  readonly label?: string;
  /** Built only while open. */
  readonly children: () => ReactNode;
  /** Which edge of the button the box keeps to. */
  readonly align?: "start" | "end";
  readonly className?: string;
}

/**
 * A button and the box it opens: the browser's own popover, so it needs no positioning library, closes on Escape
 * and on a click elsewhere, and gives the focus back. Spans only, so that it may stand in a sentence.
 */
export function Popover({
  trigger,
  triggerClassName,
  label,
  children,
  align = "start",
  className,
}: PopoverProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label}
        aria-expanded={open}
        className={triggerClassName}
      >
        {trigger}
      </button>
      <span
        id={id}
        popover="auto"
        data-align={align}
        onToggle={(event) => setOpen(event.newState === "open")}
        className={cn(
          "popover-anchored rounded-lg border bg-popover p-3 text-left font-normal text-sm shadow-float",
          className,
        )}
      >
        {open && children()}
      </span>
    </>
  );
}
