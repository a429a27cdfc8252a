"use client";

import { useMemo } from "react";
import { cashFlowChart } from "@/components/calculator/fleet/cash-flow-chart";
import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { StrikeChart } from "@/components/calculator/fleet/strike-chart";
import { usePause } from "@/components/calculator/fleet/use-pause";
import { LineChart } from "@/components/charts/line-chart";
import { Card } from "@/components/ui/card";

/** Cumulative cash with and without the plan, and each line's strike price against what it pays. */
export function FleetCharts({ outcome }: { readonly outcome: FleetOutcome }) {
  const forCash = usePause(outcome, 250);
  const forStrike = usePause(outcome, 370);
  const cash = useMemo(() => cashFlowChart(forCash), [forCash]);
  const strike = useMemo(() => <StrikeChart outcome={forStrike} />, [forStrike]);
  return (
    <section aria-label="Charts" className="grid grid-cols-[minmax(0,1fr)] gap-4 2xl:grid-cols-2">
      {typeof cash === "string" ? (
        <Card className="p-4 sm:p-5">
          <h2 className="font-semibold">Cumulative cash flow</h2>
          <p className="mt-1 text-muted-foreground">No projection: {cash}.</p>
        </Card>
      ) : (
        <LineChart {...cash} level={2} height={260} />
      )}
      {strike}
    </section>
  );
}
