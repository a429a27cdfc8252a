import { headroomBins } from "@/components/batch/worker/headroom";
import { LiveView } from "@/components/batch/worker/live-view";
import type { RunRequest, RunSnapshot, ViewSpec } from "@/components/batch/worker/protocol";
import { ResultStore } from "@/components/batch/worker/result-store";
import { runUpload } from "@/components/batch/worker/run-upload";
import { batchSummaryCollector } from "@/lib/domain/batch/batch-summary-collector";
import type { UploadEvent } from "@/lib/modules/batch/schema/upload-events";

type Progress = { -readonly [K in keyof Omit<RunSnapshot, "view" | "summary" | "headroom">]: RunSnapshot[K] };

/** Longest stretch without a look at the messages of the page, and pause between two reports to it. */
const reportEveryMs = 150;
/** A sorted or filtered view of many rows costs the worker more than adding them does. */
const costlyReportEveryMs = 600;

/** One file on its way through the server, and everything that came back. */
export class BatchRun {
  readonly store = new ResultStore();
  readonly view: LiveView;
  private readonly file: File;
  private readonly request: RunRequest;
  private readonly report: (snapshot: RunSnapshot) => void;
  private readonly abort = new AbortController();
  private readonly progress: Progress;
  private readonly sums = batchSummaryCollector();
  private summary: RunSnapshot["summary"] = null;
  private reportedAtMs = 0;

  constructor(
    runId: number,
    file: File,
    request: RunRequest,
    view: { readonly spec: ViewSpec; readonly version: number },
    report: (snapshot: RunSnapshot) => void,
  ) {
    this.file = file;
    this.request = request;
    this.report = report;
    this.view = new LiveView(this.store, view.spec, view.version);
    this.progress = {
      runId,
      fileName: file.name,
      mode: request.mode,
      state: "sending",
      startedAtMs: Date.now(),
      elapsedMs: 0,
      bytesRead: 0,
      bytesTotal: file.size,
      rowsRead: 0,
      rowsCalculated: 0,
      rowsWithErrors: 0,
      errorCount: 0,
      table: null,
      market: null,
      outcome: null,
      problem: null,
    };
  }

  cancel(): void {
    this.abort.abort();
  }

  /** Sends, reads, reports; ends when everything has come or nothing more will. */
  async run(): Promise<void> {
    this.sendReport();
    const problem = await runUpload(this.file, this.request, this.abort.signal, (event) => this.take(event));
    const { progress } = this;
    progress.elapsedMs = Date.now() - progress.startedAtMs;
    const isInspected = progress.mode === "inspect" && progress.table !== null && progress.problem === null;
    if (progress.problem === null && !isInspected) progress.problem = problem;
    progress.state = progress.problem === null ? "ended" : "stopped";
    this.sendReport();
  }

  snapshot(): RunSnapshot {
    const { progress, store } = this;
    return {
      ...progress,
      rowsCalculated: store.rowsCalculated,
      errorCount: store.errors.length,
      summary: this.summary ?? (store.rowsCalculated === 0 ? null : this.sums.summary()),
      headroom: progress.state === "ended" || progress.state === "stopped" ? headroomBins(store) : [],
      view: this.view.snapshot(),
    };
  }

  sendReport(): void {
    this.reportedAtMs = Date.now();
    this.report(this.snapshot());
  }

  private async take(event: UploadEvent): Promise<void> {
    this.apply(event);
    const { progress, store } = this;
    progress.elapsedMs = Date.now() - progress.startedAtMs;
    const pauseMs = store.length > 20_000 ? costlyReportEveryMs : reportEveryMs;
    if (Date.now() - this.reportedAtMs < pauseMs && event.type !== "table") return;
    this.sendReport();
    // Events that wait in the buffer would otherwise keep Cancel and the table's questions waiting.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }

  private apply(event: UploadEvent): void {
    const { progress, store } = this;
    switch (event.type) {
      case "table":
        progress.table = event;
        progress.state = "reading";
        if (progress.mode === "inspect") this.cancel();
        return;
      case "results":
        for (const row of event.rows) this.sums.add(store.addResult(row));
        return;
      case "errors":
        for (const error of event.errors) store.addError(error);
        progress.rowsWithErrors = Math.max(progress.rowsWithErrors, store.rowsWithErrors);
        return;
      case "progress":
        progress.bytesRead = event.bytesRead;
        progress.bytesTotal = event.bytesTotal ?? progress.bytesTotal;
        progress.rowsRead = event.rowsRead;
        progress.rowsWithErrors = event.rowsWithErrors;
        return;
      case "end":
        progress.rowsRead = event.rowsRead;
        progress.rowsWithErrors = event.summary.rowsWithErrors;
        progress.market = event.market;
        progress.outcome = event.outcome;
        progress.bytesRead = progress.bytesTotal ?? progress.bytesRead;
        this.summary = event.summary;
        return;
      case "needs-mapping":
        progress.problem = {
          kind: "needs-mapping",
          title: "A column is missing",
          meaning: event.message,
          retryAtMs: null,
          requestId: null,
        };
        return;
      case "failed":
        progress.problem = {
          kind: "file",
          title: "This file cannot be used",
          meaning: event.error.message,
          retryAtMs: null,
          requestId: event.error.requestId,
        };
        return;
    }
  }
}
