import { TriangleAlert } from "lucide-react";
import type { BatchTableRow } from "@/components/batch/worker/protocol";
import { SignedUsd } from "@/components/calculator/signed-usd";
import type { TableColumn, TablePreset } from "@/components/tables/table-types";
import type { BatchRowResult } from "@/lib/domain/batch/batch-row";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatUsd } from "@/lib/domain/format/format-usd";

type Column = TableColumn<BatchTableRow>;

/** Column ids are those of the result, so that the worker sorts and exports by them. */
export const resultTableColumns: readonly Column[] = [
  {
    id: "row",
    header: "Row",
    numeric: true,
    firstSort: "asc",
    widthRem: 4.5,
    value: ({ row }) => row,
    cell: ({ row }) => formatNumber(row, 0),
    onPhone: "hidden",
  },
  {
    id: "minerModel",
    header: "Model",
    widthRem: 11.5,
    value: ({ result }) => result?.minerModel ?? null,
    cell: ({ row, result }) => (
      <span>
        {result === null
          ? `Row ${formatNumber(row, 0)}`
          : (result.minerModel ?? <i className="text-muted-foreground">own figures</i>)}
        <span className="text-muted-foreground md:hidden">
          {result !== null && ` · row ${formatNumber(row, 0)}`}
        </span>
      </span>
    ),
    onPhone: "title",
  },
  {
    id: "label",
    header: "Label",
    widthRem: 9,
    value: ({ result }) => result?.label ?? null,
    cell: ({ result }) => <span title={result?.label}>{result?.label}</span>,
  },
  amount("quantity", "Machines", "", (value) => formatNumber(value, 0), 6.5),
  amount("hashrateThs", "Hashrate", "TH/s each", (value) => formatNumber(value, 1), 9.5),
  amount("powerWatts", "Power", "W each", (value) => formatNumber(value, 0), 8.5),
  amount("efficiencyJoulesPerTh", "Efficiency", "J/TH", (value) => formatNumber(value, 1), 8.5, "asc"),
  amount("electricityUsdPerKwh", "Tariff", "$/kWh", (value) => formatNumber(value, 4), 7.5),
  amount("btcPerDayNet", "BTC", "a day", (value) => formatNumber(value, 8), 9),
  amount("dailyRevenueUsd", "Revenue", "a day", (value) => formatUsd(value), 8),
  amount("dailyPoolFeeUsd", "Pool fee", "a day", (value) => formatUsd(value), 8.5),
  amount("dailyEnergyKwh", "Energy", "kWh a day", (value) => formatNumber(value, 0), 9),
  amount("dailyEnergyCostUsd", "Energy", "$ a day", (value) => formatUsd(value), 8),
  profit("dailyProfitUsd", "Profit", "a day"),
  profit("monthlyProfitUsd", "Profit", "a month"),
  amount("strikeUsdPerKwh", "Strike", "$/kWh", (value) => formatNumber(value, 4), 7.5),
  amount("capexUsd", "Capital", "USD", (value) => formatUsd(value, 0), 8),
  {
    id: "paybackMonths",
    header: "Payback",
    unit: "months",
    numeric: true,
    firstSort: "asc",
    widthRem: 9,
    value: ({ result }) => result?.paybackMonths ?? null,
    cell: ({ result }) => <Payback result={result} />,
  },
];

export const resultPresets: readonly [TablePreset, ...TablePreset[]] = [
  {
    id: "profit",
    label: "Profit",
    columns: [
      "row",
      "minerModel",
      "label",
      "quantity",
      "electricityUsdPerKwh",
      "dailyRevenueUsd",
      "dailyEnergyCostUsd",
      "dailyProfitUsd",
      "paybackMonths",
    ],
  },
  {
    id: "machines",
    label: "Machines",
    columns: [
      "row",
      "minerModel",
      "label",
      "quantity",
      "hashrateThs",
      "powerWatts",
      "efficiencyJoulesPerTh",
      "btcPerDayNet",
      "dailyEnergyKwh",
    ],
  },
  {
    id: "switching",
    label: "Prices and payback",
    columns: [
      "row",
      "minerModel",
      "label",
      "quantity",
      "electricityUsdPerKwh",
      "strikeUsdPerKwh",
      "dailyProfitUsd",
      "capexUsd",
      "paybackMonths",
    ],
  },
  { id: "all", label: "All columns", columns: resultTableColumns.map(({ id }) => id) },
];

type NumberField = {
  [K in keyof BatchRowResult]: BatchRowResult[K] extends number | null ? K : never;
}[keyof BatchRowResult];

function amount(
  id: NumberField,
  header: string,
  unit: string,
  format: (value: number | null) => string,
  widthRem: number,
  firstSort: "asc" | "desc" = "desc",
): Column {
  return {
    id,
    header,
    ...(unit === "" ? {} : { unit }),
    numeric: true,
    firstSort,
    widthRem,
    value: ({ result }) => result?.[id] ?? null,
    cell: ({ result }) => {
      const value = result?.[id] ?? null;
      return value === null ? <span className="text-muted-foreground italic">no data</span> : format(value);
    },
  };
}

function profit(id: "dailyProfitUsd" | "monthlyProfitUsd", header: string, unit: string): Column {
  return {
    ...amount(id, header, unit, formatUsd, 8),
    cell: ({ result }) => <SignedUsd value={result?.[id] ?? null} />,
  };
}

/** Months, or why there are none. */
function Payback({ result }: { readonly result: BatchRowResult | null }) {
  if (result?.paybackMonths != null) {
    return (
      <span title={result.paybackWarning ?? undefined}>
        {result.paybackWarning !== null && (
          <>
            <TriangleAlert aria-hidden="true" className="mr-1 inline size-3.5 align-[-2px] text-warn" />
            <span className="sr-only">{result.paybackWarning}: </span>
          </>
        )}
        {formatNumber(result.paybackMonths, 1)}
      </span>
    );
  }
  const reason = result?.paybackReason ?? "no reason given";
  return (
    <span
      className="line-clamp-2 whitespace-normal text-muted-foreground text-xs md:text-[0.6875rem] md:leading-3.5"
      title={reason}
    >
      {reason}
    </span>
  );
}
