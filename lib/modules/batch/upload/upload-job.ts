import type { BatchField, BatchSettings } from "@/lib/domain/batch/batch-field";
import type { BatchMarket } from "@/lib/domain/batch/batch-row";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { UploadQuery } from "@/lib/modules/batch/schema/upload-contract";

/** Everything that reading and calculating a file needs, apart from the machines. */
export interface UploadJob {
  readonly mode: UploadQuery["mode"];
  /** Field of each column by place; `null` matches the headers instead. */
  readonly mapping: readonly (BatchField | null)[] | null;
  /** Sheet of a workbook; `null` for the first one that is not hidden. */
  readonly sheet: string | null;
  readonly settings: BatchSettings;
  readonly market: BatchMarket;
  /** The same market, each figure with source and age: what the answer says of it. */
  readonly marketFigures: Readonly<Record<string, Figure>>;
  /** As the sender said; `null` when it did not. */
  readonly bytesTotal: number | null;
}
