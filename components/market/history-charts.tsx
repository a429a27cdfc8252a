"use client";

import type { ChartEvent } from "@/components/charts/chart-types";
import { LineChart } from "@/components/charts/line-chart";
import { StackedBars } from "@/components/charts/stacked-bars";
import { subsidyBtcAtHeight } from "@/lib/domain/network/subsidy";
import { pastHalvings } from "@/lib/domain/network/subsidy-on-day";
import type { MarketHistory } from "@/lib/modules/market/schema";

interface HistoryChartsProps {
  /** Cut to the range that is shown. */
  readonly history: MarketHistory;
  readonly priceScale: "linear" | "log";
}

/** Price, hashprice, difficulty and its changes over the days shown. */
export function HistoryCharts({ history, priceScale }: HistoryChartsProps) {
  const { days, retargets, provenance } = history;
  const x = { kind: "day" as const, values: days.map(({ dayUtc }) => dayUtc) };
  const asOf = provenance.lastDayUtc;
  const halvings = halvingsWithin(x.values);
  return (
    <div className="grid gap-4 xl:grid-cols-2">
      <LineChart
        title="Bitcoin price"
        unit="USD"
        description="Close of each UTC day. A day that nobody supplied is a gap."
        source={{ source: provenance.closeUsd, asOf }}
        fileName="bitcoin-price"
        x={x}
        y={{ label: "Price", unit: "USD", format: "usd-whole", scale: priceScale }}
        series={[
          {
            key: "close",
            label: "Close",
            unit: "USD",
            format: "usd-whole",
            values: days.map((day) => day.closeUsd),
          },
        ]}
        events={halvings}
      />
      <LineChart
        title="Hashprice"
        unit="USD/PH/day"
        description="What one PH/s earned a day: subsidy only, fees not included."
        source={{ source: provenance.hashpriceUsdPerPhDay, asOf }}
        fileName="hashprice"
        x={x}
        y={{ label: "Hashprice, fees not included", unit: "USD/PH/day", format: "usd", fromZero: true }}
        series={[
          {
            key: "hashprice",
            label: "Hashprice",
            unit: "USD/PH/day",
            format: "usd",
            values: days.map((day) => day.hashpriceUsdPerPhDay),
          },
        ]}
        events={halvings}
      />
      <LineChart
        title="Difficulty"
        description="Holds for 2,016 blocks, then moves so that blocks take ten minutes again."
        source={{ source: provenance.difficulty, asOf: retargets.at(-1)?.dayUtc ?? asOf }}
        fileName="difficulty"
        x={x}
        y={{ label: "Difficulty", unit: "", format: "difficulty" }}
        series={[
          {
            key: "difficulty",
            label: "Difficulty",
            unit: "",
            format: "difficulty",
            shape: "step",
            values: days.map((day) => day.difficulty),
          },
        ]}
      />
      <StackedBars
        title="Change at each retarget"
        unit="%"
        description="Above zero mining became harder, below zero easier."
        source={{ source: provenance.difficulty, asOf: retargets.at(-1)?.dayUtc ?? asOf }}
        fileName="difficulty-changes"
        x={{ kind: "day", values: retargets.map(({ dayUtc }) => dayUtc), label: "Retarget" }}
        y={{ label: "Change", unit: "%", format: "change" }}
        bars={[
          {
            key: "change",
            label: "Change",
            unit: "%",
            format: "change",
            values: retargets.map(({ changeRatio }) => changeRatio),
          },
        ]}
      />
    </div>
  );
}

function halvingsWithin(days: readonly string[]): ChartEvent[] {
  const first = days[0] ?? "";
  const last = days.at(-1) ?? "";
  return pastHalvings
    .filter(({ dayUtc }) => dayUtc >= first && dayUtc <= last)
    .map(({ height, dayUtc }) => ({
      x: dayUtc,
      label: `Halving: ${subsidyBtcAtHeight(height - 1)} → ${subsidyBtcAtHeight(height)} BTC`,
    }));
}
