import type { CellFormat } from "./cell-formats";
import { cellPlace } from "./cell-place";
import type { XmlReader } from "./read-xml";
import { readingLimits } from "./reading-limits";
import { RichText, unescaped } from "./rich-text";
import { requireTableLimits, trimmedCells } from "./row-limits";
import { SpreadsheetError } from "./spreadsheet-error";
import type { Cell, TableRow } from "./table";

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly formats: readonly CellFormat[];
  readonly isDate1904: boolean;
}

const notCalculated =
  "the formula has no stored result; open the file in Excel or LibreOffice and save it, so that it is calculated";

/** Turns the XML of one worksheet into rows; formulas are read by the result that was stored with them. */
export class SheetReader implements XmlReader {
  private readonly context: SheetContext;
  private rows: TableRow[] = [];
  private filledRows = 0;
  private row = 0;
  private cells: Cell[] = [];
  private place = -1;
  private type = "n";
  private format: CellFormat = "plain";
  private value: string | null = null;
  private isValue = false;
  private hasFormula = false;
  private readonly inline = new RichText();

  constructor(context: SheetContext) {
    this.context = context;
  }

  /** The rows that have come since the last call. */
  take(): readonly TableRow[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === "c") this.openCell(attributes);
    else if (name === "v") this.isValue = true;
    else if (name === "f") this.hasFormula = true;
    else if (name === "row") this.openRow(attributes);
    else this.inline.open(name);
  };

  readonly text = (piece: string): void => {
    if (!this.isValue) this.inline.append(piece);
    else if ((this.value?.length ?? 0) <= readingLimits.cellChars) this.value = (this.value ?? "") + piece;
  };

  readonly close = (name: string): void => {
    if (name === "v") {
      this.isValue = false;
      this.value ??= "";
    } else if (name === "c") this.closeCell();
    else if (name === "row") this.closeRow();
    else this.inline.close(name);
  };

  private openRow(attributes: Readonly<Record<string, string>>): void {
    const row = attributes.r === undefined ? this.row + 1 : Number(attributes.r);
    if (!Number.isInteger(row) || row <= this.row || row > readingLimits.sheetRows) {
      throw new SpreadsheetError(`The workbook numbers a row "${attributes.r}" after row ${this.row}.`);
    }
    this.row = row;
    this.cells = [];
    this.place = -1;
  }

  private openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    this.place = (r === undefined ? null : cellPlace(r)) ?? this.place + 1;
    this.type = t ?? "n";
    this.format = this.context.formats[Number(s ?? 0)] ?? "plain";
    this.value = null;
    this.hasFormula = false;
  }

  private closeCell(): void {
    const cell = this.cellValue();
    if (cell === null || cell === "") return;
    if (this.place >= readingLimits.columns) {
      throw new SpreadsheetError(
        `Row ${this.row} has a value in column ${this.place + 1}; at most ${readingLimits.columns} columns are read.`,
      );
    }
    while (this.cells.length < this.place) this.cells.push(null);
    this.cells[this.place] = cell;
  }

  private closeRow(): void {
    const cells = trimmedCells(this.cells);
    if (cells.length === 0) return;
    this.filledRows += 1;
    requireTableLimits({ row: this.row, cells }, this.filledRows);
    this.rows.push({ row: this.row, cells });
  }

  private cellValue(): Cell {
    const inline = this.inline.take();
    if (this.type === "inlineStr") return inline;
    const { value } = this;
    if (value === null) return this.hasFormula ? { text: "", fault: notCalculated } : null;
    switch (this.type) {
      case "s":
        return (
          this.context.strings[Number(value)] ?? { text: value, fault: "the text is missing in the file" }
        );
      case "str":
        return unescaped(value);
      case "d":
        return value;
      case "b":
        return value === "1" ? "TRUE" : "FALSE";
      case "e":
        return { text: value, fault: "the formula gives an error; mend it" };
      default:
        return this.numberValue(value);
    }
  }

  private numberValue(value: string): Cell {
    if (value === "" && this.hasFormula) return { text: "", fault: notCalculated };
    const number = Number(value);
    if (value.trim() === "" || !Number.isFinite(number)) return { text: value, fault: "this is no number" };
    // 0.07 x 100 is 7.000000000000001; spreadsheets keep 15 digits.
    if (this.format === "percent") return { percent: Number((number * 100).toPrecision(15)) };
    return this.format === "date" ? dateText(number, this.context.isDate1904) : number;
  }
}

/** A day number as ISO 8601 writes it: the day, and the time where there is one. */
function dateText(serial: number, isDate1904: boolean): string {
  const epochMs = Date.UTC(1899, 11, isDate1904 ? 30 + 1462 : 30);
  const date = new Date(epochMs + Math.round(serial * 86_400) * 1000);
  if (Number.isNaN(date.getTime())) return String(serial);
  const [day = "", time = ""] = date.toISOString().slice(0, 19).split("T");
  return time === "00:00:00" ? day : `${day} ${time}`;
}
