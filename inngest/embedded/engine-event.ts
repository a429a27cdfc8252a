import type { JsonValue } from "@/lib/domain/audit/json-value";

/** An event as functions see it. */
export interface EngineEvent {
  /** Whoever sends an event under an id that was there before starts nothing. */
  readonly id: string;
  readonly name: string;
  readonly data: JsonValue;
  /** When it happened, in milliseconds since 1970. */
  readonly ts: number;
}

/** What the SDK's `serve` gives: answers a request without any socket. */
export type Handler = (request: Request) => Promise<Response>;

/** Names that only the engine itself may give to events. */
export const reservedPrefix = "inngest/";
