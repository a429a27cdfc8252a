import type { BatchTableRow } from "@/components/batch/worker/protocol";
import type { BatchRowError, BatchRowResult } from "@/lib/domain/batch/batch-row";
import {
  type PackedResult,
  type ResultColumn,
  resultColumns,
} from "@/lib/modules/batch/schema/upload-events";

type TextColumn = "minerModel" | "label" | "paybackReason" | "paybackWarning";
type NumberColumn = Exclude<ResultColumn, TextColumn>;

const textColumns: readonly ResultColumn[] = ["minerModel", "label", "paybackReason", "paybackWarning"];

export function isNumberColumn(column: string): column is NumberColumn {
  return (
    (resultColumns as readonly string[]).includes(column) &&
    !(textColumns as readonly string[]).includes(column)
  );
}

const numberColumns = resultColumns.filter(isNumberColumn);
const firstCapacity = 1024;

/**
 * Rows of an answer by columns: numbers in typed arrays (`NaN` stands for `null`), repeated texts once. A hundred
 * thousand rows take some 15 MB and are walked in milliseconds. A row of the file is one entry, calculated or wrong.
 */
export class ResultStore {
  length = 0;
  rowsCalculated = 0;
  readonly errors: BatchRowError[] = [];
  private rowNumbers = new Uint32Array(firstCapacity);
  private models = new Uint16Array(firstCapacity);
  private reasons = new Uint32Array(firstCapacity);
  private warnings = new Uint32Array(firstCapacity);
  private readonly labels: string[] = [];
  private readonly numbers = new Map<NumberColumn, Float64Array>(
    numberColumns.map((column) => [column, new Float64Array(firstCapacity)]),
  );
  private readonly modelNames = new Dictionary();
  private readonly texts = new Dictionary();
  private readonly errorsByEntry = new Map<number, BatchRowError[]>();
  private readonly entryByWrongRow = new Map<number, number>();

  /** Keeps a result and gives it back unpacked. */
  addResult(packed: PackedResult): BatchRowResult {
    const entry = this.newEntry(packed[0]);
    this.rowsCalculated += 1;
    resultColumns.forEach((column, place) => {
      const value = packed[place + 1] ?? null;
      if (isNumberColumn(column)) this.column(column)[entry] = typeof value === "number" ? value : Number.NaN;
      else if (column === "minerModel") this.models[entry] = this.modelNames.indexOf(text(value));
      else if (column === "paybackReason") this.reasons[entry] = this.texts.indexOf(text(value));
      else if (column === "paybackWarning") this.warnings[entry] = this.texts.indexOf(text(value));
      else this.labels[entry] = text(value) ?? "";
    });
    return this.calculated(entry);
  }

  addError(error: BatchRowError): void {
    this.errors.push(error);
    const known = this.entryByWrongRow.get(error.row);
    if (known !== undefined) {
      this.errorsByEntry.get(known)?.push(error);
      return;
    }
    const entry = this.newEntry(error.row);
    this.entryByWrongRow.set(error.row, entry);
    this.errorsByEntry.set(entry, [error]);
    for (const column of numberColumns) this.column(column)[entry] = Number.NaN;
    this.models[entry] = this.modelNames.indexOf(null);
    this.reasons[entry] = this.texts.indexOf(null);
    this.warnings[entry] = this.texts.indexOf(null);
    this.labels[entry] = "";
  }

  get rowsWithErrors(): number {
    return this.entryByWrongRow.size;
  }

  /** Values of a column by entry; only the first `length` mean something. */
  column(column: NumberColumn): Float64Array {
    const values = this.numbers.get(column);
    if (values === undefined) throw new RangeError(`no column ${column}`);
    return values;
  }

  rowNumber(entry: number): number {
    return this.rowNumbers[entry] ?? 0;
  }

  label(entry: number): string {
    return this.labels[entry] ?? "";
  }

  model(entry: number): string | null {
    return this.modelNames.text(this.models[entry] ?? 0);
  }

  paybackReason(entry: number): string | null {
    return this.texts.text(this.reasons[entry] ?? 0);
  }

  paybackWarning(entry: number): string | null {
    return this.texts.text(this.warnings[entry] ?? 0);
  }

  /** Place of the entry's model among `modelList`. */
  modelIndex(entry: number): number {
    return this.models[entry] ?? 0;
  }

  /** Every model's name so far; `null` for own figures and for wrong rows. */
  get modelList(): readonly (string | null)[] {
    return this.modelNames.texts;
  }

  errorsOf(entry: number): readonly BatchRowError[] {
    return this.errorsByEntry.get(entry) ?? [];
  }

  isWrong(entry: number): boolean {
    return this.errorsByEntry.has(entry);
  }

  /** Every entry in the order of the file. */
  entriesByRow(): Uint32Array {
    const entries = Uint32Array.from({ length: this.length }, (_, entry) => entry);
    return entries.sort((a, b) => this.rowNumber(a) - this.rowNumber(b));
  }

  /** The result of an entry as the calculation gave it; `null` for a wrong row. */
  result(entry: number): BatchRowResult | null {
    return this.isWrong(entry) ? null : this.calculated(entry);
  }

  private calculated(entry: number): BatchRowResult {
    const values: Record<string, number | string | null> = {
      minerModel: this.model(entry),
      label: this.label(entry),
      paybackReason: this.paybackReason(entry),
      paybackWarning: this.paybackWarning(entry),
    };
    for (const column of numberColumns) {
      const value = this.column(column)[entry] ?? Number.NaN;
      values[column] = Number.isNaN(value) ? null : value;
    }
    return values as unknown as BatchRowResult;
  }

  tableRow(entry: number): BatchTableRow {
    return { row: this.rowNumber(entry), result: this.result(entry), errors: this.errorsOf(entry) };
  }

  private newEntry(row: number): number {
    const entry = this.length;
    if (entry === this.rowNumbers.length) this.grow();
    this.rowNumbers[entry] = row;
    this.length += 1;
    return entry;
  }

  private grow(): void {
    const capacity = this.rowNumbers.length * 2;
    this.rowNumbers = grown(this.rowNumbers, new Uint32Array(capacity));
    this.models = grown(this.models, new Uint16Array(capacity));
    this.reasons = grown(this.reasons, new Uint32Array(capacity));
    this.warnings = grown(this.warnings, new Uint32Array(capacity));
    for (const column of numberColumns) {
      this.numbers.set(column, grown(this.column(column), new Float64Array(capacity)));
    }
  }
}

function grown<T extends Uint32Array | Uint16Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

function text(value: string | number | null): string | null {
  return value === null ? null : String(value);
}

/** Texts that repeat, each kept once. Index 0 is `null`. */
class Dictionary {
  readonly texts: (string | null)[] = [null];
  private readonly indexes = new Map<string, number>();

  indexOf(value: string | null): number {
    if (value === null) return 0;
    const known = this.indexes.get(value);
    if (known !== undefined) return known;
    const index = this.texts.push(value) - 1;
    this.indexes.set(value, index);
    return index;
  }

  text(index: number): string | null {
    return this.texts[index] ?? null;
  }
}
