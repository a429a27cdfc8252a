import type { BatchModel } from "@/lib/domain/batch/model-lookup";
import type { UploadJob } from "@/lib/modules/batch/upload/upload-job";

/*
 * What the web thread and the thread that reads a file say to each other. Bytes are handed over, not copied.
 */

/** What the reading thread is started with. */
export interface WorkerStart {
  readonly job: UploadJob;
  readonly models: readonly BatchModel[];
}

export type ToWorker =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "end-of-file" }
  /** So many bytes of lines have gone to the client. */
  | { readonly kind: "sent"; readonly bytes: number };

export type FromWorker =
  | { readonly kind: "lines"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "done" }
  /** The file cannot be used as a whole. */
  | { readonly kind: "refused"; readonly message: string };
