import type { Transaction } from "@/db/client";
import type { EngineEvent } from "../embedded/engine-event";

/**
 * Where the relay puts events. Both have to bear the same event twice, and take the events of one aggregate in the order
 * in which they are given.
 */
export type HandOver = EmbeddedHandOver | OutsideHandOver;

/** The engine's tables are in our database: taken in and marked as handed over in one transaction. */
export interface EmbeddedHandOver {
  readonly kind: "embedded";
  readonly accept: (tx: Transaction, events: readonly EngineEvent[]) => Promise<void>;
}

/** The engine is a server elsewhere: claimed, sent, then marked as handed over. */
export interface OutsideHandOver {
  readonly kind: "outside";
  /**
   * Ends soon after its signal aborts.
   *
   * @throws EngineRefusedError for what the engine does not take, and never will; any other error means that the engine
   *   is away.
   */
  readonly send: (events: readonly EngineEvent[], signal: AbortSignal) => Promise<void>;
}

/** The engine answered, and does not take the events. */
export class EngineRefusedError extends Error {
  override readonly name = "EngineRefusedError";
}
