import { describeLimit, isWithin } from "../require-range";
import { type BatchCell, cellText } from "./batch-cell";
import { type BatchColumn, batchColumns, cellLimit } from "./batch-columns";
import { scaled, unitFactor, unitKey } from "./column-units";
import type { ColumnReading } from "./match-headers";
import { readNumber } from "./read-number";
import {
  isTextField,
  type NumberField,
  type RowDraft,
  type RowProblem,
  type TextField,
  textCharsMax,
} from "./row-problems";

const PERCENT = 1e-2;

/** Reads one cell that is not empty into `draft`; answers what is wrong with it, `null` when nothing is. */
export function readCell(
  cell: BatchCell,
  { field, factor }: ColumnReading,
  draft: RowDraft,
): RowProblem | null {
  return isTextField(field) ? readText(cell, field, draft) : readFigure(cell, field, factor, draft);
}

function readText(cell: BatchCell, field: TextField, draft: RowDraft): RowProblem | null {
  const text = (typeof cell === "string" ? cell : cellText(cell)).trim();
  const max = textCharsMax[field];
  if (text.length > max) {
    const message = `${batchColumns[field].name} must be at most ${max} characters, got ${text.length}`;
    return { field, errorType: "invalid_range", message, suggestion: "Shorten it" };
  }
  draft[field] = text;
  return null;
}

function readFigure(
  cell: BatchCell,
  field: NumberField,
  columnFactor: number,
  draft: RowDraft,
): RowProblem | null {
  const column = batchColumns[field];
  const read = plainFigure(cell, column, columnFactor);
  if ("problem" in read) {
    return { field, errorType: "invalid_type", message: read.problem, suggestion: read.suggestion };
  }
  const value = scaled(read.figure, read.factor);
  if (column.limit !== null && !isWithin(value, column.limit)) {
    const message = `${column.name} must be ${describeLimit(cellLimit(field) ?? column.limit)}`;
    return { field, errorType: "invalid_range", message, suggestion: null };
  }
  const isDoubtful = read.factor === PERCENT && read.figure > 0 && read.figure <= column.doubtfulPercentMax;
  if (isDoubtful && !read.saysUnit) {
    const asRatio = Number((read.figure * 100).toPrecision(12));
    return {
      field,
      errorType: "validation",
      message: `${column.name} is in percent here: is it ${read.figure} % or ${asRatio} %?`,
      suggestion: `Write ${asRatio}% or ${read.figure}%`,
    };
  }
  draft[field] = value;
  return null;
}

type PlainFigure =
  | { readonly figure: number; readonly factor: number; readonly saysUnit: boolean }
  | { readonly problem: string; readonly suggestion: string | null };

function plainFigure(cell: BatchCell, column: BatchColumn, columnFactor: number): PlainFigure {
  if (typeof cell === "number") return { figure: cell, factor: columnFactor, saysUnit: false };
  const must = `${column.name} must be `;
  if (cell !== null && typeof cell === "object") {
    if (column.isPercent) return { figure: cell.percent, factor: PERCENT, saysUnit: true };
    return { problem: `${must}a number in ${column.unit}, not a percentage`, suggestion: null };
  }
  const read = readNumber(cell ?? "", column.kind === "integer");
  if (read.kind === "wrong") return { problem: must + read.rule, suggestion: read.suggestion };
  if (read.unit === "") return { figure: read.value, factor: columnFactor, saysUnit: false };
  const factor = factorInCell(column, read.unit, columnFactor);
  if (factor !== null) return { figure: read.value, factor, saysUnit: true };
  return {
    problem: `${must}in ${column.unit}; "${read.unit}" is not a unit that can be converted to it`,
    suggestion: `Write the figure in ${column.unit}`,
  };
}

/** A unit in the cell counts more than the column's, but a bare dollar sign must not contradict a column of cents. */
function factorInCell(column: BatchColumn, unit: string, columnFactor: number): number | null {
  if (column.unitKind === null) return null;
  const isMoney = column.unitKind.startsWith("usd");
  if (isMoney && ["$", "usd", "us$"].includes(unitKey(unit))) return columnFactor === 1 ? 1 : null;
  return unitFactor(column.unitKind, unit);
}
