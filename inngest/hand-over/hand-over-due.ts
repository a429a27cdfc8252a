import { log } from "@/lib/server/log";
import { claimDue, lockDue } from "@/lib/server/outbox/claim";
import { laneOf, type OutboxRecord, relayActor } from "@/lib/server/outbox/outbox-record";
import { retryWaitMs } from "@/lib/server/outbox/retry-wait";
import {
  bury,
  complete,
  markHandedOver,
  release,
  rowsOf,
  tryAgain,
  type Unit,
} from "@/lib/server/outbox/settle";
import { withTransaction } from "@/lib/server/transaction";
import { toEngineEvent } from "../engine-event";
import { EngineRefusedError, type HandOver, type OutsideHandOver } from "./hand-over";
import type { LaneClock } from "./lane-clock";
import { type EventTypes, sortOut } from "./sort-out";

export interface HandOverOptions {
  readonly handOver: HandOver;
  readonly eventTypes: EventTypes;
  /** Most events of one batch. */
  readonly limit: number;
  readonly leaseSeconds: number;
  /** Milliseconds after which a send is cut off. Well below the lease. */
  readonly timeoutMs: number;
  /** Tries of one event before it becomes a dead letter. */
  readonly attemptsMax: number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** Holds up aggregates whose updates come so fast that they had better become one. */
  readonly laneClock: LaneClock;
}

/** What was found. */
interface Batch {
  /** Events that were taken up, with what did not come through. */
  readonly count: number;
  /** Whether there may be more that is due now. */
  readonly isMore: boolean;
  /** Milliseconds after which something will be due; absent when the poll is soon enough. */
  readonly nextMs?: number;
}

/**
 * Hands over one batch of what is due.
 *
 * @throws when the database or the engine is away; what was claimed is due again at once, or when its lease ends.
 */
export async function handOverDue(options: HandOverOptions, stopping: AbortSignal): Promise<Batch> {
  const { handOver } = options;
  if (handOver.kind === "outside") return handOverOutside(options, handOver, stopping);
  try {
    const found = await handOverAtOnce(options, handOver.accept);
    if (!found.isBlocked) return found;
  } catch (error) {
    log.warn({ err: error }, "relay: a batch failed, so its events go one by one");
  }
  return handOverOneByOne(options, stopping);
}

/** The batch in one transaction, without what is not to be read, what is held up, and what comes after either. */
async function handOverAtOnce(
  { limit, eventTypes, laneClock }: HandOverOptions,
  accept: Extract<HandOver, { kind: "embedded" }>["accept"],
): Promise<Batch & { isBlocked: boolean }> {
  const beganMs = performance.now();
  const waits: number[] = [];
  const coalesces = ({ record }: Unit) => eventTypes.get(record.type)?.coalesce === true;
  const { free, ...batch } = await withTransaction(relayActor, async (tx) => {
    const records = await lockDue(tx, limit);
    const { units, refused } = sortOut(records, eventTypes);
    const closed = new Set(refused.map(({ record }) => laneOf(record)));
    const isBlocked = closed.size > 0;
    const free = units.filter((unit) => {
      const lane = laneOf(unit.record);
      const waitMs = coalesces(unit) ? laneClock.waitMs(lane, beganMs) : 0;
      if (waitMs > 0) {
        closed.add(lane);
        waits.push(waitMs);
      }
      return !closed.has(lane);
    });
    if (free.length > 0) {
      await accept(tx, eventsOf(free));
      await markHandedOver(tx, free);
    }
    return { free, count: free.length, isMore: free.length > 0 && records.length === limit, isBlocked };
  });
  for (const unit of free.filter(coalesces)) laneClock.note(laneOf(unit.record), beganMs);
  return waits.length === 0 ? batch : { ...batch, nextMs: Math.min(...waits) };
}

/** Each event for itself, so that one that fails holds up none but those of its own aggregate. */
async function handOverOneByOne(options: HandOverOptions, stopping: AbortSignal): Promise<Batch> {
  const records = await claimDue(options.limit, options.leaseSeconds);
  const units = await buryUnreadable(records, options);
  await eachForItself(options, units, stopping);
  return { count: records.length, isMore: records.length > 0 };
}

async function handOverOutside(
  options: HandOverOptions,
  { send }: OutsideHandOver,
  stopping: AbortSignal,
): Promise<Batch> {
  const records = await claimDue(options.limit, options.leaseSeconds);
  const count = records.length;
  const units = await buryUnreadable(records, options);
  if (units.length === 0) return { count, isMore: count > 0 };
  try {
    await send(eventsOf(units), boundOf(options, stopping));
  } catch (error) {
    if (!(error instanceof EngineRefusedError)) {
      await release(rowsOf(units));
      throw error;
    }
    log.warn({ err: error }, "relay: a batch was refused, so its events go one by one");
    await eachForItself(options, units, stopping);
    return { count, isMore: true };
  }
  noteLost(await withTransaction(relayActor, (tx) => complete(tx, units)));
  return { count, isMore: count === options.limit };
}

async function eachForItself(
  options: HandOverOptions,
  units: readonly Unit[],
  stopping: AbortSignal,
): Promise<void> {
  const startedMs = performance.now();
  const failedLanes = new Set<string>();
  const left = new Set(units);
  try {
    for (const unit of units) {
      const lane = laneOf(unit.record);
      // What would outlast its lease is left for the next batch.
      const isLate = performance.now() - startedMs > options.leaseSeconds * 1000 - options.timeoutMs;
      if (stopping.aborted || isLate || failedLanes.has(lane)) continue;
      const error = await failureOf(options, unit, stopping);
      left.delete(unit);
      if (error === null) continue;
      failedLanes.add(lane);
      await release(unit.older);
      await settleFailure(options, unit.record, error);
    }
  } finally {
    await release(rowsOf([...left]));
  }
}

/** @returns why the event could not be handed over; null when it was. @throws when the engine is away. */
async function failureOf(options: HandOverOptions, unit: Unit, stopping: AbortSignal): Promise<Error | null> {
  const { handOver } = options;
  try {
    if (handOver.kind === "outside") await handOver.send(eventsOf([unit]), boundOf(options, stopping));
    await withTransaction(relayActor, async (tx) => {
      if (handOver.kind === "embedded") await handOver.accept(tx, eventsOf([unit]));
      noteLost(await complete(tx, [unit]));
    });
    return null;
  } catch (error) {
    if (handOver.kind === "outside" && !(error instanceof EngineRefusedError)) throw error;
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function settleFailure(options: HandOverOptions, record: OutboxRecord, error: Error): Promise<void> {
  const { eventId, type, attempts } = record;
  const said = { eventId, type, attempts, err: error };
  if (attempts < options.attemptsMax) {
    log.warn(said, "relay: an event failed and is tried again");
    await tryAgain(record, error, retryWaitMs(attempts, error, Date.now(), options.random));
    return;
  }
  log.error(said, "relay: an event is given up and became a dead letter");
  await bury(record, error);
}

async function buryUnreadable(
  records: readonly OutboxRecord[],
  { eventTypes }: HandOverOptions,
): Promise<readonly Unit[]> {
  const { units, refused } = sortOut(records, eventTypes);
  for (const { record, error } of refused) {
    log.error({ eventId: record.eventId, type: record.type, err: error }, "relay: an event cannot be read");
    await bury(record, error);
  }
  return units;
}

const eventsOf = (units: readonly Unit[]) => units.map(({ record }) => toEngineEvent(record));

const boundOf = ({ timeoutMs }: HandOverOptions, stopping: AbortSignal): AbortSignal =>
  AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);

function noteLost(units: readonly Unit[]): void {
  for (const { record } of units) {
    log.warn({ eventId: record.eventId, type: record.type }, "relay: an event took longer than its lease");
  }
}
