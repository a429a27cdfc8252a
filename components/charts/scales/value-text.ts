import type { ChartFormat } from "@/components/charts/chart-types";
import { formatBtc } from "@/lib/domain/format/format-btc";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatChange, formatPercent } from "@/lib/domain/format/format-percent";
import { formatUsd, formatUsdPerKwh } from "@/lib/domain/format/format-usd";

/** A value in full, with its unit where the format has one: tooltip, table, readout. "no data" for `null`. */
export function valueText(value: number | null, format: ChartFormat = "number"): string {
  switch (format) {
    case "integer":
    case "month":
      return formatNumber(value, 0);
    case "decimal":
      return formatNumber(value, 2);
    case "usd":
      return formatUsd(value);
    case "usd-whole":
      return formatUsd(value, 0);
    case "usd-per-kwh":
      return formatUsdPerKwh(value);
    case "percent":
      return formatPercent(value);
    case "change":
      return formatChange(value);
    case "difficulty":
      return formatDifficulty(value);
    case "hashrate":
      return formatHashrate(value);
    case "btc":
      return formatBtc(value);
    case "number":
      return formatNumber(value, decimalsFor(value));
  }
}

/** `valueText` with the unit behind it, unless the format writes it already. */
export function valueWithUnit(value: number | null, format: ChartFormat | undefined, unit: string): string {
  const text = valueText(value, format);
  const hasUnit =
    format !== undefined &&
    format !== "number" &&
    format !== "integer" &&
    format !== "decimal" &&
    format !== "month";
  return value === null || unit === "" || hasUnit ? text : `${text} ${unit}`;
}

/** Four significant digits at least, no more than six decimals. */
function decimalsFor(value: number | null): number {
  const magnitude = Math.abs(value ?? 0);
  if (magnitude >= 1000 || magnitude === 0) return 0;
  return Math.min(6, Math.max(0, 3 - Math.floor(Math.log10(magnitude))));
}

const magnitudes = [
  { size: 1e15, unit: "P" },
  { size: 1e12, unit: "T" },
  { size: 1e9, unit: "B" },
  { size: 1e6, unit: "M" },
  { size: 1e3, unit: "k" },
] as const;
const hashrates = [
  { size: 1e9, unit: "ZH/s" },
  { size: 1e6, unit: "EH/s" },
  { size: 1e3, unit: "PH/s" },
] as const;

/**
 * A short text for each mark of an axis: "$25k", "132 T", "5 %". All marks share one magnitude and the decimals that
 * tell neighbours apart.
 */
export function axisTexts(ticks: readonly number[], format: ChartFormat = "number"): string[] {
  const scale =
    format === "percent" || format === "change" ? { size: 0.01, unit: "%" } : magnitude(ticks, format);
  const scaled = ticks.map((tick) => tick / scale.size);
  const decimals = sharedDecimals(scaled);
  return scaled.map((value) => decorate(value, decimals, scale.unit, format));
}

function magnitude(
  ticks: readonly number[],
  format: ChartFormat,
): { readonly size: number; readonly unit: string } {
  const largest = Math.max(...ticks.map(Math.abs));
  if (format === "hashrate")
    return hashrates.find((step) => largest >= step.size) ?? { size: 1, unit: "TH/s" };
  if (format === "month" || format === "btc" || (format === "integer" && largest < 1e7))
    return { size: 1, unit: "" };
  const found = magnitudes.find((step) => largest >= step.size);
  // Thousands only from 10k on: "$1,500" reads better than "$1.5k".
  if (found === undefined || (found.unit === "k" && largest < 1e4)) return { size: 1, unit: "" };
  return format === "difficulty" && found.unit === "B" ? { size: 1e9, unit: "G" } : found;
}

/** The fewest decimals (up to 8) in which every mark is written exactly. */
function sharedDecimals(values: readonly number[]): number {
  for (let decimals = 0; decimals < 8; decimals += 1) {
    const isExact = values.every(
      (value) => Math.abs(Number(value.toFixed(decimals)) - value) <= Math.abs(value) * 1e-6,
    );
    if (isExact) return decimals;
  }
  return 8;
}

function decorate(value: number, decimals: number, unit: string, format: ChartFormat): string {
  const digits = formatNumber(Math.abs(value), value === 0 ? 0 : decimals);
  const sign = value < 0 ? "-" : format === "change" && value > 0 ? "+" : "";
  if (format === "usd" || format === "usd-whole" || format === "usd-per-kwh")
    return `${sign}$${digits}${value === 0 ? "" : unit}`;
  const gap = unit === "" || unit === "k" || unit === "M" ? "" : " ";
  return value === 0 && unit !== "%" ? "0" : `${sign}${digits}${gap}${unit}`;
}
