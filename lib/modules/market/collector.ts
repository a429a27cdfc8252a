import "server-only";
import { BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import type { MempoolInterval } from "@/lib/server/providers/providers";
import type { Reading } from "@/lib/server/providers/reading";
import type { Actor } from "@/lib/server/viewer";
import { compactSnapshots } from "./commands/compact-snapshots";
import { type ObservedClose, recordDailyCloses } from "./commands/record-daily-closes";
import { type ObservedFigure, recordNetworkSnapshot } from "./commands/record-network-snapshot";
import { recordRetargets } from "./commands/record-retargets";
import { firstAnswer } from "./first-answer";
import { daysToFill, newestRetarget } from "./gaps";
import { marketProviders, providersAreOn, readLiveMarket, readLivePrice, readLiveTip } from "./live-sources";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** An exchange answers at most so many days at once. */
const klinesMost = 1000;

const collector = { kind: "system", name: "market collector" } as const satisfies Actor;

/*
 * What is collected, each part by a schedule of its own. Nobody is asked while providers are switched off. Price and
 * network leave out what no provider answers in time; days and retargets throw, and the schedule tries again.
 */

/** The price of this minute. @returns whether it was written; not when no provider answered in time. */
export async function collectPrice(nowMs: number = Date.now()): Promise<boolean> {
  if (!providersAreOn()) return false;
  const price = observed(await readLivePrice(), nowMs, 2 * minuteMs);
  return recordNetworkSnapshot(collector, { ...nothingObserved, observedAtMs: nowMs, btcPriceUsd: price });
}

/** Difficulty, height, observed hashrate and fees of now, beside the price. @returns whether anything was written. */
export async function collectNetwork(nowMs: number = Date.now()): Promise<boolean> {
  if (!providersAreOn()) return false;
  const { price, network, tip, fees } = await readLiveMarket();
  return recordNetworkSnapshot(collector, {
    observedAtMs: nowMs,
    btcPriceUsd: observed(price, nowMs, 2 * minuteMs),
    difficulty: observed(network?.difficulty ?? null, nowMs),
    blockHeight: observed(tip, nowMs),
    observedHashrateThs: observed(network?.observedHashrateThs ?? null, nowMs),
    feesBtcPerBlock: observed(fees, nowMs),
  });
}

const nothingObserved = {
  btcPriceUsd: null,
  difficulty: null,
  blockHeight: null,
  observedHashrateThs: null,
  feesBtcPerBlock: null,
} as const;

/** A reading that the cache bridged over a dead source is no observation of now. */
function observed(
  reading: Reading | null,
  nowMs: number,
  ageMostMs: number = 15 * minuteMs,
): ObservedFigure | null {
  if (reading === null || nowMs - Date.parse(reading.retrievedAt) > ageMostMs) return null;
  return { value: reading.value, source: reading.source };
}

/**
 * The closes of all days that are over and have none, back to the end of the shipped history. A day that the shipped
 * history itself leaves out stays out: all public sources were asked for it when it was compiled.
 *
 * @returns how many days were added.
 */
export async function collectDailyCloses(nowMs: number = Date.now()): Promise<number> {
  if (!providersAreOn()) return 0;
  const missing = await daysToFill(collector, nowMs);
  const [first] = missing;
  if (first === undefined) return 0;
  const startMs = Date.parse(first);
  const days = Math.ceil((nowMs - startMs) / dayMs);
  const { binance, okx, coingecko } = marketProviders();
  const closes = await firstAnswer<ObservedClose[]>([
    async () => named(await binance.dailyKlines({ startMs, limit: Math.min(days, klinesMost) })),
    async () => named(await okx.dailyCandles({ limit: Math.min(days, 300) })),
    async () => named(await coingecko.marketChart({ days: Math.min(days, 365) })),
  ]);
  const wanted = new Set(missing);
  return recordDailyCloses(
    collector,
    closes.filter(({ dayUtc }) => wanted.has(dayUtc)),
    nowMs,
  );
}

interface NamedSeries {
  readonly points: readonly { readonly dayUtc: string; readonly closeUsd: number }[];
  readonly source: string;
}

function named({ points, source }: NamedSeries): ObservedClose[] {
  return points.map(({ dayUtc, closeUsd }) => ({ dayUtc, closeUsd, source }));
}

/**
 * Retargets since the newest known one, and those before it that the provider can date better. The provider is asked
 * only when the chain has passed the next boundary, or nobody knows how far it has come.
 *
 * @returns how many rows were written.
 */
export async function watchRetargets(nowMs: number = Date.now()): Promise<number> {
  if (!providersAreOn()) return 0;
  const [newest, tip] = await Promise.all([newestRetarget(collector), readLiveTip()]);
  if (newest !== null && tip !== null && tip.value < newest.height + BLOCKS_PER_RETARGET) return 0;
  const ageDays = newest === null ? Number.POSITIVE_INFINITY : (nowMs - Date.parse(newest.dayUtc)) / dayMs;
  const { points } = await marketProviders().mempoolSpace.difficultyAdjustments(intervalFor(ageDays));
  return recordRetargets(
    collector,
    points.filter((point) => point.height % BLOCKS_PER_RETARGET === 0),
  );
}

/** The shortest interval that reaches back beyond the newest known retarget. */
function intervalFor(ageDays: number): MempoolInterval {
  if (ageDays < 80) return "3m";
  if (ageDays < 170) return "6m";
  if (ageDays < 350) return "1y";
  return ageDays < 700 ? "2y" : "all";
}

/** Leaves ten snapshots of each day that is over. @returns how many were deleted; run again until it is 0. */
export function compactMarketSnapshots(): Promise<number> {
  return compactSnapshots(collector);
}
