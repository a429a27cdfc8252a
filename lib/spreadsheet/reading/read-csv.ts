import { type Parser, parse } from "csv-parse";
import { type CsvDelimiter, csvDelimiter, firstLine, statedDelimiter } from "./csv-delimiter";
import { readingLimits } from "./reading-limits";
import { requireTableLimits, trimmedCells } from "./row-limits";
import { SpreadsheetError } from "./spreadsheet-error";
import type { Table, TableRow } from "./table";
import { decodeText } from "./text-decoding";

/**
 * A CSV file as a table, read while it arrives: any usual encoding, comma, semicolon, tab or bar, quotes, line ends
 * within quotes, mixed line ends, rows of unequal length.
 *
 * @throws SpreadsheetError where the first line is too long or no text
 */
export async function readCsv(bytes: AsyncIterable<Uint8Array>): Promise<Table> {
  const text = decodeText(bytes);
  const chunks = text.chunks[Symbol.asyncIterator]();
  const { start, delimiter } = await readStart(chunks);
  return {
    origin: {
      kind: "csv",
      sheet: null,
      otherSheets: [],
      get encoding() {
        return text.encoding();
      },
      delimiter,
    },
    rows: csvRows(start, chunks, delimiter),
  };
}

async function readStart(
  chunks: AsyncIterator<string>,
): Promise<{ readonly start: string; readonly delimiter: CsvDelimiter }> {
  let start = "";
  for (;;) {
    const { done, value } = await chunks.next();
    start += value ?? "";
    const stated = statedDelimiter(start);
    if (stated !== null) return { start: stated.rest, delimiter: stated.delimiter };
    const header = firstLine(start.trimStart());
    if (header !== null || done) return { start, delimiter: csvDelimiter(header ?? start) };
    if (start.length > readingLimits.csvLineChars) return { start, delimiter: csvDelimiter(start) };
  }
}

async function* csvRows(
  start: string,
  chunks: AsyncIterator<string>,
  delimiter: CsvDelimiter,
): AsyncGenerator<readonly TableRow[]> {
  const reader = new CsvReader(delimiter);
  try {
    yield await reader.read(start);
    for (;;) {
      const { done, value } = await chunks.next();
      if (done) break;
      yield await reader.read(value);
    }
    yield await reader.finish();
  } finally {
    await chunks.return?.();
  }
}

class CsvReader {
  private readonly parser: Parser;
  private rows: TableRow[] = [];
  private rowsRead = 0;
  private filledRows = 0;

  constructor(delimiter: CsvDelimiter) {
    this.parser = parse({
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      trim: true,
      max_record_size: readingLimits.csvLineChars,
      on_record: (cells: string[]) => {
        this.accept(cells);
        return null;
      },
    });
    this.parser.resume();
    // Every fault also reaches the callback of the write that caused it.
    this.parser.on("error", () => {});
  }

  read(text: string): Promise<readonly TableRow[]> {
    if (text === "") return Promise.resolve([]);
    return this.run((done) => this.parser.write(text, done));
  }

  finish(): Promise<readonly TableRow[]> {
    return this.run((done) => {
      this.parser.once("end", () => done());
      this.parser.once("error", done);
      this.parser.end();
    });
  }

  private async run(act: (done: (error?: Error | null) => void) => void): Promise<readonly TableRow[]> {
    await new Promise<void>((resolve, reject) => {
      act((error) => (error ? reject(this.explained(error)) : resolve()));
    });
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  private accept(raw: readonly string[]): void {
    this.rowsRead += 1;
    const cells = trimmedCells(raw);
    if (cells.length === 0) return;
    this.filledRows += 1;
    requireTableLimits({ row: this.rowsRead, cells }, this.filledRows);
    this.rows.push({ row: this.rowsRead, cells });
  }

  private explained(error: Error): Error {
    if (error instanceof SpreadsheetError) return error;
    const what = rulesByCode[Reflect.get(error, "code")];
    if (what === undefined) return error;
    return new SpreadsheetError(`Row ${this.rowsRead + 1}: ${what}`, { cause: error });
  }
}

const quoteInside =
  'a quote (") stands inside a cell. Write it twice and put the whole cell in quotes: "19"" rack".';

const rulesByCode: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED:
    'a quote (") opens a cell there and is never closed, so that the rest of the file would be one cell. Close it, or write it twice ("") if it belongs to the text.',
  CSV_MAX_RECORD_SIZE: `it goes on for more than ${readingLimits.csvLineChars} characters. Either a quote (") that opens there is never closed, or this is no table with one row a line.`,
  CSV_INVALID_CLOSING_QUOTE: quoteInside,
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: quoteInside,
  INVALID_OPENING_QUOTE: quoteInside,
};
