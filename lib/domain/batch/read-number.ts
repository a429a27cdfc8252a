import { plainWidth } from "./plain-width";

export type ReadNumber =
  | {
      readonly kind: "number";
      readonly value: number;
      /** What stands beside the figure ("W", "%", "$/kWh"), "" when nothing does. */
      readonly unit: string;
    }
  | { readonly kind: "wrong"; readonly rule: string; readonly suggestion: string | null };

const CHARS_MAX = 100;

const money = /^([+-]?)\s*(?:US\$|USD|\$)\s*(.*)$/is;
const figureAndUnit = /^([+-]?[\d.,'’ ]*\d\.?(?:e[+-]?\d+)?)\s*(.*)$/is;

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** One comma before exactly three digits: a thousands separator or a decimal comma, nobody can tell. */
const eitherWay = /^[+-]?[1-9]\d{0,2},\d{3}$/;
const commaGroups = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$/;
const pointGroups = /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+,\d*|(?:\.\d{3}){2,})$/;
const otherGroups = /^[+-]?[1-9]\d{0,2}(?:(?: \d{3})+|(?:['’]\d{3})+)(?:[.,]\d*)?$/;
const decimalComma = /^[+-]?\d*,\d+$/;

/**
 * The number that a text cell writes: "3550", "1,234.5", "1.234,5", "1 234", "0,06", "$0.06", "2.5%", "3550 W".
 * "3,550" is an error that shows both readings, unless only a whole number makes sense.
 */
export function readNumber(cell: string, isWhole: boolean): ReadNumber {
  // Nearly all cells of nearly all files, at a tenth of the price.
  if (cell.length <= CHARS_MAX && plain.test(cell)) return { kind: "number", value: Number(cell), unit: "" };
  const text = plainWidth(cell).replaceAll("\u2212", "-").replaceAll(/\s+/g, " ").trim();
  if (text.length > CHARS_MAX) return wrong("a number");
  const amount = money.exec(text);
  const match = figureAndUnit.exec(amount === null ? text : `${amount[1]}${amount[2]}`);
  if (match === null) return wrong("a number", adviceFor(text));
  const digits = (match[1] ?? "").trim();
  const unit = (match[2] ?? "").trim();
  if (eitherWay.test(digits) && !isWhole) {
    const grouped = digits.replace(",", "");
    const decimal = digits.replace(",", ".");
    return wrong(
      `a number that reads in one way only: is it ${grouped} or ${decimal}?`,
      `Write ${grouped} or ${decimal}`,
    );
  }
  const value = Number(withPoint(digits));
  if (Number.isNaN(value)) return wrong("a number");
  return { kind: "number", value, unit: amount === null ? unit : `$${unit}` };
}

/** The digits as JavaScript writes them; not a number when they cannot be told. */
function withPoint(digits: string): string {
  if (plain.test(digits)) return digits;
  if (commaGroups.test(digits)) return digits.replaceAll(",", "");
  if (pointGroups.test(digits)) return digits.replaceAll(".", "").replace(",", ".");
  if (otherGroups.test(digits)) return digits.replaceAll(/['’ ]/g, "").replace(",", ".");
  return decimalComma.test(digits) ? digits.replace(",", ".") : "not a number";
}

function adviceFor(text: string): string | null {
  if (/^#[A-Z/0]+[!?]?$/.test(text)) return "Mend the formula of this cell";
  if (/^(?:[-–—]+|n\/?a|none|null|nil|tbd|无|\?)$/i.test(text)) return "Leave the cell empty";
  if (/[€£¥元]|\b(?:EUR|GBP|CNY|RMB)\b/i.test(text)) return "Give amounts in USD";
  return null;
}

function wrong(rule: string, suggestion: string | null = null): ReadNumber {
  return { kind: "wrong", rule, suggestion };
}
