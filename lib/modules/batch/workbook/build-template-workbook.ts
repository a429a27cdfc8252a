import { batchColumns } from "@/lib/domain/batch/batch-columns";
import { batchFields } from "@/lib/domain/batch/batch-field";
import { columnLetters } from "@/lib/spreadsheet/writing/column-letters";
import type { Sheet } from "@/lib/spreadsheet/writing/workbook";
import { writeWorkbook } from "@/lib/spreadsheet/writing/write-workbook";
import { limitWords } from "./limit-words";
import { colors, formats, looks } from "./looks";
import { templateHeaders, templateRows } from "./template-rows";
import { columnValidations } from "./template-validations";

/** A machine of the catalogue, as the list of names shows it. */
interface ListedModel {
  readonly name: string;
  readonly hashrateThs: number;
  readonly powerWatts: number;
}

/** Rows that the cells' rules are laid over. */
const READY_ROWS = 5000;

/**
 * The template as a workbook: Machines to fill in, with rules and words on its cells; How to fill; Models.
 *
 * @param models of the catalogue, in the order they are listed.
 * @param writtenAt ISO 8601 UTC.
 */
export function buildTemplateWorkbook(models: readonly ListedModel[], writtenAt: string): Promise<Blob> {
  return writeWorkbook({
    title: "HashInsight batch template",
    description: "Fill in the sheet Machines and upload the file to the batch calculator.",
    creator: "HashInsight",
    createdAt: writtenAt,
    names: {},
    // The reader takes the first sheet.
    sheets: [machinesSheet(models.length), howToSheet(), modelsSheet(models)],
  });
}

function machinesSheet(modelCount: number): Sheet {
  return {
    name: "Machines",
    columns: batchFields.map((field) => ({ width: field === "label" || field === "minerModel" ? 26 : 15 })),
    rows: [
      {
        cells: templateHeaders.map((value, place) => ({
          value,
          style: {
            ...(batchColumns[batchFields[place] ?? "label"].kind === "text" ? looks.head : looks.numberHead),
            fill: colors.inputHead,
          },
        })),
        heightPoints: 32,
      },
      ...templateRows.map((cells) => ({
        cells: cells.map((value) => (typeof value === "string" ? { value, style: looks.line } : value)),
      })),
    ],
    frozen: { rows: 1, columns: 0 },
    tabColor: colors.revenue,
    isLandscape: true,
    validations: columnValidations(READY_ROWS + 1, `Models!$A$2:$A$${modelCount + 1}`),
  };
}

function howToSheet(): Sheet {
  const heads = ["Column", "Header", "Meaning", "Unit", "Range", "Required", "Example", "Also understood as"];
  const widths = [16, 24, 60, 12, 34, 30, 16, 50];
  return {
    name: "How to fill",
    columns: widths.map((width) => ({ width })),
    rows: [
      { cells: [{ value: "How to fill in the sheet Machines", style: looks.title }], heightPoints: 26 },
      ...[
        "One row for each group of equal machines: give a model of the sheet Models, or hashrate and power, or both.",
        "Overwrite the example rows. Columns may be moved, renamed or left out; empty cells take the settings of the calculator.",
        "Numbers may carry a unit of their own, such as 3.5 kW or 6 ¢/kWh. Everything else that cannot be read is an error of its row, never a guess.",
      ].map((value) => ({ cells: [{ value, style: looks.muted }] })),
      { cells: [] },
      { cells: heads.map((value) => ({ value, style: looks.head })) },
      ...batchFields.map((field, place) => {
        const { header, help, unit, example, aliases } = batchColumns[field];
        const texts = [
          columnLetters(place),
          header,
          help,
          unit === "" ? "text" : unit,
          limitWords(field),
          requiredWords(field),
        ];
        const last = [String(example), aliases.join(", ")];
        return {
          cells: [...texts, ...last].map((value) => ({ value, style: looks.text })),
          heightPoints: 15 * Math.max(Math.ceil(help.length / 58), Math.ceil(aliases.join(", ").length / 44)),
        };
      }),
    ],
    hasGrid: false,
    isLandscape: true,
  };
}

function requiredWords(field: (typeof batchFields)[number]): string {
  switch (field) {
    case "quantity":
      return "yes";
    case "electricityUsdPerKwh":
      return "yes, here or in the settings";
    case "minerModel":
      return "yes, or hashrate and power";
    case "hashrateThs":
    case "powerWatts":
      return "yes, or a model";
    default:
      return "no";
  }
}

function modelsSheet(models: readonly ListedModel[]): Sheet {
  return {
    name: "Models",
    columns: [34, 18, 14, 16].map((width) => ({ width })),
    rows: [],
    table: {
      columns: [
        { header: "Model", headerStyle: looks.head, style: looks.line },
        { header: "Hashrate (TH/s)", headerStyle: looks.numberHead, style: { numberFormat: formats.figure } },
        { header: "Power (W)", headerStyle: looks.numberHead, style: { numberFormat: formats.figure } },
        {
          header: "Efficiency (J/TH)",
          headerStyle: looks.numberHead,
          style: { numberFormat: formats.hashrate },
          formula: (row) => `C${row}/B${row}`,
        },
      ],
      rowCount: models.length,
      rows: models.map(({ name, hashrateThs, powerWatts }) => [
        name,
        hashrateThs,
        powerWatts,
        powerWatts / hashrateThs,
      ]),
    },
    frozen: { rows: 1, columns: 0 },
  };
}
