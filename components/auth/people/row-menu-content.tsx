"use client";

import { Ellipsis } from "lucide-react";
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
  return (
    <DropdownMenu defaultOpen>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={`Actions for ${name}`}>
          <Ellipsis aria-hidden="true" />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {actions.map(({ label, onSelect }) => (
          <DropdownMenuItem key={label} onSelect={onSelect}>
            {label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
