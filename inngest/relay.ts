import { log } from "@/lib/server/log";
import { claimDue } from "@/lib/server/outbox/claim";
import type { OutboxRecord } from "@/lib/server/outbox/outbox-record";
import { retryWaitMs } from "@/lib/server/outbox/retry-wait";
import { bury, complete, release, type Settled, tryAgain } from "@/lib/server/outbox/settle";
import { gather } from "./gather";
import type { HandOver } from "./hand-over";
import { createWakeUp } from "./wake-up";

export interface RelayOptions {
  readonly handOver: HandOver;
  /** Most events on their way at once, and thus most that one claim takes. */
  readonly limit?: number;
  /** The poll is the guarantee; wake-ups only make it faster. */
  readonly pollMs?: number;
  readonly leaseSeconds?: number;
  /** After it a delivery counts as failed. Well below the lease, which therefore is never prolonged. */
  readonly timeoutMs?: number;
  /** How long a stop waits for deliveries under way. */
  readonly drainMs?: number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

export interface Relay {
  /** Looks for events now; when it is looking already, once more afterwards. */
  wake(): void;
  /** Claims nothing more, waits for what is under way, gives the rest back. */
  stop(): Promise<void>;
}

const longestPauseMs = 5000;
const stopped = new Error("the worker stops");

/**
 * Takes events out of the outbox and hands them over, each as soon as it is claimed, so that one that hangs holds up
 * none but those of its own aggregate. Any number of relays may run, in any number of processes.
 */
export function startRelay(options: RelayOptions): Relay {
  const { handOver, limit = 100, pollMs = 250, leaseSeconds = 30, timeoutMs = 10_000 } = options;
  const { drainMs = 5000, random = Math.random } = options;
  const wakeUp = createWakeUp();
  const underWay = new Map<OutboxRecord, { readonly bound: AbortController; readonly end: Promise<void> }>();
  const completeSoon = gather(complete);
  let isStopping = false;
  let failedLooks = 0;

  async function look(): Promise<void> {
    try {
      const room = limit - underWay.size;
      const claimed = await claimDue(room, leaseSeconds);
      if (failedLooks > 0) log.info("relay: the outbox answers again");
      failedLooks = 0;
      for (const record of claimed) begin(record);
      if (claimed.length === room && room > 0) wakeUp.wake();
    } catch (error) {
      // Said once: while the database is away every look fails in the same way.
      if (failedLooks === 0) log.error({ err: error }, "relay: the outbox does not answer");
      failedLooks += 1;
    }
  }

  function begin(record: OutboxRecord): void {
    const bound = new AbortController();
    const timer = setTimeout(() => bound.abort(new Error(`no end within ${timeoutMs} ms`)), timeoutMs);
    const end = deliver(record, bound.signal)
      .catch((error: unknown) => {
        // The lease ends, and the event is delivered again.
        log.error({ err: error, eventId: record.eventId }, "relay: could not note what became of an event");
      })
      .finally(() => {
        clearTimeout(timer);
        const wasFull = underWay.size >= limit;
        underWay.delete(record);
        if (wasFull) wakeUp.wake();
      });
    underWay.set(record, { bound, end });
  }

  async function deliver(record: OutboxRecord, signal: AbortSignal): Promise<void> {
    const { failures } = await handOver(record, signal);
    // What the stop cut off is given back by it.
    if (signal.reason === stopped && failures.length > 0) return;
    const [first] = failures;
    if (first === undefined) {
      const { settled, hasNext } = await completeSoon(record);
      if (hasNext) wakeUp.wake();
      return noteLost(record, settled);
    }
    const failure = failures.find(({ isFinal }) => !isFinal) ?? first;
    const { consumer, error, isFinal } = failure;
    const said = {
      eventId: record.eventId,
      type: record.type,
      attempts: record.attempts,
      consumer,
      err: error,
    };
    if (!isFinal) {
      log.warn(said, "relay: an event failed and is tried again");
      const waitMs = retryWaitMs(record.attempts, error, Date.now(), random);
      return noteLost(record, await tryAgain(record, error, waitMs));
    }
    log.error(said, "relay: an event is given up and became a dead letter");
    noteLost(record, await bury(record, failures));
    wakeUp.wake();
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      await look();
      await wakeUp.sleep(failedLooks === 0 ? pollMs : Math.min(longestPauseMs, pollMs * 2 ** failedLooks));
    }
  }

  const running = run();
  return {
    wake: () => wakeUp.wake(),
    async stop() {
      isStopping = true;
      wakeUp.wake();
      await running;
      await within(Promise.all([...underWay.values()].map(({ end }) => end)), drainMs);
      const left = [...underWay.keys()];
      for (const { bound } of underWay.values()) bound.abort(stopped);
      await release(left);
    },
  };
}

function noteLost(record: OutboxRecord, settled: Settled): void {
  if (settled === "settled") return;
  log.warn({ eventId: record.eventId, type: record.type }, "relay: an event took longer than its lease");
}

async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, tooLate]);
  clearTimeout(timer);
}
