import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface ChipProps {
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

/** A filter that is on or off. */
export function Chip({ on, onToggle, children }: ChipProps) {
  return (
    <Button
      size="sm"
      aria-pressed={on}
      onClick={onToggle}
      className="min-w-0 aria-pressed:border-foreground aria-pressed:bg-hover"
    >
      <span className="truncate">{children}</span>
      {on && <X aria-hidden="true" />}
    </Button>
  );
}
