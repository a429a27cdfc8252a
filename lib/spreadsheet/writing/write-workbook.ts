import { chartXml, drawingXml } from "./chart-xml";
import { appXml, contentTypesXml, coreXml, relationsXml, workbookXml } from "./package-parts";
import { sheetXml } from "./sheet-xml";
import { StringTable } from "./string-table";
import { StyleBook } from "./style-book";
import { themeXml } from "./theme-xml";
import type { Sheet, Workbook } from "./workbook";
import { writeZip, type ZipPart } from "./write-zip";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** How long the thread is kept before messages, such as a cancel, are let in. */
const BUSY_MS_MAX = 40;

export interface WriteOptions {
  readonly signal?: AbortSignal | undefined;
  /** Share of the tables' rows that are written, 0..1. */
  readonly onProgress?: ((ratio: number) => void) | undefined;
}

export const workbookContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/**
 * The workbook as an XLSX file. Rows are taken, written and packed as they come: what is held is the packed file.
 *
 * @throws the signal's reason when it is aborted; {RangeError} on what no workbook can hold.
 */
export async function writeWorkbook(workbook: Workbook, options: WriteOptions = {}): Promise<Blob> {
  const pause = pauser(options);
  const progress = progressOf(workbook, options.onProgress);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of writeZip(packageParts(workbook, progress, pause))) chunks.push(chunk);
  return new Blob(chunks, { type: workbookContentType });
}

type Pause = () => Promise<void>;

function* packageParts(
  workbook: Workbook,
  progress: (sheet: Sheet) => Sheet,
  pause: Pause,
): Generator<ZipPart> {
  const part = (path: string, xml: Iterable<string>): ZipPart => ({ path, bytes: encoded(xml, pause) });
  const { sheets } = workbook;
  const shared = { styles: new StyleBook(), texts: new StringTable() };
  yield part("[Content_Types].xml", [contentTypesXml(workbook)]);
  yield part("_rels/.rels", [
    relationsXml([
      ["officeDocument", "xl/workbook.xml"],
      ["core-properties", "docProps/core.xml"],
      ["extended-properties", "docProps/app.xml"],
    ]),
  ]);
  yield part("docProps/core.xml", [coreXml(workbook)]);
  yield part("docProps/app.xml", [appXml(workbook)]);
  yield part("xl/workbook.xml", [workbookXml(workbook)]);
  yield part("xl/_rels/workbook.xml.rels", [
    relationsXml([
      ...sheets.map((_, place) => ["worksheet", `worksheets/sheet${place + 1}.xml`] as const),
      ["styles", "styles.xml"],
      ["theme", "theme/theme1.xml"],
      ["sharedStrings", "sharedStrings.xml"],
    ]),
  ]);
  let chartCount = 0;
  for (const [place, sheet] of sheets.entries()) {
    yield part(`xl/worksheets/sheet${place + 1}.xml`, sheetXml(progress(sheet), shared));
    const { charts = [] } = sheet;
    if (charts.length === 0) continue;
    const drawing = `drawing${place + 1}.xml`;
    yield part(`xl/worksheets/_rels/sheet${place + 1}.xml.rels`, [
      relationsXml([["drawing", `../drawings/${drawing}`]]),
    ]);
    yield part(`xl/drawings/${drawing}`, [drawingXml(charts)]);
    const files = charts.map((_, at) => `charts/chart${chartCount + at + 1}.xml`);
    chartCount += charts.length;
    const targets = files.map((file) => ["chart", `../${file}`] as const);
    yield part(`xl/drawings/_rels/${drawing}.rels`, [relationsXml(targets)]);
    for (const [at, chart] of charts.entries()) yield part(`xl/${files[at]}`, [chartXml(chart)]);
  }
  yield part("xl/theme/theme1.xml", [themeXml()]);
  // Last, when every cell has named its text and its style.
  yield part("xl/sharedStrings.xml", shared.texts.toXml());
  yield part("xl/styles.xml", [shared.styles.toXml()]);
}

async function* encoded(xml: Iterable<string>, pause: Pause): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  yield encoder.encode(DECLARATION);
  for (const text of xml) {
    await pause();
    yield encoder.encode(text);
  }
}

/** Lets other work in from time to time; throws the signal's reason once it is aborted. */
function pauser({ signal }: WriteOptions): Pause {
  let since = performance.now();
  return async () => {
    if (performance.now() - since > BUSY_MS_MAX) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      since = performance.now();
    }
    signal?.throwIfAborted();
  };
}

/** The sheet with its rows counted while they are taken. */
function progressOf({ sheets }: Workbook, onProgress: WriteOptions["onProgress"]): (sheet: Sheet) => Sheet {
  if (onProgress === undefined) return (sheet) => sheet;
  const total = sheets.reduce((sum, { table }) => sum + (table?.rowCount ?? 0), 0);
  let written = 0;
  const step = Math.max(1, Math.floor(total / 200));
  function* counted<T>(rows: Iterable<T>): Generator<T> {
    for (const row of rows) {
      yield row;
      written += 1;
      if (written % step === 0 || written === total) onProgress?.(written / total);
    }
  }
  return (sheet) =>
    sheet.table === undefined
      ? sheet
      : { ...sheet, table: { ...sheet.table, rows: counted(sheet.table.rows) } };
}
