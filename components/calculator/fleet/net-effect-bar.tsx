"use client";

import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { cn } from "@/lib/browser/class-names";

interface NetEffectBarProps {
  readonly outcome: FleetOutcome | null;
  readonly isOutdated: boolean;
}

/** The answer in sight while the inputs fill a small screen; a press goes to the results. */
export function NetEffectBar({ outcome, isOutdated }: NetEffectBarProps) {
  const plan = outcome?.plan ?? null;
  return (
    <a
      href="#results"
      data-print="hide"
      className="fixed right-0 bottom-[calc(3.5rem+env(safe-area-inset-bottom))] left-0 z-20 flex min-h-12 items-center justify-between gap-3 border-t bg-card px-4 py-1.5 shadow-float md:bottom-0 md:left-15 lg:hidden"
    >
      <span className={cn("flex items-baseline gap-2", isOutdated && "opacity-75")}>
        {plan !== null && (
          <SignedUsd value={plan.impact.netEffectUsdPerDay} className="font-semibold text-lg" />
        )}
        <span className="text-muted-foreground">{plan === null ? "No answer yet" : "curtailing, a day"}</span>
      </span>
      <span className="text-right text-muted-foreground text-xs">
        {isOutdated ? (
          "last valid inputs"
        ) : outcome === null ? (
          ""
        ) : (
          <>
            all on <SignedUsd value={outcome.before.totals.daily.profitUsd} decimals={0} />
          </>
        )}
      </span>
    </a>
  );
}
