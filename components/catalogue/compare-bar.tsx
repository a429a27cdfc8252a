"use client";

import { X } from "lucide-react";
import { comparedMax, compareHref } from "@/components/catalogue/compared";
import { Button, ButtonLink } from "@/components/ui/button";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

interface CompareBarProps {
  readonly chosen: readonly MinerModel[];
  readonly onRemove: (slug: string) => void;
  readonly onClear: () => void;
}

/** The machines chosen for comparison, at the foot of the screen while there are any. */
export function CompareBar({ chosen, onRemove, onClear }: CompareBarProps) {
  if (chosen.length === 0) return null;
  return (
    <section
      aria-label="Comparison"
      data-print="hide"
      className="sticky bottom-16 z-20 mt-4 flex flex-wrap items-center gap-2 rounded-lg border bg-popover p-2.5 shadow-float md:bottom-4"
    >
      <p className="px-1 text-muted-foreground" role="status">
        {chosen.length} of {comparedMax} to compare
      </p>
      <ul className="flex min-w-0 flex-1 flex-wrap gap-1.5">
        {chosen.map(({ slug, name }) => (
          <li key={slug} className="inline-flex items-center gap-1 rounded-md border bg-card pl-2.5">
            <span className="max-w-40 truncate">{name}</span>
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Remove ${name} from the comparison`}
              onClick={() => onRemove(slug)}
            >
              <X aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ul>
      <Button variant="ghost" onClick={onClear}>
        Clear
      </Button>
      <ButtonLink variant="primary" href={compareHref(chosen.map(({ slug }) => slug))}>
        Compare {chosen.length === 1 ? "with others" : `${chosen.length} machines`}
      </ButtonLink>
    </section>
  );
}
