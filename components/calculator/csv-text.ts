import { numberSpec } from "@/components/calculator/fields";
import type { UsedInput } from "@/components/calculator/resolve-inputs";
import type { ProjectionMonth } from "@/lib/domain/mining/calculation";
import { type CsvValue, toCsv } from "@/lib/spreadsheet/writing/csv";

interface CsvContent {
  readonly machine: string;
  readonly used: readonly UsedInput[];
  readonly months: readonly ProjectionMonth[];
  /** ISO moment of the export. */
  readonly writtenAt: string;
  /** Link that shows the same. */
  readonly link: string;
}

const monthColumns = [
  "month",
  "endHeight",
  "difficulty",
  "rewardBtcPerBlock",
  "btcPriceUsd",
  "electricityUsdPerKwh",
  "hashrateThs",
  "btcGross",
  "btcNet",
  "revenueUsd",
  "poolFeeUsd",
  "energyKwh",
  "energyCostUsd",
  "fixedCostUsd",
  "profitUsd",
  "cumulativeUsd",
] as const satisfies readonly (keyof ProjectionMonth)[];

/** Inputs with their provenance, an empty line, then the projection month by month, in full precision. */
export function csvText({ machine, used, months, writtenAt, link }: CsvContent): string {
  const rows: CsvValue[][] = [
    ["input", "value", "unit", "source", "asOf", "stale", "note"],
    ["Machine", machine, "", "", "", "", ""],
    ...used.map(({ name, figure }) => [
      numberSpec(name).label,
      figure.value,
      figure.unit,
      figure.source,
      figure.asOf,
      figure.stale,
      figure.note ?? "",
    ]),
    ["Written at", writtenAt, "UTC", "", "", "", ""],
    ["Link", link, "", "", "", "", ""],
    [],
    [...monthColumns],
    ...months.map((month) => monthColumns.map((column) => month[column])),
  ];
  return toCsv(rows);
}
