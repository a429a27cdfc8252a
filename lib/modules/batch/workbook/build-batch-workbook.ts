import { batchSummaryCollector } from "@/lib/domain/batch/batch-summary-collector";
import { type WriteOptions, writeWorkbook } from "@/lib/spreadsheet/writing/write-workbook";
import { aboutSheet } from "./about-sheet";
import type { BatchExport } from "./batch-export";
import { errorsSheet } from "./errors-sheet";
import { marketNames, marketSheet } from "./market-sheet";
import { rowsSheet } from "./rows-sheet";
import { summarySheet } from "./summary-sheet";

/**
 * A calculated batch as an Excel workbook: Summary with charts, Market, Rows, Errors, About. Results are formulas over
 * the rows' inputs and the market, with what they give beside them. Runs in browser, worker and Node.
 *
 * @throws the signal's reason when it is aborted; {RangeError} when `rowCount` is not the number of rows.
 */
export function buildBatchWorkbook(batch: BatchExport, options: WriteOptions = {}): Promise<Blob> {
  const sums = batchSummaryCollector();
  for (const { result } of batch.rows) sums.add(result);
  return writeWorkbook(
    {
      title: "HashInsight batch",
      description:
        "Results of a batch of mining machines; figures are formulas over the sheets Rows and Market.",
      creator: "HashInsight",
      createdAt: batch.exportedAt,
      names: marketNames,
      sheets: [
        summarySheet(batch, sums.summary()),
        marketSheet(batch),
        rowsSheet(batch),
        errorsSheet(batch.errors),
        aboutSheet(batch),
      ],
    },
    options,
  );
}
