import { SATS_PER_BTC } from "../network/consensus";
import { formatNumber, NO_DATA } from "./format-number";

/** BTC with its eight decimals: "0.01029091 BTC". "no data" for `null`. */
export function formatBtc(value: number | null): string {
  const text = formatNumber(value, 8);
  return text === NO_DATA ? text : `${text} BTC`;
}

/** An amount in BTC as whole satoshis: "1,029,091 sats". "no data" for `null`. */
export function formatSats(valueBtc: number | null): string {
  const text = formatNumber(valueBtc === null ? null : valueBtc * SATS_PER_BTC, 0);
  return text === NO_DATA ? text : `${text} sats`;
}
