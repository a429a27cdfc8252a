import { formatNumber, NO_DATA } from "./format-number";

/** Efficiency: "17.8 J/TH". "no data" for `null`. */
export function formatEfficiency(efficiencyJoulesPerTh: number | null): string {
  const text = formatNumber(efficiencyJoulesPerTh, 1);
  return text === NO_DATA ? text : `${text} J/TH`;
}
