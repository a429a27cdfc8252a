import { formatNumber, NO_DATA } from "./format-number";

/**
 * A ratio as percent: 0.025 is "2.5 %". "no data" for `null`.
 *
 * @param decimals 1 by default; 2 where hundredths of a percent matter.
 */
export function formatPercent(ratio: number | null, decimals = 1): string {
  const text = formatNumber(ratio === null ? null : ratio * 100, decimals);
  return text === NO_DATA ? text : `${text} %`;
}

/** A change as percent with its sign always shown: "+8.51 %", "-2.10 %", "0.00 %". "no data" for `null`. */
export function formatChange(ratio: number | null, decimals = 2): string {
  const text = formatPercent(ratio, decimals);
  const isPositive = text !== NO_DATA && !text.startsWith("-") && /[1-9]/.test(text);
  return isPositive ? `+${text}` : text;
}
