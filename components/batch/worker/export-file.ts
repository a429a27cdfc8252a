import type { BatchRun } from "@/components/batch/worker/batch-run";
import { errorsTable } from "@/components/batch/worker/errors-table";
import type { ExportColumn, ExportWhat } from "@/components/batch/worker/protocol";
import { isNumberColumn, type ResultStore } from "@/components/batch/worker/result-store";
import { resultColumns } from "@/lib/modules/batch/schema/upload-events";
import type { BatchExportRow } from "@/lib/modules/batch/workbook/batch-export";
import { type CsvValue, toCsv } from "@/lib/spreadsheet/writing/csv";
import type { WriteOptions } from "@/lib/spreadsheet/writing/write-workbook";

/** What the person carries away, built where the rows are. */
export async function exportFile(run: BatchRun, what: ExportWhat, options: WriteOptions): Promise<Blob> {
  const { store, view } = run;
  switch (what.kind) {
    case "shown":
      return csvBlob(columnsTable(store, view.entries, what.columns));
    case "all": {
      const columns = ["row", ...resultColumns.slice(1), "errors"].map((id) => ({ id, header: id }));
      return csvBlob(columnsTable(store, store.entriesByRow(), columns));
    }
    case "errors":
      return csvBlob(errorsTable(store.errors));
    case "workbook":
      return await workbook(run, options);
  }
}

/** The workbook's code is large and comes with the first that is written. */
async function workbook(run: BatchRun, options: WriteOptions): Promise<Blob> {
  const { market, state, fileName } = run.snapshot();
  if (market === null) throw new Error("The market comes with the last row; run the file to its end first.");
  const { buildBatchWorkbook } = await import("@/lib/modules/batch/workbook/build-batch-workbook");
  const { store } = run;
  const entries = store.entriesByRow().filter((entry) => !store.isWrong(entry));
  return await buildBatchWorkbook(
    {
      fileName,
      exportedAt: new Date().toISOString(),
      isComplete: state === "ended",
      market,
      rowCount: entries.length,
      rows: { [Symbol.iterator]: () => exportRows(store, entries) },
      errors: store.errors,
    },
    options,
  );
}

function* exportRows(store: ResultStore, entries: Uint32Array): Generator<BatchExportRow> {
  for (const entry of entries) {
    const result = store.result(entry);
    if (result !== null) yield { row: store.rowNumber(entry), result };
  }
}

function columnsTable(
  store: ResultStore,
  entries: Uint32Array,
  columns: readonly ExportColumn[],
): CsvValue[][] {
  const table: CsvValue[][] = [columns.map(({ header }) => header)];
  for (const entry of entries) table.push(columns.map(({ id }) => cell(store, entry, id)));
  return table;
}

function cell(store: ResultStore, entry: number, id: string): CsvValue {
  if (isNumberColumn(id)) {
    const value = store.column(id)[entry] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  }
  if (id === "row") return store.rowNumber(entry);
  if (id === "minerModel") return store.model(entry);
  if (id === "label") return store.label(entry);
  if (id === "paybackReason") return store.paybackReason(entry);
  if (id === "paybackWarning") return store.paybackWarning(entry);
  if (id === "errors") {
    const said = store
      .errorsOf(entry)
      .map(({ cell: at, message }) => (at === null ? message : `${at}: ${message}`));
    return said.length === 0 ? null : said.join("; ");
  }
  return null;
}

/** The byte order mark makes spreadsheets read UTF-8. */
function csvBlob(table: readonly (readonly CsvValue[])[]): Blob {
  return new Blob(["\uFEFF", toCsv(table)], { type: "text/csv;charset=utf-8" });
}
