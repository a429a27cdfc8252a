import { chartSource } from "@/components/calculator/chart-data";
import type { Outcome } from "@/components/calculator/outcome";
import type { ChartSource, LineChartProps, StackedBarsProps } from "@/components/charts/chart-types";
import type { Distribution } from "@/lib/domain/uncertainty/distribution";
import type { UncertaintySummary } from "@/lib/domain/uncertainty/summarize-paths";

/*
 * The paths in the chart kit's shapes.
 */

const monthAxis = (values: readonly number[]) =>
  ({ kind: "number", label: "Months from now", unit: "months", format: "month", values }) as const;

function sourceOf({ used }: Outcome, { settings }: UncertaintySummary): ChartSource {
  const source = chartSource(used);
  return {
    ...source,
    note: `${settings.paths.toLocaleString("en-US")} simulated paths, seed ${settings.seed}`,
  };
}

function halvingEvents({ result }: Outcome) {
  return (result.chart?.halvings ?? []).map(({ monthsAhead, subsidyBtcAfter }) => ({
    x: monthsAhead,
    label: `Halving to ${subsidyBtcAfter} BTC`,
  }));
}

/** Cumulative cash flow with its bands, and the one path of “Months ahead” among them. */
export function fanChart(outcome: Outcome, summary: UncertaintySummary): LineChartProps {
  const { p10, p25, p50, p75, p90 } = summary.cumulativeUsd;
  const start = -(summary.capexUsd ?? 0);
  const usd = { unit: "USD", format: "usd-whole" } as const;
  const projected = outcome.result.chart?.months ?? [];
  return {
    title: "Cumulative cash flow, many futures",
    unit: "USD",
    description:
      "Half of all paths run inside the inner band, 8 of 10 inside the outer one; paid back where a path crosses zero.",
    source: sourceOf(outcome, summary),
    x: monthAxis(Array.from({ length: summary.months + 1 }, (_, month) => month)),
    y: { label: "Cumulative", ...usd },
    bands: [
      {
        key: "p80",
        label: "80 % of paths, outer",
        ...usd,
        colour: "chart-1",
        low: [start, ...p10],
        high: [start, ...p90],
      },
      {
        key: "p50",
        label: "50 % of paths, inner",
        ...usd,
        colour: "chart-1",
        low: [start, ...p25],
        high: [start, ...p75],
      },
    ],
    series: [
      { key: "median", label: "Median", ...usd, colour: "chart-1", values: [start, ...p50] },
      {
        key: "projected",
        label: "Your “Months ahead”",
        ...usd,
        colour: "chart-2",
        dash: "dashed",
        values: [start, ...p50.map((_, index) => projected[index]?.cumulativeUsd ?? null)],
      },
    ],
    thresholds: [{ value: 0, label: "paid back" }],
    events: halvingEvents(outcome),
    fileName: "cash-flow-fan",
  };
}

/** Share of paths paid back by each month. */
export function paybackChart(
  outcome: Outcome,
  summary: UncertaintySummary,
  paidBack: readonly number[],
): LineChartProps {
  return {
    title: "Paid back by month",
    unit: "share of paths",
    description: "How likely it is that the capital has been earned back by then.",
    source: sourceOf(outcome, summary),
    x: monthAxis([0, ...paidBack.map((_, index) => index + 1)]),
    y: { label: "Paid back", unit: "", format: "percent", fromZero: true },
    series: [
      { key: "paid", label: "Paths paid back", unit: "ratio", format: "percent", values: [0, ...paidBack] },
    ],
    thresholds: [{ value: 0.5, label: "even odds" }],
    fileName: "payback-odds",
  };
}

/** Histogram of net present value, loss and gain apart. */
export function npvChart(
  outcome: Outcome,
  summary: UncertaintySummary,
  { bins }: Distribution,
): StackedBarsProps {
  const share = { unit: "ratio", format: "percent" } as const;
  const width = (bins[0]?.to ?? 0) - (bins[0]?.from ?? 0);
  return {
    title: "Net present value, spread",
    unit: "share of paths",
    description: "The outermost bars also hold the paths beyond them, 1 of 100 at each end.",
    source: sourceOf(outcome, summary),
    x: {
      kind: "number",
      label: "Net present value",
      unit: "USD",
      format: "usd-whole",
      binWidth: width,
      values: bins.map(({ from, to }) => (from + to) / 2),
    },
    y: { label: "Share of paths", unit: "", format: "percent" },
    bars: [
      {
        key: "loss",
        label: "Below zero",
        ...share,
        colour: "loss",
        values: bins.map(({ to, share: value }) => (to <= 0 ? value : null)),
      },
      {
        key: "gain",
        label: "Above zero",
        ...share,
        colour: "gain",
        values: bins.map(({ to, share: value }) => (to <= 0 ? null : value)),
      },
    ],
    fileName: "net-present-value-spread",
  };
}
