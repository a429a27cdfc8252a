import type { BatchField, BatchSettings } from "@/lib/domain/batch/batch-field";
import type { BatchRowError, BatchRowResult, BatchSummary } from "@/lib/domain/batch/batch-row";
import type { EndEvent, TableEvent } from "@/lib/modules/batch/schema/upload-events";

/*
 * What the page and its worker say to each other. The worker holds the answer of the server, however long; the page
 * asks for the rows it shows.
 */

/** Market figures that the person may replace; `null` follows the market. */
export type OwnMarket = Readonly<
  Record<"btcPriceUsd" | "difficulty" | "subsidyBtc" | "feesBtcPerBlock" | "blockHeight", number | null>
>;

/** "inspect" stops once the columns are known; "check" looks at every row and calculates none. */
export type RunMode = "inspect" | "check" | "calculate";

export interface RunRequest {
  readonly mode: RunMode;
  /** Field of each column; `null` leaves the choice to the server. */
  readonly mapping: readonly (BatchField | null)[] | null;
  /** Sheet of a workbook; `null` for the first. */
  readonly sheet: string | null;
  readonly settings: BatchSettings;
  readonly market: OwnMarket;
  /** One bad row refuses the whole file. */
  readonly isAllOrNothing: boolean;
}

/** Why a run has stopped before its end, in words. */
export interface RunProblem {
  readonly kind: "needs-mapping" | "file" | "server" | "busy" | "offline" | "cut-off" | "cancelled";
  readonly title: string;
  /** What it means and what to do. */
  readonly meaning: string;
  /** Unix ms from which another try makes sense; `null` when nothing has to be waited for. */
  readonly retryAtMs: number | null;
  /** To quote when asking for help. */
  readonly requestId: string | null;
}

/** Machines by how far their strike price lies above what they pay. */
export interface HeadroomBin {
  /** Middle of the bin: strike price less tariff, USD/kWh. */
  readonly usdPerKwh: number;
  readonly machinesEarning: number;
  readonly machinesAtLoss: number;
}

/** How far a run is. Small enough to be sent several times a second. */
export interface RunSnapshot {
  readonly runId: number;
  readonly fileName: string;
  readonly mode: RunMode;
  readonly state: "sending" | "reading" | "ended" | "stopped";
  readonly startedAtMs: number;
  readonly elapsedMs: number;
  readonly bytesRead: number;
  readonly bytesTotal: number | null;
  readonly rowsRead: number;
  readonly rowsCalculated: number;
  readonly rowsWithErrors: number;
  readonly errorCount: number;
  readonly table: TableEvent | null;
  readonly summary: BatchSummary | null;
  readonly market: EndEvent["market"] | null;
  readonly outcome: EndEvent["outcome"] | null;
  readonly problem: RunProblem | null;
  readonly headroom: readonly HeadroomBin[];
  readonly view: ViewSnapshot;
}

export type RowsOnly = "loss" | "no-payback" | "error";

/** Which rows the table shows, in which order. */
export interface ViewSpec {
  /** Words that all occur in model, label, row number or error. */
  readonly filter: string;
  /** Empty: any. */
  readonly models: readonly string[];
  readonly only: RowsOnly | null;
  readonly sort: { readonly id: string; readonly descending: boolean } | null;
}

export interface ViewSnapshot {
  /** Rises whenever rows or their order have changed. */
  readonly version: number;
  readonly count: number;
  readonly total: number;
  readonly counts: Readonly<Record<RowsOnly, number>>;
}

/** A row of the results table: an answer or the reasons why there is none. */
export interface BatchTableRow {
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly result: BatchRowResult | null;
  readonly errors: readonly BatchRowError[];
}

export interface ExportColumn {
  readonly id: string;
  readonly header: string;
}

export type ExportWhat =
  /** Rows and columns as shown. */
  | { readonly kind: "shown"; readonly columns: readonly ExportColumn[] }
  | { readonly kind: "all" }
  | { readonly kind: "errors" }
  | { readonly kind: "workbook" };

export type Ask =
  | { readonly type: "rows"; readonly from: number; readonly to: number }
  | { readonly type: "errors"; readonly from: number; readonly to: number }
  | { readonly type: "export"; readonly what: ExportWhat };

export interface Answers {
  readonly rows: { readonly version: number; readonly rows: readonly BatchTableRow[] };
  readonly errors: readonly BatchRowError[];
  /** `null` when it was cancelled. */
  readonly export: Blob | null;
}

export type ToWorker =
  | { readonly type: "run"; readonly runId: number; readonly file: File; readonly request: RunRequest }
  | { readonly type: "cancel" }
  | { readonly type: "cancel-export" }
  | { readonly type: "view"; readonly view: ViewSpec }
  | { readonly type: "ask"; readonly id: number; readonly ask: Ask };

export type FromWorker =
  | { readonly type: "snapshot"; readonly snapshot: RunSnapshot }
  | { readonly type: "answer"; readonly id: number; readonly value: Answers[keyof Answers] }
  | { readonly type: "refused"; readonly id: number; readonly message: string }
  /** How far an export is, 0..1. */
  | { readonly type: "export-progress"; readonly ratio: number };
