"use client";

import { type Dispatch, type ReactNode, useMemo } from "react";
import type { FormAction, FormState } from "@/components/calculator/calculator-state";
import { cashFlowChart, heatMapChart, monthlyChart, tornadoChart } from "@/components/calculator/chart-data";
import type { Outcome } from "@/components/calculator/outcome";
import { StateChoice } from "@/components/calculator/state-fields";
import { useSettled } from "@/components/calculator/use-settled";
import { HeatMap } from "@/components/charts/heat-map";
import { LineChart } from "@/components/charts/line-chart";
import { StackedBars } from "@/components/charts/stacked-bars";
import { Tornado } from "@/components/charts/tornado";
import { Card } from "@/components/ui/card";

interface ChartsProps {
  readonly outcome: Outcome;
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
}

const pauseMs = 250;
const apartMs = 120;
const heatHeight = 320;
const axisWords = {
  btcPriceUsd: "Bitcoin price",
  difficulty: "Difficulty",
  electricityUsdPerKwh: "Electricity price",
  uptimeRatio: "Uptime",
};
const metricWords = { dailyProfitUsd: "Profit per day", npvUsd: "Net present value" };

/** The four pictures. They follow a pause in typing, one after the other. */
export function Charts({ outcome, form, dispatch }: ChartsProps) {
  const bound = { form, dispatch };
  return (
    <section aria-label="Charts" className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
      <Drawn outcome={outcome} delayMs={pauseMs} draw={drawCashFlow} />
      <Drawn outcome={outcome} delayMs={pauseMs + apartMs} draw={drawMonths} />
      <div className="flex min-w-0 flex-col gap-2">
        <Drawn outcome={outcome} delayMs={pauseMs + 2 * apartMs} draw={drawHeatMap} />
        <div data-print="hide" className="grid grid-cols-2 gap-3">
          <StateChoice {...bound} name="heatX" words={axisWords} />
          <StateChoice {...bound} name="heatY" words={axisWords} />
        </div>
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        <Drawn outcome={outcome} delayMs={pauseMs + 3 * apartMs} draw={drawTornado} />
        <div data-print="hide">
          <StateChoice {...bound} name="tornadoMetric" words={metricWords} />
        </div>
      </div>
    </section>
  );
}

interface DrawnProps {
  readonly outcome: Outcome;
  readonly delayMs: number;
  readonly draw: (outcome: Outcome) => ReactNode;
}

function Drawn({ outcome, delayMs, draw }: DrawnProps) {
  const settled = useSettled(outcome, delayMs);
  return useMemo(() => draw(settled), [settled, draw]);
}

function drawCashFlow(outcome: Outcome): ReactNode {
  const { chart, chartReason } = outcome.result;
  if (chart === null) return <Absent title="Cumulative cash flow">No projection: {chartReason}.</Absent>;
  return <LineChart {...cashFlowChart(outcome, chart)} level={2} height={260} />;
}

function drawMonths(outcome: Outcome): ReactNode {
  const { chart, chartReason } = outcome.result;
  if (chart === null)
    return <Absent title="Revenue, costs and profit by month">No projection: {chartReason}.</Absent>;
  return <StackedBars {...monthlyChart(outcome, chart)} level={2} height={260} />;
}

function drawHeatMap(outcome: Outcome): ReactNode {
  const heat = heatMapChart(outcome, heatHeight);
  if (heat === null)
    return <Absent title="Profit per day over two inputs">No heat map: {outcome.result.usdReason}.</Absent>;
  return <HeatMap {...heat} level={2} />;
}

function drawTornado(outcome: Outcome): ReactNode {
  const weights = tornadoChart(outcome, outcome.state.tornadoMetric);
  if (typeof weights === "string")
    return <Absent title="What matters most">Nothing to show: {weights}.</Absent>;
  return <Tornado {...weights} level={2} />;
}

function Absent({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card className="p-4 sm:p-5">
      <h2 className="font-semibold">{title}</h2>
      <p className="mt-1 text-muted-foreground">{children}</p>
    </Card>
  );
}
