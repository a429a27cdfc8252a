import { setTimeout as pause } from "node:timers/promises";
import { log } from "@/lib/server/log";
import type { HandOver } from "./hand-over/hand-over";
import { handOverDue } from "./hand-over/hand-over-due";
import { createLaneClock, type LaneClock } from "./hand-over/lane-clock";
import type { EventTypes } from "./hand-over/sort-out";
import { createWakeUp } from "./wake-up";

export interface RelayOptions {
  readonly handOver: HandOver;
  readonly eventTypes: EventTypes;
  /** Most events of one batch. */
  readonly limit?: number;
  /** The poll is the guarantee; wake-ups only make it faster. */
  readonly pollMs?: number;
  readonly leaseSeconds?: number;
  /** After it a send counts as failed. Well below the lease, which therefore is never prolonged. */
  readonly timeoutMs?: number;
  readonly attemptsMax?: number;
  /** How long a stop waits for the batch under way. */
  readonly drainMs?: number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  /** Holds up updates that had better become one. */
  readonly laneClock?: LaneClock;
  /** After each batch. */
  readonly onHandedOver?: () => void;
}

export interface Relay {
  /** Looks for events now; when it is looking already, once more afterwards. */
  wake(): void;
  /** Claims nothing more, waits for what is under way, gives the rest back. */
  stop(): Promise<void>;
}

const longestPauseMs = 5000;

/**
 * Takes events out of the outbox and hands them over to the engine, batch after batch. Any number of relays may run, in
 * any number of processes.
 */
export function startRelay(options: RelayOptions): Relay {
  const { handOver, eventTypes, pollMs = 250, drainMs = 3000, onHandedOver = () => {} } = options;
  const {
    limit = 200,
    leaseSeconds = 30,
    timeoutMs = 10_000,
    attemptsMax = 5,
    random = Math.random,
  } = options;
  const { laneClock = createLaneClock() } = options;
  const bounds = { limit, leaseSeconds, timeoutMs, attemptsMax };
  const batch = { handOver, eventTypes, ...bounds, random, laneClock };
  const wakeUp = createWakeUp();
  const ending = new AbortController();
  const stopping = new AbortController();
  let failedLooks = 0;

  /** @returns milliseconds before the next look, unless something wakes. */
  async function look(): Promise<number> {
    try {
      const { count, isMore, nextMs = pollMs } = await handOverDue(batch, stopping.signal);
      if (count > 0) onHandedOver();
      if (isMore) wakeUp.wake();
      if (failedLooks > 0) log.info("relay: events are handed over again");
      failedLooks = 0;
      return Math.min(nextMs, pollMs);
    } catch (error) {
      // Said once: while the database or the engine is away every look fails in the same way.
      if (failedLooks === 0) log.error({ err: error }, "relay: cannot hand over; it is tried until it can");
      failedLooks += 1;
      return pollMs;
    }
  }

  /** Commits do not cut it short: each would otherwise be a call to an engine that is away. */
  async function pauseAfterFailure(): Promise<void> {
    const ms = Math.min(longestPauseMs, pollMs * 2 ** failedLooks);
    await pause(ms, undefined, { signal: ending.signal }).catch(() => {});
  }

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      const waitMs = await look();
      if (failedLooks === 0) await wakeUp.sleep(waitMs);
      else await pauseAfterFailure();
    }
  }

  const running = run();
  return {
    wake: () => wakeUp.wake(),
    async stop() {
      ending.abort();
      wakeUp.wake();
      const timer = setTimeout(() => stopping.abort(new Error("the worker stops")), drainMs);
      await running;
      clearTimeout(timer);
    },
  };
}
