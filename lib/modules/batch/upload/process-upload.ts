import {
  type BatchSummaryCollector,
  batchSummaryCollector,
} from "@/lib/domain/batch/batch-summary-collector";
import type { ModelLookup } from "@/lib/domain/batch/model-lookup";
import { type EndEvent, resultColumns } from "@/lib/modules/batch/schema/upload-events";
import { tableRowCalculator } from "@/lib/modules/batch/upload/calculate-table-row";
import { EventGatherer, encodeEvent } from "@/lib/modules/batch/upload/event-lines";
import { needsMapping } from "@/lib/modules/batch/upload/needs-mapping";
import { type HeadedTable, readHeader } from "@/lib/modules/batch/upload/table-header";
import type { UploadJob } from "@/lib/modules/batch/upload/upload-job";
import { readTable } from "@/lib/spreadsheet/reading/read-table";
import type { Table } from "@/lib/spreadsheet/reading/table";

type Line = Uint8Array<ArrayBuffer>;

const progressEveryMs = 100;

/**
 * Reads, checks and calculates a file while it arrives; yields the lines of the answer in the order of
 * `UploadEvent`, all but a "failed" one.
 *
 * @param nowMs a clock that only runs forwards
 * @throws SpreadsheetError when the file cannot be used as a whole; what was yielded before is void then
 */
export async function* processUpload(
  bytes: AsyncIterable<Uint8Array>,
  job: UploadJob,
  models: ModelLookup,
  nowMs: () => number,
): AsyncGenerator<Line> {
  let bytesRead = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      bytesRead += chunk.length;
      yield chunk;
    }
  };
  const table = await readTable(counted(), job.sheet);
  const headed = await readHeader(table, job.mapping, job.settings);
  let encoding = table.origin.encoding;
  yield tableLine(table, headed);
  const lack = needsMapping(headed);
  if (lack !== null) {
    yield encodeEvent(lack);
    return;
  }
  const run = new UploadRun(job, models, headed);
  let lastMs = Number.NEGATIVE_INFINITY;
  for await (const rows of headed.rows) {
    if (table.origin.encoding !== encoding) {
      encoding = table.origin.encoding;
      yield tableLine(table, headed);
    }
    for (const row of rows) {
      run.add(row);
      if (run.isFull) yield* run.take();
    }
    if (nowMs() - lastMs < progressEveryMs) continue;
    lastMs = nowMs();
    yield* run.take();
    yield encodeEvent({ type: "progress", bytesRead, bytesTotal: job.bytesTotal, ...run.counts });
  }
  yield* run.take();
  yield encodeEvent({ type: "progress", bytesRead, bytesTotal: job.bytesTotal, ...run.counts });
  yield* run.finish();
}

function tableLine({ origin }: Table, { headers, match, sample }: HeadedTable): Line {
  const { kind, sheet, otherSheets, encoding, delimiter } = origin;
  return encodeEvent({
    type: "table",
    kind,
    sheet,
    otherSheets,
    encoding,
    delimiter,
    headers,
    mapping: match.mapping,
    unread: match.unread,
    sample,
    resultColumns,
  });
}

/** The rows of one file on their way to the answer. */
class UploadRun {
  private readonly job: UploadJob;
  private readonly outcomeOf: ReturnType<typeof tableRowCalculator>;
  private readonly gathered = new EventGatherer();
  private readonly summary: BatchSummaryCollector = batchSummaryCollector();
  /** Results that wait for the last row of a file that is wanted whole or not at all. */
  private held: Line[] = [];
  private rowsRead = 0;
  private rowsWithErrors = 0;

  constructor(job: UploadJob, models: ModelLookup, { match }: HeadedTable) {
    const { settings, market } = job;
    this.job = job;
    this.outcomeOf = tableRowCalculator({ columns: match.columns, settings, models, market });
  }

  get isFull(): boolean {
    return this.gathered.isFull;
  }

  get counts(): { readonly rowsRead: number; readonly rowsWithErrors: number } {
    return { rowsRead: this.rowsRead, rowsWithErrors: this.rowsWithErrors };
  }

  add(row: Parameters<typeof this.outcomeOf>[0]): void {
    const outcome = this.outcomeOf(row, this.rowsRead);
    this.rowsRead += 1;
    if (outcome.kind === "errors") {
      this.rowsWithErrors += 1;
      this.summary.addRowsWithErrors(1);
      this.gathered.addErrors(outcome.errors);
      return;
    }
    this.summary.add(outcome.result);
    if (this.job.mode !== "check" && !this.isRefused) this.gathered.addResult(row.row, outcome.result);
  }

  /** What may leave now. */
  *take(): Generator<Line> {
    const errors = this.gathered.takeErrors();
    if (errors !== null) yield errors;
    if (this.isRefused) {
      this.gathered.dropResults();
      this.held = [];
    }
    const results = this.gathered.takeResults();
    if (results === null) return;
    if (this.job.mode === "all-or-nothing") this.held.push(results);
    else yield results;
  }

  *finish(): Generator<Line> {
    yield* this.held;
    const outcome: EndEvent["outcome"] =
      this.job.mode === "check" ? "checked" : this.isRefused ? "refused" : "calculated";
    yield encodeEvent({
      type: "end",
      rowsRead: this.rowsRead,
      summary: this.summary.summary(),
      market: this.job.marketFigures,
      outcome,
    });
  }

  private get isRefused(): boolean {
    return this.job.mode === "all-or-nothing" && this.rowsWithErrors > 0;
  }
}
