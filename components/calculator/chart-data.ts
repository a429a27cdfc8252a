import { inputLabel, inputText } from "@/components/calculator/input-words";
import type { Outcome } from "@/components/calculator/outcome";
import type { UsedInput } from "@/components/calculator/resolve-inputs";
import type {
  ChartSource,
  HeatMapProps,
  LineChartProps,
  StackedBarsProps,
  TornadoInput,
  TornadoProps,
} from "@/components/charts/chart-types";
import type { Chart } from "@/lib/domain/mining/calculation";
import { axisRange } from "@/lib/domain/sensitivity/axis-values";
import type { HeatMapAxis } from "@/lib/domain/sensitivity/daily-profit";
import { heatMap } from "@/lib/domain/sensitivity/heat-map";
import type { OutcomeMetric } from "@/lib/domain/sensitivity/outcome-metric";
import { type TornadoBar, tornado } from "@/lib/domain/sensitivity/tornado";

/*
 * What the calculator's charts are given: the domain's answers in the chart kit's shapes.
 */

const monthAxis = (values: readonly number[]) =>
  ({ kind: "number", label: "Months from now", unit: "months", format: "integer", values }) as const;
const usdAxis = (label: string) => ({ label, unit: "USD", format: "usd-whole" }) as const;

/** Sources of the market figures in use and the age of the oldest one. */
export function chartSource(used: readonly UsedInput[]): ChartSource {
  const market = used.filter(
    ({ name, figure }) =>
      ["btcPriceUsd", "difficulty", "feesBtcPerBlock"].includes(name) && figure.value !== null,
  );
  const sources = new Set(market.map(({ figure }) => figure.source ?? "no source"));
  sources.delete("your value");
  const moments = market.flatMap(({ figure }) => (figure.asOf === null ? [] : [figure.asOf])).sort();
  return { source: [...sources, "your inputs"].join(", "), asOf: moments[0] ?? null };
}

function halvingEvents(chart: Chart): { x: number; label: string }[] {
  return chart.halvings.map(({ monthsAhead, subsidyBtcAfter }) => ({
    x: monthsAhead,
    label: `Halving to ${subsidyBtcAfter} BTC`,
  }));
}

/** Cumulative cash flow: from minus the capital cost on, month by month. */
export function cashFlowChart({ inputs, used }: Outcome, chart: Chart): LineChartProps {
  const capexUsd = inputs.capexUsd ?? 0;
  return {
    title: "Cumulative cash flow",
    unit: "USD",
    description:
      capexUsd === 0
        ? "Sum of monthly profit; no capital cost is counted."
        : "Capital cost first, then the sum of monthly profit; paid back where it crosses zero.",
    source: chartSource(used),
    x: monthAxis([0, ...chart.months.map(({ month }) => month)]),
    y: usdAxis("Cumulative"),
    series: [
      {
        key: "cumulative",
        label: "Cumulative cash flow",
        unit: "USD",
        format: "usd-whole",
        values: [-capexUsd, ...chart.months.map(({ cumulativeUsd }) => cumulativeUsd)],
      },
    ],
    thresholds: [{ value: 0, label: "paid back" }],
    events: halvingEvents(chart),
    fileName: "cumulative-cash-flow",
  };
}

/** Revenue up, costs down, profit across, per month. */
export function monthlyChart({ used }: Outcome, chart: Chart): StackedBarsProps {
  const { months } = chart;
  const hasFixed = months.some(({ fixedCostUsd }) => fixedCostUsd !== 0);
  const usd = { unit: "USD", format: "usd-whole" } as const;
  return {
    title: "Revenue, costs and profit by month",
    unit: "USD",
    description: "Revenue above zero, costs below, profit as the line.",
    source: chartSource(used),
    x: monthAxis(months.map(({ month }) => month)),
    y: usdAxis("Per month"),
    bars: [
      {
        key: "revenue",
        label: "Revenue",
        ...usd,
        colour: "chart-1",
        values: months.map(({ revenueUsd }) => revenueUsd),
      },
      {
        key: "energy",
        label: "Energy",
        ...usd,
        colour: "chart-5",
        values: months.map(({ energyCostUsd }) => -energyCostUsd),
      },
      {
        key: "fee",
        label: "Pool fee",
        ...usd,
        colour: "chart-3",
        values: months.map(({ poolFeeUsd }) => -poolFeeUsd),
      },
      ...(hasFixed
        ? [
            {
              key: "fixed",
              label: "Fixed costs",
              ...usd,
              colour: "chart-4",
              values: months.map(({ fixedCostUsd }) => -fixedCostUsd),
            } as const,
          ]
        : []),
    ],
    line: {
      key: "profit",
      label: "Profit",
      ...usd,
      colour: "chart-2",
      values: months.map(({ profitUsd }) => profitUsd),
    },
    events: halvingEvents(chart),
    fileName: "monthly-profit",
  };
}

const heatColumns = 17;
const heatRows = 11;

const axisLooks: Readonly<
  Record<
    HeatMapAxis,
    { label: string; unit: string; format: "usd-whole" | "difficulty" | "usd-per-kwh" | "percent" }
  >
> = {
  btcPriceUsd: { label: "Bitcoin price", unit: "USD", format: "usd-whole" },
  difficulty: { label: "Difficulty", unit: "", format: "difficulty" },
  electricityUsdPerKwh: { label: "Electricity price", unit: "USD/kWh", format: "usd-per-kwh" },
  uptimeRatio: { label: "Uptime", unit: "ratio", format: "percent" },
};

/** Daily profit over two inputs around the present point; `null` without a price. */
export function heatMapChart({ inputs, state, used }: Outcome, height: number): HeatMapProps | null {
  const { btcPriceUsd } = inputs.market;
  if (btcPriceUsd === null) return null;
  const here = { ...inputs, ...inputs.market, btcPriceUsd };
  const xAxis = state.heatX;
  const yAxis = state.heatY;
  const map = heatMap(
    inputs,
    { axis: xAxis, values: axisRange(xAxis, here[xAxis], heatColumns) },
    { axis: yAxis, values: axisRange(yAxis, here[yAxis], heatRows) },
  );
  return {
    title: "Profit per day over two inputs",
    unit: "USD",
    description: "Coloured around zero; the line is break-even, the point is where you are.",
    source: chartSource(used),
    height,
    x: { ...axisLooks[xAxis], values: map.x.values },
    y: { ...axisLooks[yAxis], values: map.y.values },
    value: { label: "Profit per day", unit: "USD", format: "usd" },
    cells: map.profitUsdPerDay,
    breakEven: map.breakEven,
    current: { x: map.current.x, y: map.current.y, label: "you are here" },
    fileName: "profit-heat-map",
  };
}

const moveRatio = 0.1;
const barsMax = 8;

/** What moves the outcome most when each input alone moves by 10 %; the reason where it cannot be said. */
export function tornadoChart({ inputs, used }: Outcome, metric: OutcomeMetric): TornadoProps | string {
  const answer = tornado(inputs, metric, moveRatio);
  if (answer.baseUsd === null) return answer.reason ?? "nothing to compare";
  const label = metric === "npvUsd" ? "Net present value" : "Profit per day";
  return {
    title: "What matters most",
    unit: "USD",
    description: `${label} when one input alone moves by 10 %.`,
    source: chartSource(used),
    base: answer.baseUsd,
    outcome: { label, unit: "USD", format: metric === "npvUsd" ? "usd-whole" : "usd" },
    inputs: answer.bars.slice(0, barsMax).map(tornadoInput),
    fileName: "what-matters-most",
  };
}

function tornadoInput({ input, decreased, increased, isClamped }: TornadoBar): TornadoInput {
  const clamped = isClamped ? " (at its bound)" : "";
  return {
    key: input,
    label: inputLabel(input),
    low: decreased.metricUsd,
    lowLabel: inputText(input, decreased.inputValue),
    high: increased.metricUsd,
    highLabel: `${inputText(input, increased.inputValue)}${clamped}`,
  };
}
