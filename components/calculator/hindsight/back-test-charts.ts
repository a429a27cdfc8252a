import type { ChartSource, LineChartProps } from "@/components/charts/chart-types";
import { fleetProfitUsd, type TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import type { Score, TestedWindow } from "@/lib/domain/hindsight/score-windows";
import type { TestedDay } from "@/lib/domain/hindsight/test-day";
import { DAYS_PER_MONTH } from "@/lib/domain/network/consensus";

/*
 * What the charts of the back-test are given: the domain's answers in the chart kit's shapes.
 */

const note = "Subsidy only, transaction fees not included.";
const profitAxis = { label: "Profit", unit: "USD", format: "usd-whole" } as const;
const usd = { unit: "USD", format: "usd-whole" } as const;

function runningSum(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

/** Cumulative profit after the day, month by month: the band, the median and the flat figure against what happened. */
export function cumulativeChart(tested: TestedDay, fleet: TestedFleet, source: ChartSource): LineChartProps {
  const { said, flat, happened } = tested;
  const overMonths = (perThs: readonly number[]) => [
    0,
    ...perThs.map((sum, index) => fleetProfitUsd(fleet, sum, index + 1)),
  ];
  const knownMonths = runningSum(happened.map(({ knownDays }) => knownDays / DAYS_PER_MONTH));
  const earned = runningSum(happened.map(({ revenueUsdPerThs }) => revenueUsdPerThs));
  return {
    title: "Cumulative profit: said and happened",
    unit: "USD",
    description: `Every month is 30.44 days. ${note}`,
    source,
    x: {
      kind: "number",
      label: `Months after ${tested.dayUtc}`,
      unit: "months",
      format: "integer",
      values: [0, ...said.map(({ month }) => month)],
    },
    y: profitAxis,
    series: [
      {
        key: "happened",
        label: "Happened",
        ...usd,
        colour: "chart-1",
        dash: "solid",
        values: [0, ...earned.map((sum, index) => fleetProfitUsd(fleet, sum, knownMonths[index] ?? 0))],
      },
      {
        key: "median",
        label: "Said: median",
        ...usd,
        colour: "chart-2",
        dash: "dashed",
        values: overMonths(said.map(({ medianUsdPerThs }) => medianUsdPerThs)),
      },
      {
        key: "flat",
        label: "Said: nothing changes",
        ...usd,
        colour: "chart-3",
        dash: "dotted",
        values: overMonths(runningSum(flat.map(({ revenueUsd }) => revenueUsd))),
      },
    ],
    bands: [
      {
        key: "band",
        label: "Said: 80 % band",
        ...usd,
        colour: "chart-2",
        low: overMonths(said.map(({ lowUsdPerThs }) => lowUsdPerThs)),
        high: overMonths(said.map(({ highUsdPerThs }) => highUsdPerThs)),
      },
    ],
    fileName: `back-test-${tested.dayUtc}`,
  };
}

/** Every start day: the band and the figures said for the whole horizon, and what happened. */
export function allDaysChart(
  windows: readonly TestedWindow[],
  fleet: TestedFleet,
  months: number,
  source: ChartSource,
): LineChartProps {
  const profits = (perThs: (window: TestedWindow) => number) =>
    windows.map((window) => fleetProfitUsd(fleet, perThs(window), months));
  return {
    title: `Profit over ${months} months, by start day`,
    unit: "USD",
    description: `A start on every day. A window with a missing day is a gap in what happened. ${note}`,
    source,
    x: { kind: "day", label: "Start day", values: windows.map(({ dayUtc }) => dayUtc) },
    y: profitAxis,
    series: [
      {
        key: "happened",
        label: "Happened",
        ...usd,
        colour: "chart-1",
        dash: "solid",
        values: windows.map(({ rankRatio, happenedUsdPerThs }) =>
          rankRatio === null ? null : fleetProfitUsd(fleet, happenedUsdPerThs, months),
        ),
      },
      {
        key: "median",
        label: "Said: median",
        ...usd,
        colour: "chart-2",
        dash: "dashed",
        values: profits(({ medianUsdPerThs }) => medianUsdPerThs),
      },
      {
        key: "flat",
        label: "Said: nothing changes",
        ...usd,
        colour: "chart-3",
        dash: "dotted",
        values: profits(({ flatUsdPerThs }) => flatUsdPerThs),
      },
    ],
    bands: [
      {
        key: "band",
        label: "Said: 80 % band",
        ...usd,
        colour: "chart-2",
        low: profits(({ lowUsdPerThs }) => lowUsdPerThs),
        high: profits(({ highUsdPerThs }) => highUsdPerThs),
      },
    ],
    fileName: "back-test-all-days",
  };
}

/** How often bands of 10 % to 95 % held, against the line on which they keep their promise. */
export function calibrationChart({ coverage }: Score, source: ChartSource): LineChartProps {
  const promised = coverage.map(({ nominalRatio }) => nominalRatio);
  return {
    title: "Promised and kept",
    description: "Below the dotted line bands are too narrow, above it wider than they say.",
    source,
    x: { kind: "number", label: "Band promised", format: "percent", values: promised },
    y: { label: "Band held", unit: "", format: "percent", fromZero: true },
    series: [
      {
        key: "observed",
        label: "Band held",
        unit: "ratio",
        format: "percent",
        colour: "chart-1",
        dash: "solid",
        values: coverage.map(({ observedRatio }) => observedRatio),
      },
      {
        key: "promised",
        label: "As promised",
        unit: "ratio",
        format: "percent",
        colour: "chart-5",
        dash: "dotted",
        values: promised,
      },
    ],
    fileName: "back-test-calibration",
  };
}
