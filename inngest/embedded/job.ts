import type { JsonValue } from "@/lib/domain/audit/json-value";
import type { EngineEvent } from "./engine-event";

/** discover and step call the function; the others only change what the executor remembers of the run. */
export type JobKind = "discover" | "step" | "timer" | "wait_timeout" | "event" | "resume" | "cancel";

/** A job that is ours until its lease ends, with all that a call needs. */
export interface ClaimedJob {
  readonly key: string;
  /** The fence: whoever brings an answer has to hold it. */
  readonly token: string;
  readonly runId: string;
  readonly fnId: string;
  readonly kind: JobKind;
  readonly stepHash: string | null;
  readonly stepName: string | null;
  /** Event or run that it brings. */
  readonly subject: string | null;
  readonly isRace: boolean;
  /** Failures so far. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Leases of it that ended without a word. */
  readonly losses: number;
  readonly run: {
    readonly isRunning: boolean;
    readonly reqVersion: number;
    readonly forcePlan: boolean;
    readonly stack: readonly string[];
    readonly memos: Readonly<Record<string, JsonValue>>;
    readonly event: EngineEvent;
  };
}

/** An error as it crosses between SDK and executor. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack?: string | undefined;
}

/** One thing that a function wants next or has done, as the SDK reports it. */
export interface Op {
  readonly id: string;
  readonly op: string;
  readonly name: string;
  readonly displayName: string;
  readonly data: JsonValue;
  readonly error: Failure | null;
  readonly opts: { readonly [key: string]: JsonValue };
}

/** What came of a job's call. */
export type Outcome =
  | { readonly kind: "completed"; readonly output: JsonValue }
  | { readonly kind: "ops"; readonly ops: readonly Op[]; readonly retryAfter: string | null }
  | { readonly kind: "retry"; readonly failure: Failure; readonly retryAfter: string | null }
  | { readonly kind: "failed"; readonly failure: Failure }
  /** The planned step is in the code no more: what is next has to be asked anew. */
  | { readonly kind: "stale" }
  /** The call never reached the function: not its fault, and no attempt of its. */
  | { readonly kind: "misconfigured"; readonly failure: Failure }
  /** Nothing was called: the job itself is the news. */
  | { readonly kind: "news" };

/** An outcome, and the version of its replay that the SDK answered with. */
export type Answer = Outcome & { readonly reqVersion: number | null };
