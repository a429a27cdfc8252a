import {
  EstimateFigure,
  type EstimateOrigin,
  PaybackFigure,
} from "@/components/calculator/portfolio/estimate-figure";
import {
  machineInputsText,
  machineName,
  marketText,
  modelText,
} from "@/components/calculator/portfolio/machine-words";
import type { TableColumn, TablePreset } from "@/components/tables/table-types";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { Machine, Portfolio } from "@/lib/modules/calculator/portfolio/schema";

type Origin = Pick<Portfolio, "calculatedAt" | "formulas" | "market">;
type Column = TableColumn<Machine>;

/** The columns of the machines, their figures with what they were made from. */
export function machineColumns(portfolio: Origin): readonly Column[] {
  const market = marketText(portfolio.market);
  const originOf = (machine: Machine): EstimateOrigin => ({
    inputs: machineInputsText(machine),
    market,
    calculatedAt: portfolio.calculatedAt,
    formulas: portfolio.formulas,
  });
  const figure = (
    id: string,
    header: string,
    unit: string,
    name: Parameters<typeof EstimateFigure>[0]["name"],
    more: Pick<Parameters<typeof EstimateFigure>[0], "tone"> & {
      readonly reason?: (machine: Machine) => string | null;
      readonly onPhone?: Column["onPhone"];
    } = {},
  ): Column => ({
    id,
    header,
    unit,
    numeric: true,
    ...(more.onPhone === undefined ? {} : { onPhone: more.onPhone }),
    value: ({ estimate }) => estimate?.[name] ?? null,
    cell: (machine) => (
      <EstimateFigure
        name={name}
        label={`${header} of ${machineName(machine)}`}
        unit={unit === "USD/day" ? "USD" : unit === "BTC/day" ? "BTC" : unit}
        estimate={machine.estimate}
        origin={originOf(machine)}
        tone={more.tone ?? "neutral"}
        {...(more.reason === undefined ? {} : { reason: more.reason(machine) })}
      />
    ),
  });
  return [
    machineColumn,
    {
      id: "quantity",
      header: "Machines",
      numeric: true,
      value: ({ quantity }) => quantity,
    },
    {
      id: "electricity",
      header: "Power price",
      unit: "USD/kWh",
      numeric: true,
      value: ({ electricityUsdPerKwh }) => Number(electricityUsdPerKwh),
      cell: ({ electricityUsdPerKwh }) => `$${electricityUsdPerKwh}`,
    },
    figure("revenue", "Revenue", "USD/day", "dailyRevenueUsdEstimate"),
    figure("powerCost", "Power cost", "USD/day", "dailyPowerCostUsdEstimate"),
    figure("profit", "Profit", "USD/day", "dailyProfitUsdEstimate", { tone: "signed" }),
    figure("profitBtc", "Profit", "BTC/day", "dailyProfitBtcEstimate", { tone: "signed" }),
    figure("breakeven", "Break-even", "USD/kWh", "breakevenElectricityUsdPerKwhEstimate", {
      reason: ({ estimate }) => estimate?.breakevenElectricityReason ?? null,
    }),
    figure("breakevenPrice", "Break-even", "USD", "breakevenBtcPriceUsdEstimate", {
      reason: ({ estimate }) => estimate?.breakevenBtcPriceReason ?? null,
      onPhone: "hidden",
    }),
    {
      id: "payback",
      header: "Payback",
      numeric: true,
      firstSort: "asc",
      value: ({ estimate }) => estimate?.paybackMonthsEstimate ?? null,
      cell: (machine) => (
        <PaybackFigure
          label={`Payback of ${machineName(machine)}`}
          estimate={machine.estimate}
          origin={originOf(machine)}
        />
      ),
    },
    ...inputColumns,
  ];
}

const machineColumn: Column = {
  id: "machine",
  header: "Machine",
  value: (machine) =>
    [machineName(machine), machine.minerModel?.name, machine.site].filter(Boolean).join(" · "),
  cell: (machine) => <MachineName machine={machine} />,
  onPhone: "title",
};

const inputColumns: readonly Column[] = [
  {
    id: "hashrate",
    header: "Hashrate",
    unit: "TH/s",
    numeric: true,
    onPhone: "hidden",
    value: ({ hashrateThs }) => hashrateThs.value,
    cell: ({ hashrateThs }) => <span title={hashrateThs.source}>{formatNumber(hashrateThs.value, 1)}</span>,
  },
  {
    id: "power",
    header: "Power",
    unit: "W",
    numeric: true,
    onPhone: "hidden",
    value: ({ powerWatts }) => powerWatts.value,
    cell: ({ powerWatts }) => <span title={powerWatts.source}>{formatNumber(powerWatts.value, 0)}</span>,
  },
  {
    id: "poolFee",
    header: "Pool fee",
    numeric: true,
    onPhone: "hidden",
    value: ({ poolFeeRatio }) => poolFeeRatio,
    cell: ({ poolFeeRatio }) => formatPercent(poolFeeRatio, 1),
  },
  {
    id: "uptime",
    header: "Uptime",
    numeric: true,
    onPhone: "hidden",
    value: ({ uptimeRatio }) => uptimeRatio,
    cell: ({ uptimeRatio }) => formatPercent(uptimeRatio, 1),
  },
  {
    id: "capex",
    header: "Paid",
    unit: "USD",
    numeric: true,
    onPhone: "hidden",
    value: ({ capexUsd }) => (capexUsd === null ? null : Number(capexUsd)),
    cell: ({ capexUsd }) => (capexUsd === null ? none : formatUsd(Number(capexUsd), 2)),
  },
  {
    id: "purchasedOn",
    header: "Bought",
    onPhone: "hidden",
    value: ({ purchasedOn }) => purchasedOn,
    cell: ({ purchasedOn }) => purchasedOn ?? none,
  },
];

const none = <span className="text-muted-foreground">–</span>;

const earning = ["machine", "quantity", "revenue", "powerCost", "profit", "profitBtc"] as const;

export const machinePresets: readonly TablePreset[] = [
  { id: "day", label: "A day", columns: [...earning, "breakeven", "payback", "actions"] },
  {
    id: "inputs",
    label: "What you gave",
    columns: [
      "machine",
      "quantity",
      "hashrate",
      "power",
      "electricity",
      "poolFee",
      "uptime",
      "capex",
      "purchasedOn",
      "actions",
    ],
  },
  {
    id: "all",
    label: "All",
    columns: [...earning, "electricity", "breakeven", "breakevenPrice", "payback", "capex", "actions"],
  },
];

function MachineName({ machine }: { readonly machine: Machine }) {
  const { name, site } = machine;
  const below = [...(name === "" ? [] : [modelText(machine)]), ...(site === "" ? [] : [site])];
  return (
    <span className="block min-w-32 py-1 leading-4">
      <span className="block font-medium">{machineName(machine)}</span>
      {below.length > 0 && <span className="block text-muted-foreground text-xs">{below.join(" · ")}</span>}
      {machine.estimate !== null && !machine.isEstimateCurrent && (
        <span className="block text-muted-foreground text-xs">figures of before the change</span>
      )}
    </span>
  );
}
