import { checkHourPrices } from "@/lib/domain/fleet/check-hour-prices";
import type { HourPrice } from "@/lib/domain/fleet/fleet";
import { csvDelimiter } from "@/lib/spreadsheet/reading/csv-delimiter";

export type PriceUnit = "USD/kWh" | "USD/MWh";

/** A broken rule of one line of a price series. */
export interface PriceLineProblem {
  /** Line number as the person sees it; 0 when the rule is about the whole. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly rule: string;
  /** A missing hour alone does not stop planning. */
  readonly isGap: boolean;
}

export interface PriceReading {
  /** `null` while a problem other than a gap stands. */
  readonly prices: readonly HourPrice[] | null;
  readonly problems: readonly PriceLineProblem[];
  /** As the header or the person says; `null` when neither does. */
  readonly unit: PriceUnit | null;
  /** True when the header names the unit, which then holds. */
  readonly isUnitFromHeader: boolean;
}

const hoursMax = 20_000;
const timeWords = /time|date|start|hour|interval|begin|utc/i;
const priceWords = /price|usd|\$|[km]wh|lmp|rate|cost/i;

/**
 * Hourly prices from CSV text: a column of starts and a column of prices, with or without a header. The unit is the
 * header's when it names kWh or MWh, else the one the person picked; it is never guessed from the size of the numbers.
 */
export function readPriceText(text: string, pickedUnit: PriceUnit | null): PriceReading {
  const lines = linesOf(text);
  const [first] = lines;
  if (first === undefined) return refused("no lines", "two columns, start and price", pickedUnit);
  const hasHeader = !first.cells.some((cell) => /^\d{4}-\d{2}-\d{2}/.test(cell));
  const columns = hasHeader ? columnsByName(first.cells) : columnsByPlace(first.cells);
  if (typeof columns === "string") return refused(first.cells.join(", ").slice(0, 80), columns, pickedUnit);
  const header = hasHeader ? (first.cells[columns.price] ?? "") : "";
  const headerUnit = /mwh/i.test(header) ? "USD/MWh" : /kwh/i.test(header) ? "USD/kWh" : null;
  const unit = headerUnit ?? pickedUnit;
  const isUnitFromHeader = headerUnit !== null;
  if (unit === null) return { prices: null, problems: [], unit, isUnitFromHeader };
  const body = hasHeader ? lines.slice(1) : lines;
  if (body.length > hoursMax) {
    return refused(
      `${body.length.toLocaleString("en-US")} hours`,
      "at most 20,000 hours (more than two years)",
      unit,
    );
  }
  const rows = body.map(({ row, cells }) => ({
    row,
    start: cells[columns.start] ?? "",
    price: cells[columns.price] ?? "",
  }));
  const checked = checkHourPrices(
    rows.map(({ row, start, price }) => ({ row, start, usdPerKwh: inKwh(price, unit) })),
  );
  const asWritten = new Map(rows.map(({ row, price }) => [row, price]));
  // Beside a line that cannot be read, an hour that seems to be missing is that line.
  const told = checked.problems.filter(({ kind }) => checked.prices !== null || kind !== "gap");
  return {
    prices: checked.prices,
    problems: told.map(({ kind, row, column, value, rule }) => ({
      row,
      column: column === "start" ? "start" : "price",
      value: column === "start" ? value : (asWritten.get(row) ?? value),
      rule,
      isGap: kind === "gap",
    })),
    unit,
    isUnitFromHeader,
  };
}

interface Line {
  readonly row: number;
  readonly cells: readonly string[];
}

/** Lines with anything on them; cells hold a moment or a number, so that no delimiter stands inside quotes. */
function linesOf(text: string): Line[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const delimiter = csvDelimiter(lines.find((line) => line.trim() !== "") ?? "");
  return lines.flatMap((line, index) =>
    line.trim() === ""
      ? []
      : [
          {
            row: index + 1,
            cells: line.split(delimiter).map((cell) =>
              cell
                .trim()
                .replace(/^"(.*)"$/, "$1")
                .trim(),
            ),
          },
        ],
  );
}

interface Columns {
  readonly start: number;
  readonly price: number;
}

function columnsByName(names: readonly string[]): Columns | string {
  const price = names.findIndex((name) => priceWords.test(name));
  const start = names.findIndex((name, index) => index !== price && timeWords.test(name));
  if (start === -1) return "a header with a column such as “start”";
  return price === -1 ? "a header with a column such as “price USD/kWh”" : { start, price };
}

function columnsByPlace(cells: readonly string[]): Columns | string {
  return cells.length === 2
    ? { start: 0, price: 1 }
    : "two columns, start and price, or a header that names them";
}

function refused(value: string, rule: string, unit: PriceUnit | null): PriceReading {
  const problem = { row: 0, column: "", value, rule, isGap: false };
  return { prices: null, problems: [problem], unit, isUnitFromHeader: false };
}

/** The price per kWh as text; what is no number stays as it is written, for the check to name it. */
function inKwh(price: string, unit: PriceUnit): string {
  if (unit === "USD/kWh" || price === "" || !Number.isFinite(Number(price))) return price;
  return String(Number((Number(price) / 1000).toPrecision(15)));
}
