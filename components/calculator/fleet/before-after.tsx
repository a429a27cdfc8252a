"use client";

import { ScrollTable, type ScrollTableRow } from "@/components/calculator/scroll-table";
import { SignedUsd, signedUsdText } from "@/components/calculator/signed-usd";
import { Skeleton } from "@/components/ui/skeleton";
import type { CurtailmentPlan, FleetTotals } from "@/lib/domain/fleet/fleet";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatEnergy, formatPower } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";

type Look = "count" | "hashrate" | "power" | "energy" | "btc" | "efficiency" | "in" | "out" | "profit";

interface Line {
  readonly label: string;
  readonly look: Look;
  readonly of: (totals: FleetTotals) => number | null;
}

/** Income less what the pool takes of it; on both sides, so that they can be compared. */
function netRevenueUsd({ daily }: FleetTotals): number | null {
  return daily.revenueUsd === null || daily.poolFeeUsd === null ? null : daily.revenueUsd - daily.poolFeeUsd;
}

const lines: readonly Line[] = [
  { label: "Machines on", look: "count", of: (totals) => totals.machinesOn },
  { label: "Hashrate", look: "hashrate", of: (totals) => totals.hashrateThs },
  { label: "Power", look: "power", of: (totals) => totals.powerWatts },
  { label: "Efficiency", look: "efficiency", of: (totals) => totals.efficiencyJoulesPerTh },
  { label: "Energy", look: "energy", of: ({ daily }) => daily.energyKwh },
  { label: "BTC after pool fee", look: "btc", of: ({ daily }) => daily.btcNet },
  { label: "Revenue", look: "in", of: ({ daily }) => daily.revenueUsd },
  { label: "Pool fee", look: "out", of: ({ daily }) => daily.poolFeeUsd },
  { label: "Revenue after pool fee", look: "in", of: netRevenueUsd },
  { label: "Energy cost", look: "out", of: ({ daily }) => daily.energyCostUsd },
  { label: "Fixed costs", look: "out", of: ({ daily }) => daily.fixedCostUsd },
  { label: "Profit", look: "profit", of: ({ daily }) => daily.profitUsd },
];

/** A day of the fleet with everything on, under the plan, and the difference. */
export function BeforeAfter({ plan }: { readonly plan: CurtailmentPlan | null }) {
  if (plan === null) return <Skeleton className="h-80 w-full" />;
  const rows = lines
    .filter(({ label }) => label !== "Fixed costs" || plan.before.daily.fixedCostUsd !== 0)
    .map((line): ScrollTableRow => {
      const before = line.of(plan.before);
      const after = line.of(plan.after);
      return {
        key: line.label,
        label: line.label,
        isStrong: line.look === "profit",
        cells: [
          valueText(line.look, before),
          valueText(line.look, after),
          <Difference key="change" look={line.look} before={before} after={after} />,
        ],
      };
    });
  return (
    <ScrollTable
      caption="One day before and after curtailing"
      first="One day"
      heads={["All on", "Curtailed", "Change"]}
      rows={rows}
    />
  );
}

function valueText(look: Look, value: number | null) {
  if (value === null) return look === "efficiency" ? "–" : "no data";
  switch (look) {
    case "count":
      return formatNumber(value, 0);
    case "hashrate":
      return formatHashrate(value);
    case "power":
      return formatPower(value);
    case "efficiency":
      return formatEfficiency(value);
    case "energy":
      return formatEnergy(value);
    case "btc":
      return formatNumber(value, 8);
    case "in":
      return formatUsd(value);
    case "out":
      return signedUsdText(-value);
    case "profit":
      return <SignedUsd value={value} />;
  }
}

function Difference({
  look,
  before,
  after,
}: {
  readonly look: Look;
  readonly before: number | null;
  readonly after: number | null;
}) {
  if (before === null || after === null) return <span className="text-muted-foreground">–</span>;
  const change = after - before;
  if (look === "profit") return <SignedUsd value={change} />;
  if (look === "in") return <>{signedUsdText(change)}</>;
  // A cost that shrinks is money kept.
  if (look === "out") return <>{signedUsdText(-change)}</>;
  const text = valueText(look, Math.abs(change));
  return (
    <>
      {change > 0 ? "+" : change < 0 ? "−" : ""}
      {text}
    </>
  );
}
