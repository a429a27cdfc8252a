import type { FetchJson } from "@/lib/server/outbound/fetch-json";
import { UpstreamError } from "@/lib/server/outbound/upstream-error";
import type { ProviderId } from "./provider-id";
import type { Credit, Provider, Reading, Series } from "./reading";
import { type BandName, checkBand, type LastKnown } from "./sanity-band";

/** What each provider is built with. */
export interface ProviderOptions {
  readonly fetchJson: FetchJson;
  readonly clock: { now(): number };
  /** The newest trusted value of a band, if any: bounds how far the next one may jump. */
  readonly lastKnown: (band: BandName) => LastKnown | null | Promise<LastKnown | null>;
  /** Start of every address, without a slash at the end. */
  readonly baseUrl: string;
}

interface ReadingInput {
  readonly value: number;
  readonly unit: string;
  readonly band: BandName;
  /** Unix ms as the provider states it; absent where it states none, and then it is now. */
  readonly asOfMs?: number;
  /** Added to the provider's name: the market, the method. */
  readonly market?: string;
  readonly note?: string;
}

interface SeriesInput<Point> {
  readonly points: readonly Point[];
  readonly unit: string;
  readonly market?: string;
  readonly note?: string;
}

/** The tools by which a provider turns its own shape into readings; the sanity band cannot be forgotten. */
export interface ProviderKit extends Provider {
  reading(input: ReadingInput): Promise<Reading>;
  series<Point>(input: SeriesInput<Point>): Series<Point>;
  /** Checks one number of a series against its band. */
  inBand(value: number, band: BandName): number;
  /** ISO 8601 UTC of Unix ms. @throws UpstreamError when it is before Bitcoin or over two years ahead. */
  isoFromMs(ms: number): string;
  /** The UTC day of Unix ms, "2026-11-22". */
  dayUtcFromMs(ms: number): string;
  shapeError(detail: string): UpstreamError;
}

/** 2009-01-03, the day of the first block: nothing of ours is older. */
const firstBlockMs = 1_230_940_800_000;
const aheadMsMax = 2 * 365 * 86_400_000;
/** A provider's clock may run ahead of ours by so much. */
const clockSkewMsMax = 3_600_000;

/** The kit of one provider. */
export function createProviderKit(
  identity: { readonly id: ProviderId; readonly name: string; readonly credit: Credit },
  options: Pick<ProviderOptions, "clock" | "lastKnown">,
): ProviderKit {
  const { id, name, credit } = identity;
  const { clock, lastKnown } = options;
  const sourceOf = (market: string | undefined) => (market === undefined ? name : `${name} ${market}`);
  const noteOf = (note: string | undefined) => (note === undefined ? {} : { note });

  function isoFromMs(ms: number, msMax = clock.now() + aheadMsMax): string {
    if (ms >= firstBlockMs && ms <= msMax) return new Date(ms).toISOString();
    const detail = `moment must be between 2009-01-03 and ${new Date(msMax).toISOString()}, got ${ms} ms`;
    throw new UpstreamError({ provider: id, kind: "out_of_band", detail, retryable: false });
  }

  return {
    id,
    name,
    credit,
    async reading({ value, unit, band, asOfMs, market, note }) {
      const nowMs = clock.now();
      checkBand(value, { provider: id, band, last: await lastKnown(band), nowMs });
      return {
        value,
        unit,
        source: sourceOf(market),
        asOf: isoFromMs(asOfMs ?? nowMs, nowMs + clockSkewMsMax),
        retrievedAt: new Date(nowMs).toISOString(),
        ...noteOf(note),
      };
    },
    series: ({ points, unit, market, note }) => ({
      points,
      unit,
      source: sourceOf(market),
      retrievedAt: new Date(clock.now()).toISOString(),
      ...noteOf(note),
    }),
    inBand: (value, band) => checkBand(value, { provider: id, band }),
    isoFromMs: (ms) => isoFromMs(ms),
    dayUtcFromMs: (ms) => isoFromMs(ms).slice(0, 10),
    shapeError: (detail) =>
      new UpstreamError({ provider: id, kind: "invalid_shape", detail, retryable: false }),
  };
}
