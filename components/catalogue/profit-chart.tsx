"use client";

import { profitFigure } from "@/components/catalogue/machine-figures";
import { LineChart } from "@/components/charts/line-chart";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

const pricesUsdPerKwh = Array.from({ length: 33 }, (_, index) => index / 200);

interface ProfitChartProps {
  readonly models: readonly MinerModel[];
  readonly hashprice: Figure;
  /** Marked on the chart; `null` while none is typed. */
  readonly electricityUsdPerKwh: number | null;
}

/** Profit a day of each machine over the power price: where a line crosses zero is its strike price. */
export function ProfitChart({ models, hashprice, electricityUsdPerKwh }: ProfitChartProps) {
  return (
    <LineChart
      title="Profit a day over the power price"
      unit="USD/day"
      description="Where a line crosses zero is that machine's strike price."
      source={{
        source: `Hashprice: ${hashprice.source ?? "no data"}`,
        asOf: hashprice.asOf,
        note: hashprice.note,
      }}
      level={2}
      height={280}
      fileName="profit-over-power-price"
      x={{
        kind: "number",
        label: "Power price",
        unit: "USD/kWh",
        format: "usd-per-kwh",
        values: pricesUsdPerKwh,
      }}
      y={{ label: "Profit", unit: "USD/day", format: "usd" }}
      series={models.map((model) => ({
        key: model.slug,
        label: model.name,
        unit: "USD/day",
        format: "usd" as const,
        values: pricesUsdPerKwh.map((price) => profitFigure(model, hashprice, price).value),
      }))}
      thresholds={[{ value: 0, label: "break-even" }]}
      events={electricityUsdPerKwh === null ? [] : [{ x: electricityUsdPerKwh, label: "your power price" }]}
    />
  );
}
