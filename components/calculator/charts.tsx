"use client";

import { type Dispatch, memo } from "react";
import type { FormAction } from "@/components/calculator/calculator-state";
import { cashFlowChart, heatMapChart, monthlyChart, tornadoChart } from "@/components/calculator/chart-data";
import { StateChoice } from "@/components/calculator/state-fields";
import type { Outcome } from "@/components/calculator/use-calculator";
import { HeatMap } from "@/components/charts/heat-map";
import { LineChart } from "@/components/charts/line-chart";
import { StackedBars } from "@/components/charts/stacked-bars";
import { Tornado } from "@/components/charts/tornado";
import { Card } from "@/components/ui/card";

interface ChartsProps {
  readonly outcome: Outcome;
  readonly dispatch: Dispatch<FormAction>;
}

const heatHeight = 320;
const axisWords = {
  btcPriceUsd: "Bitcoin price",
  difficulty: "Difficulty",
  electricityUsdPerKwh: "Electricity price",
  uptimeRatio: "Uptime",
};

/** The four pictures. Given a deferred outcome, so that typing never waits for them. */
export const Charts = memo(function Charts({ outcome, dispatch }: ChartsProps) {
  const { result, state } = outcome;
  const form = { state, problems: {} };
  const heat = heatMapChart(outcome, heatHeight);
  const weights = tornadoChart(outcome, state.tornadoMetric);
  return (
    <section aria-label="Charts" className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
      {result.chart === null ? (
        <Absent title="Months ahead">No projection: {result.chartReason}.</Absent>
      ) : (
        <>
          <LineChart {...cashFlowChart(outcome, result.chart)} level={2} height={260} />
          <StackedBars {...monthlyChart(outcome, result.chart)} level={2} height={260} />
        </>
      )}
      <div className="flex min-w-0 flex-col gap-2">
        {heat === null ? (
          <Absent title="Profit per day over two inputs">No heat map: {result.usdReason}.</Absent>
        ) : (
          <HeatMap {...heat} level={2} />
        )}
        <div data-print="hide" className="grid grid-cols-2 gap-3">
          <StateChoice form={form} dispatch={dispatch} name="heatX" words={axisWords} />
          <StateChoice form={form} dispatch={dispatch} name="heatY" words={axisWords} />
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {typeof weights === "string" ? (
          <Absent title="What matters most">Nothing to show: {weights}.</Absent>
        ) : (
          <Tornado {...weights} level={2} />
        )}
        <div data-print="hide">
          <StateChoice
            form={form}
            dispatch={dispatch}
            name="tornadoMetric"
            words={{ dailyProfitUsd: "Profit per day", npvUsd: "Net present value" }}
          />
        </div>
      </div>
    </section>
  );
});

function Absent({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-1 text-muted-foreground">{children}</p>
    </Card>
  );
}
