import "server-only";
import { appCache } from "@/lib/server/cache/app-cache";
import { env } from "@/lib/server/env";
import { log } from "@/lib/server/log";
import { liveProviders } from "@/lib/server/providers/live-providers";
import type { BlockchainInfoStats, Providers, RetargetPoint } from "@/lib/server/providers/providers";
import type { Reading, Series } from "@/lib/server/providers/reading";
import type { BandName, LastKnown as BandValue } from "@/lib/server/providers/sanity-band";
import type { Viewer } from "@/lib/server/viewer";
import { firstAnswer } from "./first-answer";
import { type KnownValue, type LastKnown, nothingKnown, readLastKnown } from "./last-known";
import { type LiveRetarget, liveRetarget } from "./live-retarget";
import { plausibleHeight } from "./plausible-height";

/** What the providers say, each figure null when none of its sources answers in time. */
export interface LiveMarket {
  readonly price: Reading | null;
  readonly crossCheck: Reading | null;
  readonly network: LiveNetwork | null;
  readonly tip: Reading | null;
  readonly fees: Reading | null;
  readonly retarget: LiveRetarget | null;
  readonly fearGreed: Reading | null;
  readonly volatility: Reading | null;
}

export interface LiveNetwork {
  readonly difficulty: Reading;
  readonly observedHashrateThs: Reading;
}

export const nothingLive: LiveMarket = {
  price: null,
  crossCheck: null,
  network: null,
  tip: null,
  fees: null,
  retarget: null,
  fearGreed: null,
  volatility: null,
};

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** A request never waits longer than this for a provider; the load goes on and serves the next request. */
const patienceMs = 2500;

const system: Viewer = { kind: "system", name: "market" };

/** Whether providers may be asked at all. */
export function providersAreOn(): boolean {
  return env().MARKET_PROVIDERS === "live";
}

/** Every live figure through the cache; never throws and never takes longer than the patience for providers. */
export async function readLiveMarket(): Promise<LiveMarket> {
  if (!providersAreOn()) return nothingLive;
  const [price, crossCheck, network, tip, fees, retarget, fearGreed, volatility] = await Promise.all([
    inTime("price", live.price()),
    inTime("crossCheck", live.crossCheck()),
    inTime("network", live.network()),
    inTime("tip", live.tip()),
    inTime("fees", live.fees()),
    inTime("retarget", live.retarget()),
    inTime("fearGreed", live.fearGreed()),
    inTime("volatility", live.volatility()),
  ]);
  return { price, crossCheck, network, tip, fees, retarget, fearGreed, volatility };
}

/** The price alone, as `readLiveMarket` has it. */
export async function readLivePrice(): Promise<Reading | null> {
  return providersAreOn() ? await inTime("price", live.price()) : null;
}

/** The height of the chain alone, as `readLiveMarket` has it. */
export async function readLiveTip(): Promise<Reading | null> {
  return providersAreOn() ? await inTime("tip", live.tip()) : null;
}

/**
 * The newest values that the database holds, read at most every few seconds. A database that fails must not take live
 * figures with it: nothing is known then, and what is missing says so.
 */
export async function lastKnownOrNothing(): Promise<LastKnown> {
  const load = () => readLastKnown(system);
  try {
    return (await appCache().get("market:last-known", { ttlMs: 10 * second, staleMs: minute, load })).value;
  } catch (error) {
    log.error({ err: error }, "market: the last known values could not be read");
    return nothingKnown;
  }
}

const built = new WeakMap<object, Providers | null>();

/** The providers, each new value bounded by the last known one. @throws Error while they are switched off. */
export function marketProviders(): Providers {
  // One set for each environment: only tests have more than one.
  let providers = built.get(env());
  if (providers === undefined) {
    providers = liveProviders(lastKnownOfBand);
    built.set(env(), providers);
  }
  if (providers === null) throw new Error("Market providers are switched off");
  return providers;
}

/** One entry of the cache for each question; lifetimes follow how fast the figure moves and what its source allows. */
const live = {
  price: () =>
    cached("price", 30 * second, 10 * minute, ({ binance, okx }) =>
      firstAnswer([() => binance.tickerPrice(), () => okx.tickerPrice()]),
    ),
  crossCheck: () => cached("coingecko", 300 * second, hour, ({ coingecko }) => coingecko.simplePrice()),
  network: () =>
    cached("network", 5 * minute, hour, ({ mempoolSpace, ankrRpc }) =>
      firstAnswer<LiveNetwork>([
        async () => withWindow(await mempoolSpace.hashrate3d()),
        ...(ankrRpc === null
          ? []
          : [
              async () => ({
                difficulty: (await ankrRpc.blockchainInfo()).difficulty,
                observedHashrateThs: await ankrRpc.networkHashrate({ blocks: 144 }),
              }),
            ]),
        blockchainInfoStats,
      ]),
    ),
  tip: () =>
    cached("tip", 5 * minute, hour, ({ mempoolSpace, ankrRpc }) =>
      firstAnswer([
        async () => checkedHeight(await mempoolSpace.tipHeight()),
        ...(ankrRpc === null
          ? []
          : [async () => checkedHeight((await ankrRpc.blockchainInfo()).blockHeight)]),
      ]),
    ),
  fees: () =>
    cached("fees", 10 * minute, hour, ({ mempoolSpace }) =>
      firstAnswer([
        () => mempoolSpace.feesPerBlock144(),
        async () => (await blockchainInfoStats()).feesBtcPerBlock,
      ]),
    ),
  retarget: () =>
    cached("retarget", 10 * minute, hour, async ({ mempoolSpace }) =>
      liveRetarget({ mempoolSpace, tip: await live.tip(), retargets: recentRetargets, nowMs: Date.now() }),
    ),
  fearGreed: () =>
    cached("fear-greed", hour, 12 * hour, async ({ alternativeMe }) => {
      const { index, classification } = await alternativeMe.fearGreed();
      return { ...index, note: classification };
    }),
  volatility: () =>
    cached("volatility", hour, 12 * hour, async ({ deribit }): Promise<Reading> => {
      const endMs = Date.now();
      const series = await deribit.volatilityIndex({ startMs: endMs - 6 * hour, endMs });
      const newest = series.points.at(-1);
      if (newest === undefined) throw new Error("Deribit answered no hour of its volatility index");
      const { unit, source, retrievedAt } = series;
      return { value: newest.value, asOf: newest.at, unit, source, retrievedAt };
    }),
};

/** The retargets of the last three months, oldest first. */
export function recentRetargets(): Promise<Series<RetargetPoint>> {
  return cached("retargets-3m", hour, 12 * hour, ({ mempoolSpace }) =>
    mempoolSpace.difficultyAdjustments("3m"),
  );
}

/** Answers several questions, so that its one call is cached by itself. */
function blockchainInfoStats(): Promise<BlockchainInfoStats> {
  return cached("blockchain-info", 5 * minute, hour, ({ blockchainInfo }) => blockchainInfo.stats());
}

async function cached<Value>(
  key: string,
  ttlMs: number,
  staleMs: number,
  ask: (providers: Providers) => Promise<Value>,
): Promise<Value> {
  const load = () => ask(marketProviders());
  return (await appCache().get(`market:${key}`, { ttlMs, staleMs, load })).value;
}

/** The value if it comes within the patience, else null; why it did not come is logged. */
async function inTime<Value>(figure: string, promise: Promise<Value>): Promise<Value | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  const answer = promise.catch((error: unknown) => {
    log.debug({ figure, err: error }, "market: no provider answered");
    return null;
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** @see mempool/mempool backend/src/api/mining/mining-routes.ts, getNetworkHashPs(1008) */
function withWindow(network: LiveNetwork): LiveNetwork {
  const note = "Estimated from the last 1,008 blocks, about a week; block luck inside";
  return { ...network, observedHashrateThs: { ...network.observedHashrateThs, note } };
}

async function checkedHeight(reading: Reading): Promise<Reading> {
  return plausibleHeight(reading, (await lastKnownOrNothing()).blockHeight, Date.now());
}

/** A broken source must not move a figure further than it can have moved since it was last right. */
async function lastKnownOfBand(band: BandName): Promise<BandValue | null> {
  if (band !== "btcPriceUsd" && band !== "difficulty") return null;
  const known: KnownValue | null = (await lastKnownOrNothing())[band];
  return known === null ? null : { value: known.value, asOfMs: Date.parse(known.asOf) };
}
