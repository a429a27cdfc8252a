import "server-only";
import { BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import { log } from "@/lib/server/log";
import type { MempoolInterval } from "@/lib/server/providers/providers";
import type { Reading } from "@/lib/server/providers/reading";
import type { Actor } from "@/lib/server/viewer";
import {
  type ObservedClose,
  type ObservedFigure,
  recordDailyCloses,
  recordNetworkSnapshot,
  recordRetargets,
} from "./commands";
import { firstAnswer } from "./first-answer";
import { marketProviders, providersAreOn, readLiveMarket, recentRetargets } from "./live-sources";
import { getMarketHistory } from "./queries";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** An exchange answers at most so many days at once. */
const klinesMost = 1000;

const collector = { kind: "system", name: "market collector" } as const satisfies Actor;

// On globalThis because the start-up hook may run in more than one bundle of the process.
const holder: { hashinsightMarketTimer?: ReturnType<typeof setInterval> | undefined } =
  globalThis as typeof globalThis & { hashinsightMarketTimer?: ReturnType<typeof setInterval> | undefined };

/**
 * Fills the cache with the market's figures now and keeps collecting every ten minutes: one snapshot a slot, and the
 * days and retargets that are missing since the newest known ones. Asks nobody while providers are switched off.
 *
 * @returns ends the collecting.
 */
export function warmMarket(): () => void {
  const stop = () => {
    clearInterval(holder.hashinsightMarketTimer);
    holder.hashinsightMarketTimer = undefined;
  };
  if (holder.hashinsightMarketTimer !== undefined) return stop;
  holder.hashinsightMarketTimer = setInterval(collectInBackground, 10 * minuteMs);
  // Collecting must not keep a process alive that wants to end.
  holder.hashinsightMarketTimer.unref();
  collectInBackground();
  return stop;
}

function collectInBackground(): void {
  collectMarket().catch((error: unknown) => log.error({ err: error }, "market: collecting failed"));
}

/** What one round wrote. */
export interface Collected {
  readonly snapshot: boolean;
  readonly closes: number;
  readonly retargets: number;
}

/** One round of collecting; a provider that fails leaves its part for the next round. */
export async function collectMarket(nowMs: number = Date.now()): Promise<Collected> {
  if (!providersAreOn()) return { snapshot: false, closes: 0, retargets: 0 };
  const history = await getMarketHistory(collector);
  const [snapshot, closes, retargets] = await Promise.all([
    part("snapshot", false, () => takeSnapshot(nowMs)),
    part("daily closes", 0, () => fillCloses(history.days.at(-1)?.dayUtc ?? null, nowMs)),
    part("retargets", 0, () => fillRetargets(history.retargets.at(-1)?.dayUtc ?? null, nowMs)),
  ]);
  return { snapshot, closes, retargets };
}

async function part<Value>(name: string, nothing: Value, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    log.warn({ part: name, err: error }, "market: could not collect");
    return nothing;
  }
}

async function takeSnapshot(nowMs: number): Promise<boolean> {
  const { price, network, tip, fees } = await readLiveMarket();
  return recordNetworkSnapshot(collector, {
    observedAtMs: nowMs,
    btcPriceUsd: observed(price, nowMs),
    difficulty: observed(network?.difficulty ?? null, nowMs),
    blockHeight: observed(tip, nowMs),
    observedHashrateThs: observed(network?.observedHashrateThs ?? null, nowMs),
    feesBtcPerBlock: observed(fees, nowMs),
  });
}

/** A reading that the cache bridged over a dead source is no observation of now. */
function observed(reading: Reading | null, nowMs: number): ObservedFigure | null {
  if (reading === null || nowMs - Date.parse(reading.retrievedAt) > 15 * minuteMs) return null;
  return { value: reading.value, source: reading.source };
}

/** Adds the days between the newest known close and yesterday. */
async function fillCloses(newestDayUtc: string | null, nowMs: number): Promise<number> {
  if (newestDayUtc === null) return 0;
  const startMs = Date.parse(newestDayUtc) + dayMs;
  if (startMs + dayMs > nowMs) return 0;
  const days = Math.ceil((nowMs - startMs) / dayMs);
  const { binance, okx, coingecko } = marketProviders();
  const closes = await firstAnswer<ObservedClose[]>([
    async () => named(await binance.dailyKlines({ startMs, limit: Math.min(days, klinesMost) })),
    async () => named(await okx.dailyCandles({ limit: Math.min(days, 300) })),
    async () => named(await coingecko.marketChart({ days: Math.min(days, 365) })),
  ]);
  return recordDailyCloses(
    collector,
    closes.filter((close) => close.dayUtc > newestDayUtc),
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

/** Adds the retargets since the newest known one, and those before it that the provider can date better. */
async function fillRetargets(newestDayUtc: string | null, nowMs: number): Promise<number> {
  const ageDays =
    newestDayUtc === null ? Number.POSITIVE_INFINITY : (nowMs - Date.parse(newestDayUtc)) / dayMs;
  const interval = intervalFor(ageDays);
  const series =
    interval === "3m"
      ? await recentRetargets()
      : await marketProviders().mempoolSpace.difficultyAdjustments(interval);
  const points = series.points.filter((point) => point.height % BLOCKS_PER_RETARGET === 0);
  return recordRetargets(collector, points);
}

/** The shortest interval that reaches back beyond the newest known retarget. */
function intervalFor(ageDays: number): MempoolInterval {
  if (ageDays < 80) return "3m";
  if (ageDays < 170) return "6m";
  if (ageDays < 350) return "1y";
  return ageDays < 700 ? "2y" : "all";
}
