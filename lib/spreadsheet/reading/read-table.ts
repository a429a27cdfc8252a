import { concatBytes } from "./concat-bytes";
import { detectKind, kindBytes } from "./detect-kind";
import { readCsv } from "./read-csv";
import { readXlsx } from "./read-xlsx";
import { readingLimits } from "./reading-limits";
import { SpreadsheetError } from "./spreadsheet-error";
import type { Table } from "./table";

/**
 * The table of a file, CSV or XLSX by its first bytes. Rows come while the file is read; a workbook is collected
 * first, because its directory stands at its end.
 *
 * @param sheet of a workbook; `null` for the first one that is not hidden
 * @throws SpreadsheetError when the file cannot be used as a whole, here or while the rows are read
 */
export async function readTable(bytes: AsyncIterable<Uint8Array>, sheet: string | null): Promise<Table> {
  const source = bounded(bytes)[Symbol.asyncIterator]();
  let start: Uint8Array = new Uint8Array(0);
  let isDone = false;
  while (start.length < kindBytes && !isDone) {
    const { done, value } = await source.next();
    isDone = done === true;
    if (value !== undefined) start = start.length === 0 ? value : concatBytes([start, value]);
  }
  const whole = resumed(start, source);
  if (detectKind(start) === "xlsx") return readXlsx(whole, sheet);
  if (sheet !== null) throw new SpreadsheetError(`This is CSV: it has no sheet "${sheet}".`);
  return readCsv(whole);
}

async function* bounded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > readingLimits.fileBytes) {
      throw new SpreadsheetError(
        `The file is larger than ${readingLimits.fileBytes / 1024 / 1024} MiB. Split it, or leave out columns.`,
      );
    }
    yield chunk;
  }
}

async function* resumed(start: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield start;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}
