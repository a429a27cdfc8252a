"use client";

import type { ReactNode } from "react";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/browser/class-names";
import type { FleetGroupResult } from "@/lib/domain/fleet/fleet";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatUsd } from "@/lib/domain/format/format-usd";

interface GroupFiguresProps {
  readonly result: FleetGroupResult | null;
  readonly isOutdated: boolean;
}

/** What one group earns: three cells of its line. */
export function GroupFigures({ result, isOutdated }: GroupFiguresProps) {
  const strikeUsd = result?.strikeUsdPerKwh ?? null;
  const loses = result?.losesMoneyPerKwh === true;
  return (
    <dl
      className={cn(
        "col-span-full grid grid-cols-3 gap-2.5 xl:col-span-3 xl:grid-cols-subgrid",
        isOutdated && "opacity-75",
      )}
    >
      <Cell label="Hashrate today">
        {result === null ? (
          "…"
        ) : (
          <>
            {formatHashrate(result.hashrateThs * result.machines)}
            <Small>{formatEfficiency(result.efficiencyJoulesPerTh)}</Small>
          </>
        )}
      </Cell>
      <Cell label="Strike price">
        {result === null ? "…" : formatUsd(strikeUsd, 4)}
        <Small>/kWh</Small>
      </Cell>
      <Cell label="Profit per day">
        {result === null ? "…" : <SignedUsd value={result.daily.profitUsd} className="font-medium" />}
        {loses ? (
          <span className="block">
            <Badge tone="loss">loses per kWh</Badge>
          </span>
        ) : (
          <Small>before fixed costs</Small>
        )}
      </Cell>
    </dl>
  );
}

function Cell({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0 xl:text-right">
      <dt className="text-muted-foreground text-xs xl:sr-only">{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Small({ children }: { readonly children: ReactNode }) {
  return <span className="block text-muted-foreground text-xs">{children}</span>;
}
