export type ParsedNumber =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "empty" }
  | { readonly kind: "wrong"; readonly problem: string };

const multipliers: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, t: 1e12 };
const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const grouped = /^[+-]?\d{1,3}(([,'_]\d{3})+|([ \u00a0\u202f]\d{3})+)(\.\d*)?$/;

/**
 * The number a person meant by what they typed: "1,234.5", "1 234.5", "10k", "132.7T", "$0.06", "5%" (as 5).
 * A comma that could be a decimal point ("0,06") is refused with words, not guessed.
 */
export function parseNumber(typed: string): ParsedNumber {
  const text = typed
    .trim()
    .replace(/^\$\s*/, "")
    .replace(/\s*%$/, "")
    .replace("−", "-");
  if (text === "") return { kind: "empty" };
  const suffixed = /^(.*\d\.?)\s*([kmgt])$/i.exec(text);
  const digits = suffixed?.[1] ?? text;
  const factor = multipliers[suffixed?.[2]?.toLowerCase() ?? ""] ?? 1;
  if (grouped.test(digits)) return finite(Number(digits.replace(/[,'_ \u00a0\u202f]/g, "")) * factor);
  if (plain.test(digits)) return finite(Number(digits) * factor);
  if (/^[+-]?\d+,\d+$/.test(digits)) {
    return { kind: "wrong", problem: `Write a point for decimals: ${digits.replace(",", ".")}` };
  }
  return { kind: "wrong", problem: `“${typed.trim().slice(0, 20)}” is not a number` };
}

function finite(value: number): ParsedNumber {
  return Number.isFinite(value)
    ? { kind: "number", value }
    : { kind: "wrong", problem: "That number is too large" };
}

/** A number as a person would type it again: no separators, no float dust, at most 15 significant digits. */
export function typedNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes("e")
    ? rounded.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}
