import type { BatchGroupSummary } from "@/lib/domain/batch/batch-row";
import type { BarChart } from "@/lib/spreadsheet/writing/workbook";
import { colors } from "./looks";

/** More bars than this cannot be told apart. */
const MODELS_MAX = 12;

interface Place {
  readonly firstRow: number;
  readonly top: number;
  readonly bottom: number;
  readonly columnOf: (name: "revenue" | "energyCost" | "gain" | "loss") => string;
}

/** Profit by model, and what comes in against what the energy costs, for the models with most machines. */
export function modelCharts(
  byModel: readonly BatchGroupSummary[],
  { firstRow, top, bottom, columnOf }: Place,
): BarChart[] {
  const shown = byModel.slice(0, MODELS_MAX);
  if (shown.length === 0) return [];
  const range = (column: string) =>
    `Summary!$${column}$${firstRow}:$${column}$${firstRow + shown.length - 1}`;
  const categories = { range: range("A"), names: shown.map(({ name }) => name) };
  const which = byModel.length > shown.length ? `, the ${shown.length} models with most machines` : "";
  return [
    {
      title: `Profit by model${which}`,
      description: "Bars of daily profit in USD by model; the figures stand in the table below.",
      isHorizontal: true,
      isOverlaid: true,
      categories,
      valueAxis: { title: "USD per day", numberFormat: "#,##0" },
      series: [
        {
          name: "Profit",
          range: range(columnOf("gain")),
          values: shown.map(({ dailyProfitUsd }) =>
            dailyProfitUsd === null ? null : Math.max(0, dailyProfitUsd),
          ),
          color: colors.gain,
        },
        {
          name: "Loss",
          range: range(columnOf("loss")),
          values: shown.map(({ dailyProfitUsd }) =>
            dailyProfitUsd === null ? null : Math.min(0, dailyProfitUsd),
          ),
          color: colors.loss,
        },
      ],
      from: { column: 0, row: top },
      to: { column: 5, row: bottom },
    },
    {
      title: `Revenue and energy cost by model${which}`,
      description:
        "Bars of daily revenue and energy cost in USD by model; the figures stand in the table below.",
      isHorizontal: true,
      categories,
      valueAxis: { title: "USD per day", numberFormat: "#,##0" },
      series: [
        {
          name: "Revenue before pool fee",
          range: range(columnOf("revenue")),
          values: shown.map(({ dailyRevenueUsd }) => dailyRevenueUsd),
          color: colors.revenue,
        },
        {
          name: "Energy cost",
          range: range(columnOf("energyCost")),
          values: shown.map(({ dailyEnergyCostUsd }) => dailyEnergyCostUsd),
          color: colors.energy,
        },
      ],
      from: { column: 5, row: top, gapPixels: 12 },
      to: { column: 12, row: bottom },
    },
  ];
}
