import { batchColumns } from "@/lib/domain/batch/batch-columns";
import type { BatchRowResult } from "@/lib/domain/batch/batch-row";
import { btcPerDayByDifficulty } from "@/lib/domain/mining/btc-per-day";
import { columnLetters } from "@/lib/spreadsheet/writing/column-letters";
import type { CellStyle, CellValue, Sheet } from "@/lib/spreadsheet/writing/workbook";
import { type BatchExport, ownFiguresName } from "./batch-export";
import { colors, formats, looks } from "./looks";

/** What production hangs on. */
interface RewardMarket {
  readonly difficulty: number;
  readonly rewardBtcPerBlock: number;
}

interface Column {
  readonly header: string;
  readonly width: number;
  readonly style?: CellStyle;
  readonly isHidden?: boolean;
  readonly value: (result: BatchRowResult, row: number, market: RewardMarket) => CellValue;
  /** Of the cells of the same row: `at("quantity")` is "D2". */
  readonly formula?: (at: (column: string) => string) => string;
}

const input = (numberFormat: string): CellStyle => ({ color: colors.input, numberFormat });

const inputs = {
  row: { header: "Row in the file", width: 10, style: looks.rowNumber, value: (_, row) => row },
  model: {
    header: batchColumns.minerModel.header,
    width: 26,
    style: { ...looks.line, color: colors.input },
    value: ({ minerModel }) => minerModel ?? ownFiguresName,
  },
  label: {
    header: batchColumns.label.header,
    width: 22,
    style: { ...looks.line, color: colors.input },
    value: ({ label }) => label,
  },
  quantity: {
    header: batchColumns.quantity.header,
    width: 10,
    style: input(formats.whole),
    value: ({ quantity }) => quantity,
  },
  hashrate: {
    header: batchColumns.hashrateThs.header,
    width: 11,
    style: input(formats.figure),
    value: ({ hashrateThs }) => hashrateThs,
  },
  power: {
    header: batchColumns.powerWatts.header,
    width: 10,
    style: input(formats.figure),
    value: ({ powerWatts }) => powerWatts,
  },
  electricity: {
    header: batchColumns.electricityUsdPerKwh.header,
    width: 12,
    style: input(formats.usdPerKwh),
    value: ({ electricityUsdPerKwh }) => electricityUsdPerKwh,
  },
  poolFee: {
    header: batchColumns.poolFeeRatio.header,
    width: 10,
    style: input(formats.percent),
    value: ({ poolFeeRatio }) => poolFeeRatio,
  },
  uptime: {
    header: batchColumns.uptimeRatio.header,
    width: 10,
    style: input(formats.percent),
    value: ({ uptimeRatio }) => uptimeRatio,
  },
  decay: {
    header: batchColumns.hashrateDecayRatioPerMonth.header,
    width: 10,
    style: input(formats.percent),
    value: ({ hashrateDecayRatioPerMonth }) => hashrateDecayRatioPerMonth,
  },
  capex: {
    header: batchColumns.capexUsd.header,
    width: 14,
    style: input(formats.usdWhole),
    value: ({ capexUsd }) => capexUsd,
  },
} as const satisfies Record<string, Column>;

/** Without a BTC price income cannot be told; the cells stay empty and come alive when one is typed into Market. */
const withPrice = (formula: string) => `IF(btc_price_usd="","",${formula})`;

const results = {
  totalHashrate: {
    header: "Hashrate of the row (TH/s)",
    width: 13,
    style: { numberFormat: formats.figure },
    value: ({ quantity, hashrateThs }) => quantity * hashrateThs,
    formula: (at) => `${at("quantity")}*${at("hashrate")}`,
  },
  totalPower: {
    header: "Power of the row (kW)",
    width: 12,
    style: { numberFormat: formats.figure },
    value: ({ quantity, powerWatts }) => (quantity * powerWatts) / 1000,
    formula: (at) => `${at("quantity")}*${at("power")}/1000`,
  },
  efficiency: {
    header: "Efficiency (J/TH)",
    width: 11,
    style: { numberFormat: formats.hashrate },
    value: ({ efficiencyJoulesPerTh }) => efficiencyJoulesPerTh,
    formula: (at) => `${at("power")}/${at("hashrate")}`,
  },
  btcGross: {
    header: "Mined before pool fee (BTC/day)",
    width: 14,
    style: { numberFormat: formats.btc },
    value: ({ quantity, hashrateThs, uptimeRatio }, _, { difficulty, rewardBtcPerBlock }) =>
      btcPerDayByDifficulty(quantity * hashrateThs * uptimeRatio, difficulty, rewardBtcPerBlock),
    formula: (at) =>
      `86400*${at("totalHashrate")}*${at("uptime")}*1E12*(subsidy_btc+fees_btc)/(difficulty*2^32)`,
  },
  btcNet: {
    header: "Mined after pool fee (BTC/day)",
    width: 14,
    style: { numberFormat: formats.btc },
    value: ({ btcPerDayNet }) => btcPerDayNet,
    formula: (at) => `${at("btcGross")}*(1-${at("poolFee")})`,
  },
  revenue: {
    header: "Revenue before pool fee (USD/day)",
    width: 14,
    style: { numberFormat: formats.usd },
    value: ({ dailyRevenueUsd }) => dailyRevenueUsd,
    formula: (at) => withPrice(`${at("btcGross")}*btc_price_usd`),
  },
  fee: {
    header: "Pool fee (USD/day)",
    width: 12,
    style: { numberFormat: formats.usd },
    value: ({ dailyPoolFeeUsd }) => dailyPoolFeeUsd,
    formula: (at) => withPrice(`${at("revenue")}*${at("poolFee")}`),
  },
  energy: {
    header: "Energy (kWh/day)",
    width: 13,
    style: { numberFormat: formats.energy },
    value: ({ dailyEnergyKwh }) => dailyEnergyKwh,
    formula: (at) => `${at("totalPower")}*${at("uptime")}*24`,
  },
  energyCost: {
    header: "Energy cost (USD/day)",
    width: 13,
    style: { numberFormat: formats.usd },
    value: ({ dailyEnergyCostUsd }) => dailyEnergyCostUsd,
    formula: (at) => `${at("energy")}*${at("electricity")}`,
  },
  profit: {
    header: "Profit (USD/day)",
    width: 13,
    style: { numberFormat: formats.usd, isBold: true },
    value: ({ dailyProfitUsd }) => dailyProfitUsd,
    formula: (at) => withPrice(`${at("revenue")}-${at("fee")}-${at("energyCost")}`),
  },
  profitMonth: {
    header: "Profit (USD/month)",
    width: 14,
    style: { numberFormat: formats.usd },
    value: ({ monthlyProfitUsd }) => monthlyProfitUsd,
    formula: (at) => withPrice(`${at("profit")}*365.25/12`),
  },
  strike: {
    header: "Strike price of electricity (USD/kWh)",
    width: 14,
    style: { numberFormat: formats.usdPerKwh },
    value: ({ strikeUsdPerKwh }) => strikeUsdPerKwh,
    formula: (at) =>
      `IF(OR(btc_price_usd="",${at("power")}=0),"",hashprice_usd_per_ph_day*(1-${at("poolFee")})/(${at("efficiency")}*24))`,
  },
  payback: {
    header: "Payback (months), computed by HashInsight",
    width: 15,
    style: { numberFormat: formats.months, color: colors.muted },
    value: ({ paybackMonths }) => paybackMonths,
  },
  paybackNote: {
    header: "Note on payback",
    width: 60,
    style: { ...looks.line, color: colors.muted },
    value: ({ paybackReason, paybackWarning }) => paybackReason ?? paybackWarning,
  },
  basis: {
    header: "Payback was computed for (profit per day + capital cost + decay)",
    width: 14,
    isHidden: true,
    value: ({ dailyProfitUsd, capexUsd, hashrateDecayRatioPerMonth }) =>
      dailyProfitUsd === null || capexUsd === null
        ? null
        : dailyProfitUsd + capexUsd + hashrateDecayRatioPerMonth,
  },
} as const satisfies Record<string, Column>;

const columns: Readonly<Record<string, Column>> = { ...inputs, ...results };
type ColumnName = keyof typeof inputs | keyof typeof results;
const names = Object.keys(columns);
const firstRow = 2;

/** One line a row: what was given as numbers, what follows from it as formulas over it and the market. */
export function rowsSheet({ rows, rowCount, market }: BatchExport): Sheet {
  const all = Object.values(columns);
  const reward = {
    difficulty: requireFigure(market, "difficulty"),
    rewardBtcPerBlock: requireFigure(market, "subsidyBtc") + (market.feesBtcPerBlock?.value ?? 0),
  };
  function* values() {
    for (const { row, result } of rows) yield all.map(({ value }) => value(result, row, reward));
  }
  const at = (row: number) => (column: string) => `${letters(column)}${row}`;
  const last = firstRow + rowCount - 1;
  const changed = `ABS($${at(firstRow)("profit")}+$${at(firstRow)("capex")}+$${at(firstRow)("decay")}-$${at(firstRow)("basis")})>0.000001`;
  return {
    name: "Rows",
    columns: all.map(({ width, isHidden = false }) => ({ width, isHidden })),
    rows: [],
    table: {
      headerHeightPoints: 62,
      rowCount,
      rows: { [Symbol.iterator]: values },
      columns: all.map(({ header, style, formula }, place) => ({
        header,
        headerStyle: headStyle(place),
        ...(style === undefined ? {} : { style }),
        ...(formula === undefined ? {} : { formula: (row: number) => formula(at(row)) }),
      })),
    },
    frozen: { rows: 1, columns: 3 },
    isLandscape: true,
    tabColor: colors.revenue,
    conditionalFormats:
      rowCount === 0
        ? []
        : [
            {
              range: `${letters("payback")}${firstRow}:${letters("payback")}${last}`,
              formula: changed,
              color: "A8A29E",
              isStruck: true,
            },
          ],
  };
}

/** Range of a column's values for formulas in other sheets: "Rows!$S$2:$S$51". */
export function rowsRange(column: ColumnName, rowCount: number): string {
  return `Rows!$${letters(column)}$${firstRow}:$${letters(column)}$${Math.max(firstRow, firstRow + rowCount - 1)}`;
}

function letters(column: string): string {
  return columnLetters(names.indexOf(column));
}

function headStyle(place: number): CellStyle {
  const isText = ["row", "model", "label", "paybackNote"].includes(names[place] ?? "");
  const isInput = place > 0 && place < Object.keys(inputs).length;
  return { ...(isText ? looks.head : looks.numberHead), ...(isInput ? { fill: colors.inputHead } : {}) };
}

/** No row can have been calculated without these. */
function requireFigure(market: BatchExport["market"], name: string): number {
  const value = market[name]?.value;
  if (typeof value !== "number") throw new RangeError(`${name} is needed: no row is calculated without it`);
  return value;
}
