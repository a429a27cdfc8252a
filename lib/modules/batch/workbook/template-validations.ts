import { batchColumns, cellLimit } from "@/lib/domain/batch/batch-columns";
import { type BatchField, batchFields } from "@/lib/domain/batch/batch-field";
import { columnLetters } from "@/lib/spreadsheet/writing/column-letters";
import type { Validation } from "@/lib/spreadsheet/writing/workbook";
import { limitWords } from "./limit-words";

/**
 * What the cells below each header say when they are selected, and what they take. Nothing is refused outright: the
 * reader understands more than a spreadsheet's rules can say ("3.5 kW", an alias of a model).
 *
 * @param lastRow that the rules reach.
 * @param modelRange of the models' names.
 */
export function columnValidations(lastRow: number, modelRange: string): Validation[] {
  return batchFields.map((field, place) => {
    const { header, help } = batchColumns[field];
    const letters = columnLetters(place);
    return {
      range: `${letters}2:${letters}${lastRow}`,
      promptTitle: header,
      prompt:
        field === "minerModel" || cellLimit(field) === null ? help : `${help} Takes ${limitWords(field)}.`,
      ...ruleOf(field, modelRange),
    };
  });
}

function ruleOf(
  field: BatchField,
  modelRange: string,
): Pick<Validation, "kind" | "formulas" | "refusal" | "error"> {
  const limit = cellLimit(field);
  if (field === "minerModel") return { kind: "list", formulas: [modelRange], refusal: "none", error: "" };
  if (limit === null) return { kind: "any", formulas: [], refusal: "none", error: "" };
  return {
    kind: limit.whole === true ? "whole" : "decimal",
    formulas: [String(limit.min), String(limit.max)],
    refusal: "warning",
    error: `${batchColumns[field].name} is ${limitWords(field)}.`,
  };
}
