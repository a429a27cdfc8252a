import { formulas } from "@/lib/domain/mining/formulas";
import type { Sheet, SheetRow } from "@/lib/spreadsheet/writing/workbook";
import type { BatchExport } from "./batch-export";
import { looks } from "./looks";

/** Version of what the sheets hold and where. */
const LAYOUT_VERSION = 1;
/** Characters of a line. */
const TEXT_WIDTH = 110;

/** How the figures came about, in words, and what is missing. */
export function aboutSheet(batch: BatchExport): Sheet {
  const { fileName, exportedAt } = batch;
  const line = (key: string, text: string): SheetRow => ({
    cells: [
      { value: key, style: looks.key },
      { value: text, style: looks.text },
    ],
    // Not every program makes rows higher by itself.
    heightPoints: 15 * Math.ceil(text.length / TEXT_WIDTH),
  });
  const section = (title: string): SheetRow => ({
    cells: [{ value: title, style: looks.section }],
    heightPoints: 24,
  });
  return {
    name: "About",
    columns: [{ width: 28 }, { width: TEXT_WIDTH + 5 }],
    rows: [
      { cells: [{ value: "About this workbook", style: looks.title }], heightPoints: 26 },
      line("Written by", `HashInsight, batch calculator, workbook layout ${LAYOUT_VERSION}`),
      line("Exported", `${exportedAt.slice(0, 19).replace("T", " ")} UTC`),
      line("Rows from", fileName ?? "not a file"),
      section("How to use it"),
      line(
        "Blue figures",
        "are what was given: change them and everything that follows from them changes too.",
      ),
      line(
        "Black figures",
        "are formulas. Sheet Market holds what all rows share: BTC price, difficulty, subsidy, fees.",
      ),
      line(
        "Payback",
        "is computed by HashInsight, month by month with halvings and ageing. It does not recalculate here: it is struck through once the row's profit, capital cost or decay differs from what it was computed for.",
      ),
      line("Red figures", "are losses."),
      section("Formulas"),
      line("Mined before pool fee", formulas.difficultyMethod),
      line("", "H is machines x TH/s x uptime: a machine that is off earns nothing and draws nothing."),
      line("Revenue", "mined before pool fee x BTC price"),
      line("Energy", "kW x uptime x 24; its cost is kWh x electricity price"),
      line("Profit", "revenue (before pool fee) - pool fee - energy cost; a month is 365.25 / 12 days"),
      line("Strike price", `${formulas.strike}: above it running costs more than it brings`),
      line("Payback", formulas.payback),
      section("What is missing"),
      ...missingWords(batch).map((words) => line("", words)),
    ],
    hasGrid: false,
  };
}

function missingWords({ market, isComplete, errors }: BatchExport): string[] {
  const isMissing = (name: string) => (market[name]?.value ?? null) === null;
  const stale = Object.values(market).filter((figure) => figure.stale && figure.value !== null).length;
  return [
    ...(isComplete ? [] : ["The calculation was stopped before the end of the file: rows are missing."]),
    ...(isMissing("feesBtcPerBlock")
      ? [
          "Transaction fees are not included: nobody could supply them. Type them into Market to include them.",
        ]
      : []),
    ...(isMissing("btcPriceUsd")
      ? ["There is no BTC price: income and profit are empty until one is typed into Market."]
      : []),
    ...(isMissing("blockHeight")
      ? ["The block height is not known: payback cannot place the halving and is empty."]
      : []),
    ...(stale > 0 ? ["Market figures are stale: sheet Market says which and how old they are."] : []),
    ...(errors.length > 0 ? ["Rows with errors were not calculated: sheet Errors lists them."] : []),
    "Fixed costs, hosting fees, taxes and resale are not part of a batch.",
  ];
}
