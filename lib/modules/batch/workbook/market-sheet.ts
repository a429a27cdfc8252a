import { hashpriceUsdPerPhDay } from "@/lib/domain/mining/hashprice";
import { SECONDS_PER_DAY } from "@/lib/domain/network/consensus";
import { subsidyBtcAtHeight } from "@/lib/domain/network/subsidy";
import { deriveFigure } from "@/lib/domain/provenance/derive-figure";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import type { CellStyle, Sheet, SheetRow, StyledCell } from "@/lib/spreadsheet/writing/workbook";
import type { BatchExport } from "./batch-export";
import { colors, formats, looks } from "./looks";

const MS_PER_DAY = SECONDS_PER_DAY * 1000;
/** 1970-01-01 as spreadsheets count days. */
const UNIX_EPOCH_DAY = 25_569;

const lines = [
  { name: "btc_price_usd", key: "btcPriceUsd", title: "BTC price", unit: "USD", format: "#,##0.00" },
  { name: "difficulty", key: "difficulty", title: "Difficulty", unit: "", format: "#,##0" },
  { name: "block_height", key: "blockHeight", title: "Block height", unit: "blocks", format: "#,##0" },
  { name: "subsidy_btc", key: "subsidyBtc", title: "Block subsidy", unit: "BTC/block", format: formats.btc },
  {
    name: "fees_btc",
    key: "feesBtcPerBlock",
    title: "Transaction fees, mean of a block",
    unit: "BTC/block",
    format: formats.btc,
  },
] as const;

/** Characters of a line. */
const SOURCE_WIDTH = 32;
const NOTE_WIDTH = 75;
const firstRow = 4;
const hashpriceRow = firstRow + lines.length;

/** Names of the market's cells, as the formulas of all sheets call them. */
export const marketNames: Readonly<Record<string, string>> = Object.fromEntries([
  ...lines.map(({ name }, place) => [name, `Market!$B$${firstRow + place}`]),
  ["hashprice_usd_per_ph_day", `Market!$B$${hashpriceRow}`],
]);

/** The figures that all rows share, each with source and age. Changing one changes every row. */
export function marketSheet({ market }: BatchExport): Sheet {
  const heads = ["Figure", "Value", "Unit", "Source", "As of (UTC)", "State", "Note"];
  return {
    name: "Market",
    columns: [34, 24, 14, SOURCE_WIDTH + 4, 18, 12, NOTE_WIDTH + 5].map((width) => ({ width })),
    rows: [
      { cells: [{ value: "Market", style: looks.title }], heightPoints: 26 },
      {
        cells: [
          {
            value:
              "All rows are calculated with these. Type another value into column B and every sheet follows.",
            style: looks.muted,
          },
        ],
      },
      {
        cells: heads.map((value, place) => ({ value, style: place === 1 ? looks.numberHead : looks.head })),
      },
      ...lines.map(({ key, title, unit, format }) => {
        const figure = market[key] ?? missingFigure(unit, "not in the answer");
        const formula = key === "subsidyBtc" ? subsidyFormula(market) : undefined;
        const style = {
          numberFormat: format,
          isTop: true,
          ...(formula === undefined ? { color: colors.input } : {}),
        };
        return figureRow(title, figure, style, formula);
      }),
      hashpriceRowOf(market),
    ],
    hasGrid: false,
    isLandscape: true,
    tabColor: "E0A93B",
  };
}

function figureRow(title: string, figure: Figure, style: CellStyle, formula: string | undefined): SheetRow {
  const text = (value: string | null): StyledCell => ({ value, style: looks.text });
  return {
    cells: [
      text(title),
      { value: figure.value, style, ...(formula === undefined ? {} : { formula }) },
      text(figure.unit),
      // "request" is what the API calls figures that were sent with the question.
      text(figure.source?.replaceAll(/\brequest\b/g, "your own figure") ?? null),
      {
        value: figure.asOf === null ? null : dayNumber(figure.asOf),
        style: { numberFormat: formats.moment, isTop: true, align: "left" },
      },
      {
        value: stateOf(figure),
        style: { ...looks.text, ...(figure.stale || figure.value === null ? looks.warning : {}) },
      },
      text(figure.note ?? null),
    ],
  };
}

/** By block height where the subsidy is that of the height, so that another height shows what a halving does. */
function subsidyFormula(market: BatchExport["market"]): string | undefined {
  const height = market.blockHeight?.value ?? null;
  if (height === null || market.subsidyBtc?.value !== subsidyBtcAtHeight(height)) return undefined;
  return "ROUNDDOWN(50/2^INT(block_height/210000),8)";
}

function hashpriceRowOf(market: BatchExport["market"]): SheetRow {
  const of = (key: string) => market[key] ?? missingFigure("", "not in the answer");
  const fees = market.feesBtcPerBlock?.value ?? 0;
  const figure = deriveFigure(
    "USD/PH/day",
    [of("btcPriceUsd"), of("difficulty"), of("subsidyBtc")],
    (price = 0, difficulty = 0, subsidy = 0) => hashpriceUsdPerPhDay(price, difficulty, subsidy + fees),
    "86,400 s x 10^15 hashes/s x (subsidy + fees) / (difficulty x 2^32) x BTC price, before pool fee",
  );
  const formula = 'IF(btc_price_usd="","",86400*1E15*(subsidy_btc+fees_btc)/(difficulty*2^32)*btc_price_usd)';
  return figureRow("Hashprice", figure, { numberFormat: "#,##0.00", isTop: true }, formula);
}

function stateOf({ value, stale }: Figure): string {
  if (value === null) return "missing";
  return stale ? "stale" : "current";
}

function dayNumber(iso: string): number {
  return Date.parse(iso) / MS_PER_DAY + UNIX_EPOCH_DAY;
}
