import { coolingMeaning } from "@/components/catalogue/cooling";
import {
  powerCostUsdPerDay,
  profitFigure,
  revenueFigure,
  strikeFigure,
} from "@/components/catalogue/machine-figures";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatPower } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";
import { formulas } from "@/lib/domain/mining/formulas";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

export type CompareCell =
  | { readonly kind: "text"; readonly text: string; readonly detail?: string }
  | { readonly kind: "figure"; readonly figure: Figure; readonly tone?: "signed" };

/** One line of the comparison: the same question to every machine. */
export interface CompareRow {
  readonly label: string;
  readonly formula?: string;
  readonly cells: readonly CompareCell[];
  /** Numbers behind the cells, to find the best and the distance to it; `null` where there is none. */
  readonly values: readonly (number | null)[];
  /** Which end is better; without it the line has no best. */
  readonly better?: "higher" | "lower";
}

/** What is printed on the machines. */
export function plateRows(models: readonly MinerModel[]): CompareRow[] {
  return [
    numberRow("Hashrate", models, (model) => model.hashrateThs, formatHashrate, "higher"),
    // Neither more nor less power is better by itself: efficiency says what it is used for.
    numberRow("Power", models, (model) => model.powerWatts, formatPower),
    numberRow("Efficiency", models, (model) => model.efficiencyJoulesPerTh, formatEfficiency, "lower"),
    textRow("Cooling", models, ({ cooling }) => ({ text: cooling, detail: coolingMeaning[cooling] })),
    textRow("Released", models, ({ releasedOn }) => ({ text: releasedOn ?? "not known" })),
  ];
}

/** What the machines earn at a hashprice and a power price. */
export function moneyRows(
  models: readonly MinerModel[],
  hashprice: Figure,
  electricityUsdPerKwh: number | null,
): CompareRow[] {
  const atPrice =
    electricityUsdPerKwh === null
      ? []
      : [
          numberRow(
            "Power cost a day",
            models,
            (model) => powerCostUsdPerDay(model, electricityUsdPerKwh),
            formatUsd,
          ),
          figureRow(
            { label: "Profit a day", formula: "revenue − power cost", tone: "signed" },
            models,
            (model) => profitFigure(model, hashprice, electricityUsdPerKwh),
          ),
        ];
  return [
    figureRow({ label: "Strike price", formula: formulas.strike }, models, (model) =>
      strikeFigure(model, hashprice),
    ),
    figureRow({ label: "Revenue a day", formula: "hashprice × PH/s" }, models, (model) =>
      revenueFigure(model, hashprice),
    ),
    ...atPrice,
  ];
}

/** What the machines were said to cost. */
export function costRows(models: readonly MinerModel[]): CompareRow[] {
  return [
    {
      ...numberRow(
        "Reference price",
        models,
        (model) => model.referencePriceUsd,
        (usd) => formatUsd(usd, 0),
        "lower",
      ),
      cells: models.map(({ referencePriceUsd, priceAsOf }) =>
        referencePriceUsd === null
          ? { kind: "text", text: "no data" }
          : {
              kind: "text",
              text: formatUsd(referencePriceUsd, 0),
              detail: `as of ${priceAsOf}; ask for today's`,
            },
      ),
    },
    numberRow(
      "Price per TH/s",
      models,
      ({ referencePriceUsd, hashrateThs }) =>
        referencePriceUsd === null ? null : referencePriceUsd / hashrateThs,
      formatUsd,
      "lower",
    ),
  ];
}

function numberRow(
  label: string,
  models: readonly MinerModel[],
  numberOf: (model: MinerModel) => number | null,
  format: (value: number | null) => string,
  better?: "higher" | "lower",
): CompareRow {
  const values = models.map(numberOf);
  const cells = values.map((value) => ({ kind: "text" as const, text: format(value) }));
  return { label, values, cells, ...(better === undefined ? {} : { better }) };
}

function textRow(
  label: string,
  models: readonly MinerModel[],
  textOf: (model: MinerModel) => { readonly text: string; readonly detail?: string },
): CompareRow {
  return {
    label,
    values: models.map(() => null),
    cells: models.map((model) => ({ kind: "text", ...textOf(model) })),
  };
}

function figureRow(
  { label, formula, tone }: { readonly label: string; readonly formula: string; readonly tone?: "signed" },
  models: readonly MinerModel[],
  figureOf: (model: MinerModel) => Figure,
): CompareRow {
  const figures = models.map(figureOf);
  return {
    label,
    formula,
    better: "higher",
    values: figures.map(({ value }) => value),
    cells: figures.map((figure) => ({ kind: "figure", figure, ...(tone === undefined ? {} : { tone }) })),
  };
}
