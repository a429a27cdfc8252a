"use client";

import { Ellipsis } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

export interface RowAction {
  readonly label: string;
  readonly onSelect: () => void;
}

export interface RowMenuContentProps {
  /** Whose row it is. */
  readonly name: string;
  readonly actions: readonly RowAction[];
}

/** The menu of a row, open as soon as it stands. */
export function RowMenuContent({ name, actions }: RowMenuContentProps) {
  const button = useRef<HTMLButtonElement>(null);
  const chosen = useRef<RowAction | null>(null);
  // A dialog gives the focus back to what had it when it opened: that must be the button, not an item of a menu that is gone.
  const act = (event: Event) => {
    if (chosen.current === null) return;
    event.preventDefault();
    button.current?.focus();
    chosen.current.onSelect();
    chosen.current = null;
  };
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <Button ref={button} variant="ghost" size="icon" aria-label={`Actions for ${name}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" onCloseAutoFocus={act}>
        {actions.map((action) => (
          <DropdownMenuItem
            key={action.label}
            onSelect={() => {
              chosen.current = action;
            }}
          >
            {action.label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
