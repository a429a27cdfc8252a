import { formatNumber, NO_DATA } from "./format-number";

/**
 * USD with separators and sign before the symbol: "$1,234.50", "-$1,234.50". "no data" for `null`.
 *
 * @param decimals 2 for money, more for prices per kWh, 0 for large totals.
 */
export function formatUsd(value: number | null, decimals = 2): string {
  const text = formatNumber(value, decimals);
  if (text === NO_DATA) return text;
  return text.startsWith("-") ? `-$${text.slice(1)}` : `$${text}`;
}

/** Electricity price: "$0.0600/kWh", four decimals, because a tenth of a cent decides. "no data" for `null`. */
export function formatUsdPerKwh(value: number | null): string {
  const text = formatUsd(value, 4);
  return text === NO_DATA ? text : `${text}/kWh`;
}

/** Hashprice or hashcost: "$48.27/PH/day". "no data" for `null`. */
export function formatUsdPerPhDay(value: number | null): string {
  const text = formatUsd(value, 2);
  return text === NO_DATA ? text : `${text}/PH/day`;
}
