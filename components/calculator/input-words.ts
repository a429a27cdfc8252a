import { type NumberName, numberFields, numberSpec } from "@/components/calculator/fields";
import { figureText } from "@/components/shell/figure-text";
import { formatNumber } from "@/lib/domain/format/format-number";

/** What an input of a calculation is called on the screen, by the path the API uses ("market.difficulty"). */
export function inputLabel(path: string): string {
  const name = lastName(path);
  if (isNumberName(name)) return numberSpec(name).label;
  return labels[name] ?? name;
}

const labels: Readonly<Record<string, string>> = {
  capexUsd: "Capital cost",
  payoutScheme: "Payout scheme",
  difficultyGrowthPer: "Difficulty grows per",
  networkHashrateStale: "Age of the network hashrate",
};

/** The value of an input as a person reads it, with its unit; "none" where there is none. */
export function inputText(path: string, value: number | string | boolean | null): string {
  const name = lastName(path);
  if (value === null) return "none";
  if (typeof value === "boolean") return value ? "stale" : "fresh";
  if (typeof value === "string") return value === value.toLowerCase() ? value : value.toUpperCase();
  const { text, unit } = numberText(name, value);
  return unit.startsWith("/") ? `${text}${unit}` : `${text} ${unit}`.trim();
}

function numberText(name: string, value: number): { readonly text: string; readonly unit: string } {
  if (!isNumberName(name)) return figureText(value, "USD");
  const { unit, limit } = numberSpec(name);
  if ("whole" in limit && limit.whole === true) return { text: formatNumber(value, 0), unit };
  // Typed in EH/s, kept in TH/s.
  if (unit === "EH/s") return figureText(value, "TH/s");
  return figureText(value, unit.startsWith("%") ? "ratio" : unit);
}

function lastName(path: string): string {
  return path.replace(/^(market|projection)\./, "");
}

function isNumberName(name: string): name is NumberName {
  return name in numberFields;
}
