import { describeLimit, isWithin } from "../require-range";
import type { HourPrice } from "./fleet";
import { HOUR_PRICE_LIMIT } from "./hour-price-limit";
import type { CheckedHourPrices, HourPriceProblem, HourPriceRow } from "./hour-price-row";

const HOUR_MS = 3_600_000;
/** Ten years: more is no series that anybody plans with. */
const ROWS_MAX = 87_672;

const START = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::00(?:\.0+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$/;

/** Start of an hour in Unix ms, or `null` when the text names no moment that exists. */
function startMsOf(text: string): number | null {
  const [, day, time, zone = "Z"] = START.exec(text.trim()) ?? [];
  if (day === undefined || time === undefined) return null;
  const localMs = Date.parse(`${day}T${time}:00Z`);
  // Date.parse moves February 30 to March in some engines, so compare back.
  if (Number.isNaN(localMs) || new Date(localMs).toISOString().slice(0, 16) !== `${day}T${time}`) return null;
  const offset = zone === "Z" ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const ms = Date.parse(`${day}T${time}:00${offset}`);
  return Number.isNaN(ms) ? null : ms;
}

function priceOf(text: string): number | null {
  const trimmed = text.trim();
  const price = DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN;
  return isWithin(price, HOUR_PRICE_LIMIT) ? price : null;
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace(":00.000Z", "Z");
}

/** Follows the hours row by row and says where one is missing, twice or out of order. */
class HourOrder {
  private readonly rowOf = new Map<number, number>();
  private firstMs: number | null = null;
  private lastMs: number | null = null;

  see(row: HourPriceRow, startMs: number): HourPriceProblem | null {
    const { firstMs, lastMs } = this;
    const problem = (kind: HourPriceProblem["kind"], rule: string): HourPriceProblem => ({
      kind,
      row: row.row,
      column: "start",
      value: row.start,
      rule,
    });
    const earlierRow = this.rowOf.get(startMs);
    if (earlierRow !== undefined) {
      return problem("duplicate", `an hour of its own; row ${earlierRow} is ${iso(startMs)} too`);
    }
    this.rowOf.set(startMs, row.row);
    this.firstMs ??= startMs;
    if (firstMs === null || lastMs === null) {
      this.lastMs = startMs;
      return null;
    }
    if ((startMs - firstMs) % HOUR_MS !== 0) {
      return problem("start", `a whole number of hours after the first row, ${iso(firstMs)}`);
    }
    if (startMs < lastMs) return problem("order", `later than the hour before it, ${iso(lastMs)}`);
    this.lastMs = startMs;
    const missing = (startMs - lastMs) / HOUR_MS - 1;
    if (missing === 0) return null;
    const hours = missing === 1 ? "1 hour is missing" : `${missing} hours are missing`;
    return problem("gap", `${iso(lastMs + HOUR_MS)}, the hour after the row before; ${hours}`);
  }
}

/** Checks one line and keeps its price when it is good. */
function checkRow(
  row: HourPriceRow,
  order: HourOrder,
  prices: HourPrice[],
  problems: HourPriceProblem[],
): void {
  const startMs = startMsOf(row.start);
  const usdPerKwh = priceOf(row.usdPerKwh);
  if (startMs === null) {
    const rule = "a full minute written 2026-01-31T13:00Z or 2026-01-31 13:00 (UTC without a zone)";
    problems.push({ kind: "start", row: row.row, column: "start", value: row.start, rule });
  } else {
    const problem = order.see(row, startMs);
    if (problem !== null) problems.push(problem);
  }
  if (usdPerKwh === null) {
    const rule = `a number ${describeLimit(HOUR_PRICE_LIMIT)} (a price in USD/MWh is 1,000 times as high)`;
    problems.push({ kind: "price", row: row.row, column: "usdPerKwh", value: row.usdPerKwh, rule });
  }
  if (startMs !== null && usdPerKwh !== null) prices.push({ startMs, usdPerKwh });
}

/**
 * The prices of an uploaded series, and every broken rule by row, value and rule, in reading order.
 *
 * Each row starts one hour after the row before. Missing hours are reported and never filled in: they alone do not
 * stop planning, which then covers only the hours given. Anything else leaves `prices` `null`. Prices are USD/kWh,
 * -20..20; at most 87,672 rows (ten years).
 */
export function checkHourPrices(rows: readonly HourPriceRow[]): CheckedHourPrices {
  if (rows.length === 0 || rows.length > ROWS_MAX) {
    const rule = `a series of 1 to ${ROWS_MAX} hours`;
    const value = `${rows.length} rows`;
    return { prices: null, problems: [{ kind: "series", row: 0, column: "start", value, rule }] };
  }
  const prices: HourPrice[] = [];
  const problems: HourPriceProblem[] = [];
  const order = new HourOrder();
  for (const row of rows) checkRow(row, order, prices, problems);
  const usable = problems.every(({ kind }) => kind === "gap");
  return { prices: usable ? prices : null, problems };
}
