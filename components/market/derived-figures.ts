import { BLOCK_SECONDS, BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import { impliedNetworkHashrateThs } from "@/lib/domain/network/implied-hashrate";
import { nextHalvingHeight } from "@/lib/domain/network/subsidy";
import { deriveFigure } from "@/lib/domain/provenance/derive-figure";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { MarketNow } from "@/lib/modules/market/schema";

const MS_PER_BLOCK = BLOCK_SECONDS * 1000;

/** Hashrate in TH/s at which blocks take ten minutes at the difficulty in force. */
export function impliedHashrateFigure(now: MarketNow): Figure {
  return deriveFigure("TH/s", [now.difficulty], impliedNetworkHashrateThs, "difficulty × 2^32 ÷ 600 s");
}

/** How much faster (positive) or slower blocks came than the difficulty expects, as a ratio. */
export function luckFigure(now: MarketNow): Figure {
  return deriveFigure(
    "ratio",
    [now.observedHashrateThs, impliedHashrateFigure(now)],
    (observed, implied) => observed / implied - 1,
    "observed ÷ implied − 1. Part of it is chance, part is hashrate that came or went since the last retarget.",
  );
}

/** Blocks until the subsidy halves, 1..210,000. */
export function halvingFigure(now: MarketNow): Figure {
  return deriveFigure(
    "blocks",
    [now.blockHeight],
    (height) => nextHalvingHeight(height) - height,
    "next multiple of 210,000 − height",
  );
}

/** When the subsidy halves in Unix ms if every block takes ten minutes from now on; `null` without a height. */
export function halvingAtMs(now: MarketNow): number | null {
  const { value } = halvingFigure(now);
  return value === null ? null : Date.parse(now.generatedAt) + value * MS_PER_BLOCK;
}

/** Share of this epoch's 2016 blocks that are mined, 0..1; `null` when nobody says how many remain. */
export function epochProgressRatio(now: MarketNow): number | null {
  const remaining = now.retarget.remainingBlocks.value;
  return remaining === null ? null : (BLOCKS_PER_RETARGET - remaining) / BLOCKS_PER_RETARGET;
}

/** Distance between the highest and lowest price source over the price, as a ratio; `null` with fewer than two sources. */
export function priceSpreadRatio(now: MarketNow): number | null {
  const price = now.btcPriceUsd.value;
  const others = now.crossChecks.flatMap(({ value }) => (value === null ? [] : [value]));
  if (price === null || others.length === 0) return null;
  return (Math.max(price, ...others) - Math.min(price, ...others)) / price;
}
