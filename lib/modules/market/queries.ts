import "server-only";
import { asc } from "drizzle-orm";
import { difficultyRetargets, marketAnalytics } from "@/db/schema/market";
import { appCache } from "@/lib/server/cache/app-cache";
import type { Credit } from "@/lib/server/providers/reading";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";
import { assembleMarketNow } from "./assemble-now";
import { assembleHistory, toRetargets } from "./history";
import { nothingKnown } from "./last-known";
import {
  type LiveMarket,
  lastKnownOrNothing,
  marketProviders,
  providersAreOn,
  readLiveMarket,
} from "./live-sources";
import type { MarketHistory, MarketNow, Retarget } from "./schema";

const minuteMs = 60_000;

/**
 * Price, network and hashprice as they are now. Never waits more than three seconds and never fails because a
 * provider does: what nobody answers is the last known value, stale, with the moment it describes.
 */
export async function getMarketNow(_viewer: Viewer): Promise<MarketNow> {
  const live = await readLiveMarket();
  const known = isComplete(live) ? nothingKnown : await lastKnownOrNothing();
  const silence = providersAreOn() ? "No provider answers at present." : "Live providers are switched off.";
  return assembleMarketNow({ live, known, silence, credits: creditsOf(live), nowMs: Date.now() });
}

/** Daily closes, difficulty and hashprice over the whole known history. */
export async function getMarketHistory(viewer: Viewer): Promise<MarketHistory> {
  const { value } = await appCache().get("market:history", {
    ttlMs: 5 * minuteMs,
    staleMs: 60 * minuteMs,
    load: () => readHistory(viewer),
  });
  return value;
}

/** Every known retarget with its change, oldest first. */
export async function listRetargets(viewer: Viewer): Promise<Retarget[]> {
  return toRetargets(await readAs(viewer, (tx) => selectRetargets(tx)));
}

type Reader = Parameters<Parameters<typeof readAs>[1]>[0];

function selectRetargets(tx: Reader) {
  const { height, dayUtc, difficulty, dateSource } = difficultyRetargets;
  return tx.select({ height, dayUtc, difficulty, dateSource }).from(difficultyRetargets).orderBy(asc(height));
}

function readHistory(viewer: Viewer): Promise<MarketHistory> {
  return readAs(viewer, async (tx) => {
    const { dayUtc, closeUsd, sourceCount, source } = marketAnalytics;
    const closes = await tx
      .select({ dayUtc, closeUsd, sourceCount, source })
      .from(marketAnalytics)
      .orderBy(asc(dayUtc));
    return assembleHistory(closes, await selectRetargets(tx));
  });
}

/** Whether every figure that has a last known value is live, so that the database need not be asked. */
function isComplete({ price, network, tip, fees, retarget }: LiveMarket): boolean {
  return ![price, network, tip, fees, retarget].includes(null);
}

/** The attribution of every provider that one of the figures comes from. */
function creditsOf(live: LiveMarket): Credit[] {
  if (!providersAreOn()) return [];
  const readings = [live.price, live.crossCheck, live.tip, live.fees, live.fearGreed, live.volatility];
  const sources = [...readings, live.network?.difficulty, live.retarget].map(
    (reading) => reading?.source ?? "",
  );
  return Object.values(marketProviders())
    .filter((provider) => provider !== null && sources.some((source) => source.includes(provider.name)))
    .map((provider) => provider.credit);
}
