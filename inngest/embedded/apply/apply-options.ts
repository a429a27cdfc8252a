import type { ClaimedJob } from "../job";
import type { Registry } from "../registry";

export interface ApplyOptions {
  readonly registry: Registry;
  readonly retryBaseMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** For tests: what it throws undoes the whole answer. */
  readonly beforeCommit?: (job: ClaimedJob) => void | Promise<void>;
}
