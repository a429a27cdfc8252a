import type { z } from "zod";
import type { BatchMarket } from "@/lib/domain/batch/batch-row";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { ownMarketSchema } from "@/lib/modules/calculator/schema/calculate-request";
import type { MarketNow } from "@/lib/modules/market/schema";
import { AppError, type FieldProblem } from "@/lib/server/errors";

/** Market figures of the person's own; what is left out is the current market's. */
export type OwnMarket = z.output<typeof ownMarketSchema>;

/** The market that every row of a batch is calculated with, and where each figure of it came from. */
export interface ResolvedMarket {
  readonly market: BatchMarket;
  readonly figures: Readonly<Record<keyof OwnMarket, Figure>>;
}

type NowFigures = Pick<
  MarketNow,
  "btcPriceUsd" | "difficulty" | "observedHashrateThs" | "subsidyBtc" | "feesBtcPerBlock" | "blockHeight"
>;

/**
 * Own figures over the current ones. Without a price, fees or height the answers that need them are `null`.
 *
 * @throws AppError `invalid` when nobody knows difficulty or subsidy: nothing can be calculated then.
 */
export function resolveBatchMarket(own: OwnMarket | undefined, now: NowFigures): ResolvedMarket {
  const pick = (value: number | undefined, figure: Figure): Figure =>
    value === undefined ? figure : { value, unit: figure.unit, source: "request", asOf: null, stale: false };
  const figures = {
    btcPriceUsd: pick(own?.btcPriceUsd, now.btcPriceUsd),
    difficulty: pick(own?.difficulty, now.difficulty),
    networkHashrateThs: pick(own?.networkHashrateThs, now.observedHashrateThs),
    subsidyBtc: pick(own?.subsidyBtc, now.subsidyBtc),
    feesBtcPerBlock: pick(own?.feesBtcPerBlock, now.feesBtcPerBlock),
    blockHeight: pick(own?.blockHeight, now.blockHeight),
  };
  const { difficulty, subsidyBtc } = figures;
  if (difficulty.value === null || subsidyBtc.value === null)
    throw notEnoughKnown({ difficulty, subsidyBtc });
  return {
    figures,
    market: {
      btcPriceUsd: figures.btcPriceUsd.value,
      difficulty: difficulty.value,
      networkHashrateThs: figures.networkHashrateThs.value,
      networkHashrateStale: figures.networkHashrateThs.stale,
      subsidyBtc: subsidyBtc.value,
      feesBtcPerBlock: figures.feesBtcPerBlock.value,
      blockHeight: figures.blockHeight.value,
    },
  };
}

function notEnoughKnown(needed: Readonly<Record<string, Figure>>): AppError {
  const fields: FieldProblem[] = Object.entries(needed)
    .filter(([, figure]) => figure.value === null)
    .map(([name, { note }]) => ({
      field: `market.${name}`,
      message: `No source has this now${note === undefined ? "" : ` (${note})`}: give your own`,
    }));
  const names = fields.map(({ field }) => field).join(", ");
  return new AppError("invalid", `Not enough is known to calculate: ${names}.`, { fields });
}
