import type { BatchRowError, BatchRowResult } from "@/lib/domain/batch/batch-row";
import type { Figure } from "@/lib/domain/provenance/figure";

/** A calculated row with its place in the person's file. */
export interface BatchExportRow {
  /** As a spreadsheet counts. */
  readonly row: number;
  readonly result: BatchRowResult;
}

/** Everything that goes into the workbook of a batch. */
export interface BatchExport {
  /** Name of the file the rows came from; `null` when they came from elsewhere. */
  readonly fileName: string | null;
  /** The moment of the export, ISO 8601 UTC. */
  readonly exportedAt: string;
  /** False when the calculation was stopped or cut off; the workbook then says so. */
  readonly isComplete: boolean;
  /** What all rows were calculated with, by the names of `MarketInputs`. */
  readonly market: Readonly<Record<string, Figure>>;
  readonly rowCount: number;
  /** Walked twice, so an array or an object that begins anew, not a generator. */
  readonly rows: Iterable<BatchExportRow>;
  readonly errors: readonly BatchRowError[];
}

/** Name of a group of rows without a catalogue model, as summaries call it. */
export const ownFiguresName = "own figures";
