import type { ProviderId } from "./provider-id";

/** One number from outside in one fixed unit; what every provider answers whatever its own shape is. */
export interface Reading {
  /** Finite, inside its sanity band, in `unit`. */
  readonly value: number;
  /** "USD", "TH/s", "BTC/block", "block", "blocks", "ratio", "index", "" (difficulty). */
  readonly unit: string;
  /** The provider's name for screens, with the market where it matters: "Binance BTC/USDT". */
  readonly source: string;
  /** The moment the number describes, ISO 8601 UTC, as the provider states it; our own time where it states none. */
  readonly asOf: string;
  /** The moment we received it, ISO 8601 UTC. */
  readonly retrievedAt: string;
  /** What a reader must know about the number, in words. */
  readonly note?: string;
}

/** Many points of one figure from one provider, oldest first, each inside its sanity band. */
export interface Series<Point> {
  readonly points: readonly Point[];
  readonly unit: string;
  readonly source: string;
  readonly retrievedAt: string;
  readonly note?: string;
}

/** A closed UTC day of an exchange; the running day is never among them. */
export interface DailyBar {
  readonly dayUtc: string;
  readonly openUsd: number;
  readonly highUsd: number;
  readonly lowUsd: number;
  readonly closeUsd: number;
  readonly volumeBtc: number;
}

/** The price at the end of a UTC day. */
export interface DailyClose {
  readonly dayUtc: string;
  readonly closeUsd: number;
}

/** One point of a chart: a moment (ISO 8601 UTC) and a number in the series' unit. */
export interface TimedValue {
  readonly at: string;
  readonly value: number;
}

/** The attribution that a screen showing a provider's figures must carry. */
export interface Credit {
  readonly text: string;
  readonly url: string;
}

export interface Provider {
  readonly id: ProviderId;
  readonly name: string;
  readonly credit: Credit;
}
