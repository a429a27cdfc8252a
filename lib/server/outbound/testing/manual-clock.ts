import type { Clock } from "../clock";

export interface ManualClock extends Clock {
  advance(ms: number): void;
  /** Every pause that was asked for, in order. */
  readonly sleeps: readonly number[];
}

/** A clock that stands still; a sleep moves it on and returns at once. */
export function createManualClock(startMs = Date.parse("2026-11-22T12:00:00Z")): ManualClock {
  let nowMs = startMs;
  const sleeps: number[] = [];
  return {
    sleeps,
    now: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
    sleep(ms) {
      sleeps.push(ms);
      nowMs += ms;
      return Promise.resolve();
    },
  };
}
