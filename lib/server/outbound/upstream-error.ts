/** Why a call to an outside service gave no usable answer. */
export type UpstreamErrorKind =
  /** No complete answer within the time allowed. */
  | "timeout"
  /** A status other than 2xx, or a refusal written inside the answer (`code` is the provider's own). */
  | "status"
  | "too_large"
  | "invalid_json"
  /** JSON, but not what the provider documents. */
  | "invalid_shape"
  /** A number that cannot be true; it is dropped and never stored. */
  | "out_of_band"
  /** Not asked: the service failed lately or told us to wait until `retryAtMs`. */
  | "circuit_open"
  /** Not asked: the calls of the period are used up. */
  | "budget_exhausted"
  /** No connection, or it broke. */
  | "network";

interface UpstreamErrorDetails {
  readonly provider: string;
  readonly kind: UpstreamErrorKind;
  /** What went wrong in words that quote neither the address (it may hold a key) nor the body. */
  readonly detail: string;
  readonly status?: number;
  readonly code?: string;
  readonly retryable: boolean;
  /** Unix ms before which asking again is pointless. */
  readonly retryAtMs?: number;
}

/** A failed call to an outside service; carries no part of the answer. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";
  readonly provider: string;
  readonly kind: UpstreamErrorKind;
  readonly status: number | undefined;
  readonly code: string | undefined;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  readonly retryAtMs: number | undefined;
  constructor(details: UpstreamErrorDetails) {
    super(`${details.provider}: ${details.kind}: ${details.detail}`);
    this.provider = details.provider;
    this.kind = details.kind;
    this.status = details.status;
    this.code = details.code;
    this.retryable = details.retryable;
    this.retryAtMs = details.retryAtMs;
  }
}
