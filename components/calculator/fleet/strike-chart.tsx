"use client";

import { fleetSource } from "@/components/calculator/fleet/cash-flow-chart";
import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { StrikePlot, strikePlotHeight } from "@/components/calculator/fleet/strike-plot";
import { ChartFrame } from "@/components/charts/chart-frame";
import type { ChartTable } from "@/components/charts/chart-types";
import { Card } from "@/components/ui/card";
import type { RestAdvice } from "@/lib/domain/fleet/fleet";

const linesMax = 24;
// The drawing is part of this chunk already.
const load = () => Promise.resolve();

/** What each line earns per kWh (its strike price) beside what it pays: where the bar ends before the mark, it loses. */
export function StrikeChart({ outcome }: { readonly outcome: FleetOutcome }) {
  const { best, resolved } = outcome;
  const title = "Strike price against electricity price";
  if (best === null) {
    return (
      <Card className="p-4 sm:p-5">
        <h2 className="font-semibold">{title}</h2>
        <p className="mt-1 text-muted-foreground">No strike price: no Bitcoin price is known.</p>
      </Card>
    );
  }
  const byMargin = [...best.groups].sort((a, b) => a.marginUsdPerKwh - b.marginUsdPerKwh);
  const shown = byMargin.slice(0, linesMax);
  const left = byMargin.length - shown.length;
  return (
    <ChartFrame
      head={{
        title,
        unit: "USD/kWh",
        level: 2,
        fileName: "strike-prices",
        source: fleetSource(resolved),
        description: `The bar is what a line earns per kWh after pool fee, the mark what it pays. ${
          left === 0
            ? "Nearest to a loss first."
            : `The ${shown.length} nearest to a loss of ${byMargin.length}; the table has all.`
        }`,
      }}
      load={load}
      height={strikePlotHeight(shown.length)}
      table={() => strikeTable(byMargin)}
    >
      {(width) => <StrikePlot groups={shown} width={width} />}
    </ChartFrame>
  );
}

function strikeTable(groups: readonly RestAdvice[]): ChartTable {
  const price = { unit: "USD/kWh", format: "usd-per-kwh" } as const;
  return {
    columns: [
      { label: "Line", unit: "", format: "text" },
      { label: "Machines", unit: "", format: "integer" },
      { label: "Strike price", ...price },
      { label: "Electricity price", ...price },
      { label: "Margin", ...price },
    ],
    rows: groups.map((group) => [
      group.name,
      group.machines,
      group.strikeUsdPerKwh,
      group.electricityUsdPerKwh,
      group.marginUsdPerKwh,
    ]),
  };
}
