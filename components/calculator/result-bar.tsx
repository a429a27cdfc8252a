"use client";

import type { Outcome } from "@/components/calculator/outcome";
import { profitWord, SignedUsd } from "@/components/calculator/signed-usd";
import { cn } from "@/lib/browser/class-names";
import { formatMonths } from "@/lib/domain/format/format-duration";

interface ResultBarProps {
  readonly outcome: Outcome | null;
  readonly isDimmed: boolean;
}

/** The answer in sight while the inputs fill a small screen; a press goes to the results. */
export function ResultBar({ outcome, isDimmed }: ResultBarProps) {
  const profitUsd = outcome?.result.daily.profitUsd ?? null;
  const months = outcome?.result.payback.months ?? null;
  return (
    <a
      href="#results"
      data-print="hide"
      className="fixed right-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] left-0 z-20 flex min-h-12 items-center justify-between gap-3 border-t bg-card px-4 py-1.5 shadow-float md:bottom-0 md:left-15 lg:hidden"
    >
      <span className={cn("flex items-baseline gap-2", isDimmed && "opacity-75")}>
        <SignedUsd value={profitUsd} className="font-semibold text-lg" />
        <span className="text-muted-foreground">
          {profitUsd === null ? "" : `${profitWord(profitUsd)} a day`}
        </span>
      </span>
      <span className="text-right text-muted-foreground text-xs">
        {isDimmed
          ? "last valid inputs"
          : outcome === null
            ? ""
            : months === null
              ? "no payback"
              : `payback ${formatMonths(months)}`}
      </span>
    </a>
  );
}
