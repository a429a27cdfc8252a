import { formatBtc } from "@/lib/domain/format/format-btc";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatEnergy, formatPower } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";

interface FigureText {
  readonly text: string;
  /** What stands lighter beside the number; empty when the number says it all. */
  readonly unit: string;
}

const formats: Readonly<Record<string, (value: number) => string>> = {
  "": formatDifficulty,
  ratio: (value) => formatPercent(value, 2),
  BTC: formatBtc,
  "TH/s": formatHashrate,
  "J/TH": formatEfficiency,
  W: formatPower,
  kWh: formatEnergy,
};

/** Decimals of units that stand unscaled beside their number; two where a unit is not listed. */
const decimalsByUnit: Readonly<Record<string, number>> = {
  blocks: 0,
  block: 0,
  index: 0,
  "BTC/day": 8,
  "BTC/block": 4,
};

/** A number and its unit as they stand on the screen: the domain's formats, with the unit apart to be shown lighter. */
export function figureText(value: number, unit: string): FigureText {
  const format = formats[unit];
  if (format !== undefined) return apart(format(value));
  if (unit === "USD" || unit.startsWith("USD/")) {
    return { text: formatUsd(value, unit === "USD/kWh" ? 4 : 2), unit: unit.slice("USD".length) };
  }
  return { text: formatNumber(value, decimalsByUnit[unit] ?? 2), unit };
}

function apart(formatted: string): FigureText {
  const space = formatted.lastIndexOf(" ");
  return space === -1
    ? { text: formatted, unit: "" }
    : { text: formatted.slice(0, space), unit: formatted.slice(space + 1) };
}
