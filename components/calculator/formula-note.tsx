"use client";

import { Sigma } from "lucide-react";
import { Popover } from "@/components/ui/popover";

interface FormulaNoteProps {
  /** What it computes: "break-even electricity price". */
  readonly of: string;
  readonly formula: string;
}

/** A small sign that shows the formula when pressed. */
export function FormulaNote({ of, formula }: FormulaNoteProps) {
  return (
    <Popover
      label={`Formula of ${of}`}
      align="end"
      triggerClassName="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-muted-foreground hover:bg-hover hover:text-foreground coarse:size-9 print:hidden"
      trigger={<Sigma aria-hidden="true" className="size-3.5" />}
    >
      {() => (
        <span className="block w-72 max-w-full">
          <span className="mb-1.5 block font-semibold first-letter:uppercase">{of}</span>
          <code className="break-words font-mono text-xs">{formula}</code>
        </span>
      )}
    </Popover>
  );
}
