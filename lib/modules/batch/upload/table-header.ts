import { cellText } from "@/lib/domain/batch/batch-cell";
import type { BatchField, BatchSettings } from "@/lib/domain/batch/batch-field";
import { applyMapping, type HeaderMatch, matchHeaders } from "@/lib/domain/batch/match-headers";
import { SpreadsheetError } from "@/lib/spreadsheet/reading/spreadsheet-error";
import { type Cell, isCellFault, type Table, type TableRow } from "@/lib/spreadsheet/reading/table";

const sampleRows = 5;

/** A table whose first row has been read as its header. */
export interface HeadedTable {
  readonly headers: readonly string[];
  readonly match: HeaderMatch;
  /** The first rows as text. */
  readonly sample: readonly (readonly string[])[];
  /** The rows below the header. */
  readonly rows: AsyncIterable<readonly TableRow[]>;
}

/**
 * Reads the header, which is the first row that holds anything, and a sample of the rows below it.
 *
 * @param mapping field of each column by place, as a person chose it; `null` matches the headers
 * @throws SpreadsheetError when there is no header or nothing below it
 */
export async function readHeader(
  table: Table,
  mapping: readonly (BatchField | null)[] | null,
  settings: BatchSettings,
): Promise<HeadedTable> {
  const source = table.rows[Symbol.asyncIterator]();
  let first: readonly TableRow[] = [];
  while (first.length < 1 + sampleRows) {
    const { done, value } = await source.next();
    if (done) break;
    first = first.concat(value);
  }
  const [header, ...rest] = first;
  if (header === undefined) throw new SpreadsheetError("The file holds nothing but empty cells.");
  if (rest.length === 0) throw new SpreadsheetError(`The file ends after row ${header.row}, its header.`);
  const headers = header.cells.map((cell) => shown(cell).trim());
  if (mapping !== null && mapping.length > headers.length) {
    throw new SpreadsheetError(
      `The mapping names ${mapping.length} columns, but the file has ${headers.length}.`,
    );
  }
  return {
    headers,
    match: mapping === null ? matchHeaders(headers, settings) : applyMapping(headers, mapping, settings),
    sample: rest.slice(0, sampleRows).map(({ cells }) => cells.map(shown)),
    rows: resumed(rest, source),
  };
}

/** A cell as a person sees it, cut at 200 characters. */
function shown(cell: Cell): string {
  return cellText(isCellFault(cell) ? cell.text : cell);
}

async function* resumed(
  first: readonly TableRow[],
  rest: AsyncIterator<readonly TableRow[]>,
): AsyncGenerator<readonly TableRow[]> {
  try {
    yield first;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}
