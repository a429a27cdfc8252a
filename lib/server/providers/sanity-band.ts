import { UpstreamError } from "@/lib/server/outbound/upstream-error";
import type { ProviderId } from "./provider-id";

interface Band {
  readonly least: number;
  readonly most: number;
  /** At most this many times the last known value, and at least one part in as many of it. */
  readonly factorMax?: number;
  /** The last known value binds while it is younger than this; after a long silence much may have changed. */
  readonly lastAgeMsMax?: number;
}

const dayMs = 86_400_000;

/**
 * What a figure can possibly be. Wide on purpose: a band catches a broken source, not a bad day.
 *
 * Difficulty moves by a factor of four at a retarget at most (Bitcoin Core, `CalculateNextWorkRequired`); the
 * 0.01 leaves room for rounding, the age for one retarget.
 */
const sanityBands = {
  btcPriceUsd: { least: 1000, most: 10_000_000, factorMax: 3, lastAgeMsMax: 30 * dayMs },
  /** Any closed day of the market's history. */
  btcCloseUsd: { least: 0.01, most: 10_000_000 },
  difficulty: { least: 1e12, most: 1e17, factorMax: 4.01, lastAgeMsMax: 14 * dayMs },
  /** Any epoch since the first block. */
  historicalDifficulty: { least: 1, most: 1e17 },
  /** The difficulty band over 600 s a block, widened tenfold for block luck over a day. */
  observedHashrateThs: { least: 7e5, most: 7e12 },
  historicalHashrateThs: { least: 0, most: 7e12 },
  feesBtcPerBlock: { least: 0, most: 50 },
  subsidyBtc: { least: 0, most: 50 },
  blockHeight: { least: 0, most: 20_000_000 },
  /** The chain was longer than this before we existed: a height cut off in transit is a shorter number. */
  tipHeight: { least: 900_000, most: 20_000_000 },
  remainingBlocks: { least: 0, most: 2016 },
  /** A retarget's limits: a quarter to four times. */
  difficultyChangeRatio: { least: -0.751, most: 3.01 },
  /** Unix seconds since the first block. */
  blockTimeSeconds: { least: 1_231_006_505, most: 4_294_967_295 },
  meanBlockTimeMs: { least: 1000, most: 86_400_000 },
  fearGreedIndex: { least: 0, most: 100 },
  volatilityPct: { least: 1, most: 1000 },
  fundingRatio: { least: -0.1, most: 0.1 },
  volumeBtc: { least: 0, most: 21_000_000 },
} as const satisfies Readonly<Record<string, Band>>;

export type BandName = keyof typeof sanityBands;

/** The newest value that is held to be true, and the moment it describes (Unix ms). */
export interface LastKnown {
  readonly value: number;
  readonly asOfMs: number;
}

interface BandCheck {
  readonly provider: ProviderId;
  readonly band: BandName;
  readonly last?: LastKnown | null;
  readonly nowMs?: number;
}

/**
 * The value itself, unchanged, when it is finite and inside its band.
 *
 * @throws UpstreamError of kind `out_of_band`, with value and rule.
 */
export function checkBand(value: number, { provider, band, last = null, nowMs = 0 }: BandCheck): number {
  const { least, most, factorMax, lastAgeMsMax }: Band = sanityBands[band];
  const refuse = (rule: string): never => {
    const detail = `${band} must be ${rule}, got ${value}`;
    throw new UpstreamError({ provider, kind: "out_of_band", detail, retryable: false });
  };
  if (!Number.isFinite(value) || value < least || value > most) refuse(`between ${least} and ${most}`);
  if (factorMax === undefined || last === null || nowMs - last.asOfMs > (lastAgeMsMax ?? 0)) return value;
  if (value > last.value * factorMax || value < last.value / factorMax) {
    refuse(`within a factor of ${factorMax} of the last known ${last.value}`);
  }
  return value;
}
