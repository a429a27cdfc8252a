"use client";

import { memo, useMemo } from "react";
import type { Outcome } from "@/components/calculator/outcome";
import { fanChart, npvChart, paybackChart } from "@/components/calculator/uncertainty/chart-props";
import { useLater } from "@/components/calculator/uncertainty/use-later";
import { LineChart } from "@/components/charts/line-chart";
import { StackedBars } from "@/components/charts/stacked-bars";
import type { UncertaintySummary } from "@/lib/domain/uncertainty/summarize-paths";

interface ChartsProps {
  readonly outcome: Outcome;
  readonly summary: UncertaintySummary;
}

/** One redraw is 30 to 50 ms of work: no two in one task. */
const apartMs = 120;
const height = 260;

/** Fan, payback by month, spread of the present value. They belong to the outcome that the summary was made from. */
export const UncertaintyCharts = memo(function UncertaintyCharts(props: ChartsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
      <div className="min-w-0 xl:col-span-2">
        <Fan {...props} />
      </div>
      <Payback {...props} />
      <Npv {...props} />
    </div>
  );
});

function Fan({ outcome, summary }: ChartsProps) {
  const chart = useMemo(() => fanChart(outcome, summary), [outcome, summary]);
  return <LineChart {...chart} height={300} />;
}

function Payback(props: ChartsProps) {
  const { outcome, summary } = useLaterPair(props, apartMs);
  const chart = useMemo(
    () => (summary.paidBack === null ? null : paybackChart(outcome, summary, summary.paidBack)),
    [outcome, summary],
  );
  return chart === null ? null : <LineChart {...chart} height={height} />;
}

function Npv(props: ChartsProps) {
  const { outcome, summary } = useLaterPair(props, 2 * apartMs);
  const chart = useMemo(
    () => (summary.npvUsd === null ? null : npvChart(outcome, summary, summary.npvUsd)),
    [outcome, summary],
  );
  return chart === null ? null : <StackedBars {...chart} height={height} />;
}

function useLaterPair({ outcome, summary }: ChartsProps, delayMs: number): ChartsProps {
  const pair = useMemo(() => ({ outcome, summary }), [outcome, summary]);
  return useLater(pair, delayMs);
}
