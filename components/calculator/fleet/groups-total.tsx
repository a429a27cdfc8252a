"use client";

import type { ReactNode } from "react";
import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { cn } from "@/lib/browser/class-names";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatPower } from "@/lib/domain/format/format-power";
import { periodsOfDay } from "@/lib/domain/mining/periods-of-day";

/** What the whole fleet earns with every machine on. */
export function GroupsTotal({
  outcome,
  isOutdated,
}: {
  readonly outcome: FleetOutcome;
  readonly isOutdated: boolean;
}) {
  const { totals } = outcome.before;
  const { daily, monthly } = periodsOfDay(totals.daily);
  return (
    <dl
      aria-label="Fleet, all machines on"
      className={cn(
        "grid grid-cols-2 gap-x-4 gap-y-2 border-b bg-muted/50 px-4 py-3 sm:grid-cols-3 sm:px-5 xl:grid-cols-6",
        isOutdated && "opacity-75",
      )}
    >
      <Total label="All machines on">{totals.machinesOn.toLocaleString("en-US")}</Total>
      <Total label="Hashrate today">{formatHashrate(totals.hashrateThs)}</Total>
      <Total label="Power">{formatPower(totals.powerWatts)}</Total>
      <Total label="Efficiency">{formatEfficiency(totals.efficiencyJoulesPerTh)}</Total>
      <Total label="Profit per day">
        <SignedUsd value={daily.profitUsd} />
      </Total>
      <Total label="Profit per month">
        <SignedUsd value={monthly.profitUsd} decimals={0} />
      </Total>
    </dl>
  );
}

function Total({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted-foreground text-xs">{label}</dt>
      <dd className="font-semibold">{children}</dd>
    </div>
  );
}
