import type { Clock } from "./clock";

export interface CircuitBreaker {
  /** Whether a call may go out now. A `true` in the half-open state is the one probe: it must be reported. */
  allows(): boolean;
  success(): void;
  failure(): void;
  /** Ends an allowed call that told nothing about the service. */
  release(): void;
  /** Keeps the circuit open until a moment (Unix ms) that the service itself named. */
  holdUntil(untilMs: number): void;
  /** Unix ms before which no call goes out; null while closed. */
  openUntilMs(): number | null;
  state(): "closed" | "open" | "half-open";
}

interface CircuitBreakerOptions {
  readonly clock: Pick<Clock, "now">;
  /** Consecutive failures that open the circuit. */
  readonly failuresMax: number;
  readonly openMs: number;
}

/**
 * A breaker that opens after `failuresMax` consecutive failures, lets one probe through after `openMs`,
 * closes when it succeeds and opens again when it fails.
 */
export function createCircuitBreaker({ clock, failuresMax, openMs }: CircuitBreakerOptions): CircuitBreaker {
  let failures = 0;
  let openUntil: number | null = null;
  let probing = false;
  return {
    allows() {
      if (openUntil === null) return true;
      if (clock.now() < openUntil || probing) return false;
      probing = true;
      return true;
    },
    success() {
      probing = false;
      // An answer that was under way when the service said "wait" does not take that word back.
      if (openUntil !== null && clock.now() < openUntil) return;
      failures = 0;
      openUntil = null;
    },
    failure() {
      probing = false;
      failures += 1;
      if (failures >= failuresMax) openUntil = Math.max(openUntil ?? 0, clock.now() + openMs);
    },
    release() {
      probing = false;
    },
    holdUntil(untilMs) {
      probing = false;
      openUntil = Math.max(openUntil ?? 0, untilMs);
    },
    openUntilMs: () => openUntil,
    state() {
      if (openUntil === null) return "closed";
      return clock.now() < openUntil ? "open" : "half-open";
    },
  };
}
