"use client";

import { memo } from "react";
import type { HeadroomBin } from "@/components/batch/worker/protocol";
import { RankedBars } from "@/components/charts/ranked-bars";
import { StackedBars } from "@/components/charts/stacked-bars";
import type { BatchGroupSummary } from "@/lib/domain/batch/batch-row";

const drawnMax = 12;

interface ModelChartsProps {
  readonly groups: readonly BatchGroupSummary[];
  readonly headroom: readonly HeadroomBin[];
}

/** Where the money is made and lost, and how much dearer electricity may become before machines should stop. */
export const ModelCharts = memo(function ModelCharts({ groups, headroom }: ModelChartsProps) {
  const source = { source: "your file and the market above", asOf: null };
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <RankedBars
        title="Profit per day by model"
        unit="USD"
        level={2}
        source={source}
        of="Model"
        value={{ label: "Profit per day", unit: "USD", format: "usd" }}
        bars={profitBars(groups)}
      />
      {headroom.length > 0 && (
        <StackedBars
          title="Headroom of the machines"
          unit="strike price less tariff"
          level={2}
          source={{ ...source, note: "0.10 and beyond are counted at the edge" }}
          x={{
            kind: "number",
            values: headroom.map(({ usdPerKwh }) => usdPerKwh),
            label: "Strike price less tariff",
            unit: "USD/kWh",
            format: "decimal",
          }}
          y={{ label: "Machines", unit: "", format: "integer" }}
          bars={[
            {
              key: "earning",
              label: "Earning",
              unit: "machines",
              format: "integer",
              colour: "gain",
              values: headroom.map(({ machinesEarning }) => machinesEarning),
            },
            {
              key: "loss",
              label: "At a loss",
              unit: "machines",
              format: "integer",
              colour: "loss",
              values: headroom.map(({ machinesAtLoss }) => machinesAtLoss),
            },
          ]}
        />
      )}
    </div>
  );
});

/** The models that move most money, best first; the others together in one bar. */
function profitBars(groups: readonly BatchGroupSummary[]) {
  const known = groups.flatMap(({ name, dailyProfitUsd }) =>
    dailyProfitUsd === null ? [] : [{ key: name, label: name, value: dailyProfitUsd }],
  );
  const byWeight = known.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const [drawn, rest] = [byWeight.slice(0, drawnMax), byWeight.slice(drawnMax)];
  drawn.sort((a, b) => b.value - a.value);
  if (rest.length === 0) return drawn;
  const value = rest.reduce((sum, bar) => sum + bar.value, 0);
  return [...drawn, { key: "others", label: `${rest.length} others`, value }];
}
