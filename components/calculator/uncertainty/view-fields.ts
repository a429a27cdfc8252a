import type { NumberSpec } from "@/components/calculator/number-spec";
import { viewLimits } from "@/lib/domain/uncertainty/market-views";
import { SEED_LIMIT } from "@/lib/domain/uncertainty/simulation-settings";

/*
 * The numbers of "What it does not know". They move no figure of the calculation itself, so a wrong one among them
 * must not hold it up: they are no part of `numberFields`. An empty view follows history.
 */

interface ViewSpec extends NumberSpec {
  /** Key in the link; as in `numberFields`, for good. */
  readonly urlKey: string;
  readonly start: number | null;
}

const view = { start: null, required: false } as const;

export const viewFields = {
  viewPriceGrowth: {
    ...view,
    urlKey: "vpg",
    label: "Median price growth",
    unit: "%/month",
    limit: viewLimits.priceGrowthRatioPerMonth,
    step: 0.1,
  },
  viewPriceVolatility: {
    ...view,
    urlKey: "vpv",
    label: "Price volatility",
    unit: "%/month",
    limit: viewLimits.priceVolatilityPerMonth,
    step: 1,
  },
  viewDifficultyGrowth: {
    ...view,
    urlKey: "vdg",
    label: "Median difficulty growth",
    unit: "%/retarget",
    limit: viewLimits.difficultyGrowthRatioPerRetarget,
    step: 0.1,
  },
  viewDifficultyVolatility: {
    ...view,
    urlKey: "vdv",
    label: "Difficulty volatility",
    unit: "%/retarget",
    limit: viewLimits.difficultyVolatilityPerRetarget,
    step: 0.5,
  },
  viewCorrelation: {
    ...view,
    urlKey: "vc",
    label: "Correlation of the two",
    unit: "",
    limit: viewLimits.correlation,
    step: 0.05,
  },
  pathSeed: {
    urlKey: "vs",
    label: "Seed of the draw",
    unit: "",
    limit: SEED_LIMIT,
    start: 1,
    required: true,
    step: 1,
  },
} as const satisfies Record<string, ViewSpec>;

export type ViewName = keyof typeof viewFields;

export const viewNames = Object.keys(viewFields) as readonly ViewName[];
