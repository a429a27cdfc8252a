import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import type { ResolvedFleet } from "@/components/calculator/fleet/resolve-fleet";
import type { ChartSource, LineChartProps } from "@/components/charts/chart-types";

/** Where the market figures in use come from, and the age of the oldest. */
export function fleetSource({ market }: ResolvedFleet): ChartSource {
  const figures = [market.btcPriceUsd, market.difficulty, market.feesBtcPerBlock].filter(
    ({ value, source }) => value !== null && source !== null && source !== "your value",
  );
  const sources = new Set(figures.map(({ source }) => source ?? ""));
  const moments = figures.flatMap(({ asOf }) => (asOf === null ? [] : [asOf])).sort();
  return { source: [...sources, "your inputs"].join(", "), asOf: moments[0] ?? null };
}

/** Cumulative cash from minus the capital cost on, with every machine on and under the plan; or why there is none. */
export function cashFlowChart({
  resolved,
  outlookBefore,
  outlookAfter,
}: FleetOutcome): LineChartProps | string {
  const { chart } = outlookBefore;
  if (chart === null) return outlookBefore.chartReason ?? "nothing to show";
  const start = -(resolved.capexUsd ?? 0);
  const usd = { unit: "USD", format: "usd-whole" } as const;
  const curtailed = outlookAfter?.chart ?? null;
  return {
    title: "Cumulative cash flow",
    unit: "USD",
    description:
      resolved.capexUsd === null
        ? "Sum of monthly profit; no capital cost is counted."
        : "Capital cost first, then the sum of monthly profit; paid back where it crosses zero.",
    source: fleetSource(resolved),
    x: {
      kind: "number",
      label: "Months from now",
      unit: "months",
      format: "integer",
      values: [0, ...chart.months.map(({ month }) => month)],
    },
    y: { label: "Cumulative", ...usd },
    series: [
      {
        key: "before",
        label: "All on",
        ...usd,
        values: [start, ...chart.months.map(({ cumulativeUsd }) => cumulativeUsd)],
      },
      ...(curtailed === null
        ? []
        : [
            {
              key: "after",
              label: "Curtailed",
              ...usd,
              values: [start, ...curtailed.months.map(({ cumulativeUsd }) => cumulativeUsd)],
            },
          ]),
    ],
    thresholds: [{ value: 0, label: "paid back" }],
    events: chart.halvings.map(({ monthsAhead, subsidyBtcAfter }) => ({
      x: monthsAhead,
      label: `Halving to ${subsidyBtcAfter} BTC`,
    })),
    fileName: "fleet-cash-flow",
  };
}
