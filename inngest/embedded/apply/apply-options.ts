import type { Registry } from "../registry";

export interface ApplyOptions {
  readonly registry: Registry;
  readonly retryBaseMs: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}
