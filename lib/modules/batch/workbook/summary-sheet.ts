import type { BatchGroupSummary, BatchSummary } from "@/lib/domain/batch/batch-row";
import { DAYS_PER_MONTH } from "@/lib/domain/network/consensus";
import { columnLetters } from "@/lib/spreadsheet/writing/column-letters";
import type { CellStyle, CellValue, Sheet, SheetRow, StyledCell } from "@/lib/spreadsheet/writing/workbook";
import type { BatchExport } from "./batch-export";
import { colors, formats, looks } from "./looks";
import { rowsRange } from "./rows-sheet";
import { modelCharts } from "./summary-charts";

interface Column {
  readonly header: string;
  readonly numberFormat: string;
  /** Made for a chart. */
  readonly isHidden?: boolean;
  readonly value: (group: BatchGroupSummary) => CellValue;
  /** Over all rows, or over those of the model whose name stands in the cell given. */
  readonly formula: (modelCell: string | null, row: number) => string;
}

/** Place of the cards, the charts and the table on the sheet. */
const cardRow = 5;
const chartRows = 19;
const chartTop = 7;
const headerRow = chartTop + chartRows + 2;
const totalRow = headerRow + 1;
const firstModelRow = totalRow + 1;

/** Totals, charts and every model in one line, all by formulas over Rows. */
export function summarySheet(batch: BatchExport, { total, byModel }: BatchSummary): Sheet {
  const columns = Object.values(columnsOver(batch.rowCount));
  const groupRow = (group: BatchGroupSummary, name: string, row: number, isTotal: boolean): SheetRow => {
    const look: CellStyle = isTotal ? { isBold: true, lineBelow: colors.line } : {};
    return {
      cells: [
        { value: name, style: look },
        ...columns.map(({ value, formula, numberFormat }) => ({
          value: value(group),
          formula: formula(isTotal ? null : `$A${row}`, row),
          style: { ...look, numberFormat },
        })),
      ],
    };
  };
  return {
    name: "Summary",
    columns: [{ width: 30 }, ...columns.map(({ isHidden = false }) => ({ width: 14.5, isHidden }))],
    rows: [
      ...headRows(batch),
      ...cardRows(total),
      ...Array.from({ length: headerRow - cardRow - 2 }, () => ({ cells: [] })),
      {
        cells: ["Model", ...columns.map(({ header }) => header)].map((value, place) => ({
          value,
          style: place === 0 ? looks.head : looks.numberHead,
        })),
        heightPoints: 62,
      },
      groupRow(total, "All rows", totalRow, true),
      ...byModel.map((group, place) => groupRow(group, group.name, firstModelRow + place, false)),
    ],
    hasGrid: false,
    isLandscape: true,
    tabColor: colors.gain,
    charts: modelCharts(byModel, {
      firstRow: firstModelRow,
      top: chartTop,
      bottom: chartTop + chartRows,
      columnOf: columnOf,
    }),
  };
}

const columnNames = [
  "rows",
  "machines",
  "hashrate",
  "power",
  "btc",
  "revenue",
  "fee",
  "energyCost",
  "profit",
  "profitMonth",
  "atLoss",
  "capex",
  "gain",
  "loss",
] as const;
type ColumnName = (typeof columnNames)[number];

function columnOf(name: ColumnName): string {
  return columnLetters(columnNames.indexOf(name) + 1);
}

function columnsOver(rowCount: number): Readonly<Record<ColumnName, Column>> {
  const range = (column: Parameters<typeof rowsRange>[0]) => rowsRange(column, rowCount);
  const models = range("model");
  const sum = (column: Parameters<typeof rowsRange>[0]) => (model: string | null) =>
    model === null ? `SUM(${range(column)})` : `SUMIFS(${range(column)},${models},${model})`;
  const count = (condition: string) => (model: string | null) =>
    model === null ? `COUNTIFS(${condition})` : `COUNTIFS(${models},${model},${condition})`;
  const ofPrice =
    (formula: Column["formula"]): Column["formula"] =>
    (model, row) =>
      `IF(btc_price_usd="","",${formula(model, row)})`;
  const atLoss = `${range("profit")},"<0"`;
  return {
    rows: {
      header: "Rows",
      numberFormat: formats.whole,
      value: ({ rows }) => rows,
      formula: (model) => (model === null ? `COUNT(${range("quantity")})` : `COUNTIFS(${models},${model})`),
    },
    machines: {
      header: "Machines",
      numberFormat: formats.whole,
      value: ({ machines }) => machines,
      formula: sum("quantity"),
    },
    hashrate: {
      header: "Hashrate (PH/s)",
      numberFormat: formats.hashrate,
      value: ({ hashrateThs }) => hashrateThs / 1000,
      formula: (model) => `${sum("totalHashrate")(model)}/1000`,
    },
    power: {
      header: "Power (kW)",
      numberFormat: formats.energy,
      value: ({ powerWatts }) => powerWatts / 1000,
      formula: sum("totalPower"),
    },
    btc: {
      header: "Mined after pool fee (BTC/day)",
      numberFormat: formats.btc,
      value: ({ btcPerDayNet }) => btcPerDayNet,
      formula: sum("btcNet"),
    },
    revenue: {
      header: "Revenue before pool fee (USD/day)",
      numberFormat: formats.usd,
      value: ({ dailyRevenueUsd }) => dailyRevenueUsd,
      formula: ofPrice(sum("revenue")),
    },
    fee: {
      header: "Pool fee (USD/day)",
      numberFormat: formats.usd,
      value: ({ dailyRevenueUsd, dailyProfitUsd, dailyEnergyCostUsd }) =>
        dailyRevenueUsd === null || dailyProfitUsd === null
          ? null
          : dailyRevenueUsd - dailyEnergyCostUsd - dailyProfitUsd,
      formula: ofPrice(sum("fee")),
    },
    energyCost: {
      header: "Energy cost (USD/day)",
      numberFormat: formats.usd,
      value: ({ dailyEnergyCostUsd }) => dailyEnergyCostUsd,
      formula: sum("energyCost"),
    },
    profit: {
      header: "Profit (USD/day)",
      numberFormat: formats.usd,
      value: ({ dailyProfitUsd }) => dailyProfitUsd,
      formula: ofPrice(sum("profit")),
    },
    profitMonth: {
      header: "Profit (USD/month)",
      numberFormat: formats.usdWhole,
      value: ({ dailyProfitUsd }) => (dailyProfitUsd === null ? null : dailyProfitUsd * DAYS_PER_MONTH),
      formula: ofPrice((_, row) => `${columnOf("profit")}${row}*365.25/12`),
    },
    atLoss: {
      header: "Machines running at a loss",
      numberFormat: formats.whole,
      value: ({ machinesAtLoss }) => machinesAtLoss,
      formula: (model) =>
        model === null
          ? `SUMIFS(${range("quantity")},${atLoss})`
          : `SUMIFS(${range("quantity")},${models},${model},${atLoss})`,
    },
    capex: {
      header: "Capital cost (USD), if every row has one",
      numberFormat: formats.usdWhole,
      value: ({ capexUsd }) => capexUsd,
      formula: (model, row) => {
        const known = count(`${range("capex")},">=0"`)(model);
        return `IF(${known}<${columnOf("rows")}${row},"",${sum("capex")(model)})`;
      },
    },
    gain: {
      header: "Profit above zero (USD/day), for the chart",
      numberFormat: formats.usd,
      isHidden: true,
      value: ({ dailyProfitUsd }) => (dailyProfitUsd === null ? null : Math.max(0, dailyProfitUsd)),
      formula: ofPrice((_, row) => `MAX(0,${columnOf("profit")}${row})`),
    },
    loss: {
      header: "Profit below zero (USD/day), for the chart",
      numberFormat: formats.usd,
      isHidden: true,
      value: ({ dailyProfitUsd }) => (dailyProfitUsd === null ? null : Math.min(0, dailyProfitUsd)),
      formula: ofPrice((_, row) => `MIN(0,${columnOf("profit")}${row})`),
    },
  };
}

function headRows({ fileName, exportedAt, isComplete, rowCount, errors }: BatchExport): SheetRow[] {
  const wrong = new Set(errors.map(({ row }) => row)).size;
  const words = [
    fileName,
    `${rowCount.toLocaleString("en-US")} rows calculated`,
    wrong === 0 ? "no errors" : `${wrong.toLocaleString("en-US")} rows with errors, see the sheet Errors`,
    `exported ${exportedAt.slice(0, 16).replace("T", " ")} UTC`,
  ];
  const notice = isComplete
    ? null
    : "The calculation was stopped before the end of the file: rows are missing here.";
  return [
    { cells: [{ value: "HashInsight batch", style: looks.title }], heightPoints: 26 },
    { cells: [{ value: words.filter((word) => word !== null).join("  ·  "), style: looks.muted }] },
    { cells: [{ value: notice, style: looks.warning }] },
    { cells: [] },
  ];
}

/** The figures that are looked for first, read from the table below. */
function cardRows(total: BatchGroupSummary): SheetRow[] {
  const card = (label: string, column: ColumnName, value: CellValue, numberFormat: string) => ({
    label: { value: label, style: looks.cardLabel } satisfies StyledCell,
    figure: {
      value,
      formula: `${columnOf(column)}${totalRow}`,
      style: { isBold: true, sizePoints: 14, numberFormat, align: "left" },
    } satisfies StyledCell,
  });
  const columns = columnsOver(1);
  const cards = (["profit", "revenue", "energyCost", "btc", "machines", "atLoss"] as const).map((name) => {
    const { header, value, numberFormat } = columns[name];
    return card(header, name, value(total), numberFormat);
  });
  // The first column is wide enough for one card, the others share two columns each.
  const spread = (cells: readonly StyledCell[]) =>
    cells.flatMap((cell, place) => (place === 0 ? [cell] : [cell, null]));
  return [
    { cells: spread(cards.map(({ label }) => label)) },
    { cells: spread(cards.map(({ figure }) => figure)), heightPoints: 22 },
  ];
}
