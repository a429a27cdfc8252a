import type { Handler } from "./engine-event";
import type { Registry } from "./registry";

export interface ExecutorOptions {
  readonly registry: Registry;
  readonly handler: Handler;
  /** Most calls at once. */
  readonly concurrency?: number;
  /** How long a job is ours without a sign of life; one is given every third of it. */
  readonly leaseSeconds?: number;
  /** First pause before a step is tried again; the later ones are multiples of it. */
  readonly retryBaseMs?: number;
  /** The poll is the guarantee; wake-ups only make it faster. */
  readonly pollMs?: number;
  /** After it a call counts as failed. */
  readonly timeoutMs?: number;
  /** How long a stop waits for calls under way. */
  readonly drainMs?: number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

export interface Executor {
  /** Looks for jobs now; when it is looking already, once more afterwards. */
  wake(): void;
  /** Claims nothing more, waits for the calls under way, gives the rest back. */
  stop(): Promise<void>;
}

export function startExecutor(_options: ExecutorOptions): Executor {
  throw new Error("not built yet");
}
