"use client";

import { TrendingDown, TrendingUp } from "lucide-react";
import { BasisList } from "@/components/calculator/basis";
import { BeforeAfter } from "@/components/calculator/fleet/before-after";
import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { planSentence } from "@/components/calculator/fleet/curtailment-words";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/browser/class-names";
import type { CurtailmentPlan } from "@/lib/domain/fleet/fleet";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatEnergy, formatPower } from "@/lib/domain/format/format-power";

/** The one answer of the screen: what curtailing brings or costs, and the fleet before and after. */
export function NetEffectCard({ outcome }: { readonly outcome: FleetOutcome | null }) {
  const plan = outcome?.plan ?? null;
  return (
    <Card className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 p-4 sm:p-5 xl:grid-cols-[minmax(15rem,1fr)_minmax(0,1.7fr)]">
      <div className="flex min-w-0 flex-col gap-4">
        <div>
          <h2 className="text-muted-foreground">Net effect of curtailing, per day</h2>
          {outcome === null ? (
            <NetEffectSkeleton />
          ) : plan === null ? (
            <p className="mt-1 text-muted-foreground">
              Which machines lose money cannot be said without a Bitcoin price. Type one under “Market”, or
              pick another strategy.
            </p>
          ) : (
            <NetEffect plan={plan} />
          )}
        </div>
        <BasisList figureOf={(name) => outcome?.resolved.market[name]} />
      </div>
      <BeforeAfter plan={plan} />
    </Card>
  );
}

function NetEffectSkeleton() {
  return (
    <div className="mt-1 flex flex-col gap-2">
      <Skeleton className="h-11 w-44" />
      <Skeleton className="h-15 w-64" />
    </div>
  );
}

function NetEffect({ plan }: { readonly plan: CurtailmentPlan }) {
  const { netEffectUsdPerDay: net, energySavedKwhPerDay, powerSavedWatts } = plan.impact;
  const Arrow = (net ?? 0) >= 0 ? TrendingUp : TrendingDown;
  return (
    <div aria-live="polite" aria-atomic="true">
      <p className="mt-1 flex flex-wrap items-baseline gap-x-2.5" data-testid="net-effect">
        <SignedUsd value={net} className="font-semibold text-4xl leading-11 tracking-tight" />
        {net !== null && Math.abs(net) >= 0.005 && (
          <span
            className={cn("inline-flex items-center gap-1 font-medium", net > 0 ? "text-gain" : "text-loss")}
          >
            <Arrow aria-hidden="true" className="size-4" />
            {net > 0 ? "curtailing pays" : "curtailing costs"}
          </span>
        )}
      </p>
      <p className="mt-1.5 max-w-prose" data-testid="plan-sentence">
        {planSentence(plan)}
      </p>
      <p className="mt-1.5 text-muted-foreground">
        {formatPower(powerSavedWatts)} less, {formatPercent(plan.powerShareRatio)} of the power and{" "}
        {formatPercent(plan.machinesShareRatio)} of the machines; {formatEnergy(energySavedKwhPerDay)} a day.
      </p>
    </div>
  );
}
