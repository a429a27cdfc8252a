import type { BatchField } from "@/lib/domain/batch/batch-field";
import type { BatchRowError, BatchRowResult, BatchSummary } from "@/lib/domain/batch/batch-row";
import type { Figure } from "@/lib/domain/provenance/figure";

/*
 * What `POST /batch/upload` answers: one JSON object a line (application/x-ndjson), in the order of this file's types.
 * "table" comes first, then "results", "errors" and "progress" mixed while the file is still being read, and exactly
 * one of "end", "needs-mapping" or "failed" last. A stream that stops without one of these was cut off.
 * "table" comes again, and replaces the first, when a later letter shows that the encoding is another.
 */

/** Columns of a result row on the wire; `row` is the row in the file as a spreadsheet counts. */
export const resultColumns = [
  "index",
  "minerModel",
  "label",
  "quantity",
  "hashrateThs",
  "powerWatts",
  "electricityUsdPerKwh",
  "poolFeeRatio",
  "uptimeRatio",
  "hashrateDecayRatioPerMonth",
  "efficiencyJoulesPerTh",
  "btcPerDayNet",
  "dailyRevenueUsd",
  "dailyPoolFeeUsd",
  "dailyEnergyKwh",
  "dailyEnergyCostUsd",
  "dailyProfitUsd",
  "monthlyProfitUsd",
  "strikeUsdPerKwh",
  "capexUsd",
  "paybackMonths",
  "paybackReason",
  "paybackWarning",
] as const satisfies readonly (keyof BatchRowResult)[];
export type ResultColumn = (typeof resultColumns)[number];
export type PackedResult = readonly [row: number, ...values: (string | number | null)[]];

/** What the file is, as far as its first rows say. */
export interface TableEvent {
  readonly type: "table";
  readonly kind: "csv" | "xlsx";
  /** Sheet that is read; `null` for CSV. */
  readonly sheet: string | null;
  readonly otherSheets: readonly string[];
  /** "utf-8", "utf-16le", "utf-16be", "gb18030", "windows-1252"; `null` for XLSX. */
  readonly encoding: string | null;
  /** "," ";" "|" or tab; `null` for XLSX. */
  readonly delimiter: string | null;
  readonly headers: readonly string[];
  /** Field of each column, by place; `null` is not used. */
  readonly mapping: readonly (BatchField | null)[];
  /** Named columns that are not read, by place, each with the reason. */
  readonly unread: readonly { readonly column: number; readonly header: string; readonly reason: string }[];
  /** Up to five rows as text, for the person who maps columns. */
  readonly sample: readonly (readonly string[])[];
  /** What the figures of "results" are, so that the answer explains itself. */
  readonly resultColumns: readonly ResultColumn[];
}

/**
 * Last: a required field has no column or a field has several, and nothing was calculated. Send the file again with
 * `mapping`.
 */
export interface NeedsMappingEvent {
  readonly type: "needs-mapping";
  /** "minerModel" stands for a model, or hashrate and power. */
  readonly missing: readonly BatchField[];
  /** Fields that several columns claim, with the places of these columns. */
  readonly duplicates: readonly { readonly field: BatchField; readonly columns: readonly number[] }[];
  readonly message: string;
}

export interface ResultsEvent {
  readonly type: "results";
  /** Each the row in the file, then the values of `resultColumns` in order. */
  readonly rows: readonly PackedResult[];
}

export interface ErrorsEvent {
  readonly type: "errors";
  readonly errors: readonly BatchRowError[];
}

export interface ProgressEvent {
  readonly type: "progress";
  readonly bytesRead: number;
  /** `null` when the sender did not say how long the file is. */
  readonly bytesTotal: number | null;
  readonly rowsRead: number;
  readonly rowsWithErrors: number;
}

export interface EndEvent {
  readonly type: "end";
  readonly rowsRead: number;
  readonly summary: BatchSummary;
  /** The market every row was calculated with, each figure with source and age. */
  readonly market: Readonly<Record<string, Figure>>;
  /** In a dry run or when one bad row refuses all, no "results" were sent. */
  readonly outcome: "calculated" | "checked" | "refused";
}

/** Last: the file as a whole cannot be used; what was sent before is void. */
export interface FailedEvent {
  readonly type: "failed";
  readonly error: { readonly code: string; readonly message: string; readonly requestId: string };
}

export type UploadEvent =
  | TableEvent
  | NeedsMappingEvent
  | ResultsEvent
  | ErrorsEvent
  | ProgressEvent
  | EndEvent
  | FailedEvent;

/** The row of a result event as one array, in the order of `resultColumns`. */
export function packResult(row: number, result: BatchRowResult): PackedResult {
  return [row, ...resultColumns.map((column) => result[column])];
}
