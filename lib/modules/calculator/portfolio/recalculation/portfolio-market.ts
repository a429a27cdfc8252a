import "server-only";
import type { MarketInputs } from "@/lib/domain/mining/calculation";
import { BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import { type PortfolioMarket, portfolioMarketKeys } from "@/lib/domain/portfolio/portfolio";
import type { Figure } from "@/lib/domain/provenance/figure";
import { getMarketNow } from "@/lib/modules/market/queries";
import type { Viewer } from "@/lib/server/viewer";

type FigureKey = (typeof portfolioMarketKeys)[number];

/** The newest market figures that anybody has. Asks outside the database: never call it inside a transaction. */
export async function portfolioMarketNow(viewer: Viewer): Promise<PortfolioMarket> {
  const now = await getMarketNow(viewer);
  const figures = Object.fromEntries(portfolioMarketKeys.map((key) => [key, now[key]]));
  return { figures: figures as Record<FigureKey, Figure>, generatedAt: now.generatedAt };
}

/** The same market with a price that an event brought, unless the market's own is newer. */
export function withPrice(
  market: PortfolioMarket,
  { priceUsd, source, asOf }: { readonly priceUsd: string; readonly source: string; readonly asOf: string },
): PortfolioMarket {
  const known = market.figures.btcPriceUsd;
  if (known.value !== null && known.asOf !== null && known.asOf >= asOf) return market;
  const figure: Figure = { value: Number(priceUsd), unit: known.unit, source, asOf, stale: false };
  return { ...market, figures: { ...market.figures, btcPriceUsd: figure } };
}

/** The same market with a difficulty that an event brought, unless the chain is known to be past that epoch. */
export function withRetarget(
  market: PortfolioMarket,
  { height, difficulty }: { readonly height: number; readonly difficulty: string },
  toldAt: Date,
): PortfolioMarket {
  const { difficulty: known, blockHeight } = market.figures;
  const isPast = blockHeight.value !== null && blockHeight.value >= height + BLOCKS_PER_RETARGET;
  const asOf = toldAt.toISOString();
  const isNewer = known.value !== null && known.asOf !== null && !known.stale && known.asOf >= asOf;
  if (isPast || isNewer) return market;
  const source = `retarget at block ${height}`;
  const figure: Figure = { value: Number(difficulty), unit: known.unit, source, asOf, stale: false };
  return { ...market, figures: { ...market.figures, difficulty: figure } };
}

/** Why nothing can be calculated with a market; null when it can. */
export function whyNothing({ figures: { difficulty, subsidyBtc } }: PortfolioMarket): string | null {
  for (const [name, { value, note }] of [
    ["difficulty", difficulty],
    ["block subsidy", subsidyBtc],
  ] as const) {
    if (value === null) return `No source has the ${name} now${note === undefined ? "." : `: ${note}`}`;
  }
  return null;
}

/** The later of two markets, as long as one can calculate with it: late and repeated runs never go back to older figures. */
export function laterMarket(read: PortfolioMarket, stored: PortfolioMarket | null): PortfolioMarket {
  if (stored === null || whyNothing(stored) !== null) return read;
  if (whyNothing(read) !== null) return stored;
  return stored.generatedAt > read.generatedAt ? stored : read;
}

/** @throws Error when `whyNothing` has a reason. */
export function marketInputs({ figures }: PortfolioMarket): MarketInputs {
  const { difficulty, subsidyBtc } = figures;
  if (difficulty.value === null || subsidyBtc.value === null) throw new Error("a market nobody can use");
  return {
    btcPriceUsd: figures.btcPriceUsd.value,
    difficulty: difficulty.value,
    networkHashrateThs: null,
    networkHashrateStale: false,
    subsidyBtc: subsidyBtc.value,
    feesBtcPerBlock: figures.feesBtcPerBlock.value,
    blockHeight: figures.blockHeight.value,
  };
}
