import type { CalculatorState } from "@/components/calculator/calculator-state";
import { type ViewName, viewFields, viewNames } from "@/components/calculator/uncertainty/view-fields";
import { BLOCKS_PER_MONTH, BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import type { MarketViews } from "@/lib/domain/uncertainty/market-views";

/** The views that a person may set themselves; the seed is none. */
export const ownViewNames = viewNames.filter(
  (name): name is Exclude<ViewName, "pathSeed"> => name !== "pathSeed",
);

export type ChosenViews =
  | { readonly kind: "chosen"; readonly views: MarketViews; readonly own: readonly ViewName[] }
  /** Neither typed nor estimated. */
  | { readonly kind: "incomplete"; readonly missing: readonly string[] };

/**
 * The person's own views, and those of history where they have none. A growth of one's own is taken as known: it has no
 * standard error.
 *
 * @param estimated `null` where history gives none.
 */
export function chosenViews(state: CalculatorState, estimated: MarketViews | null): ChosenViews {
  const own = ownViewNames.filter((name) => state[name] !== null);
  const missing = estimated === null ? ownViewNames.filter((name) => state[name] === null) : [];
  if (missing.length > 0)
    return { kind: "incomplete", missing: missing.map((name) => viewFields[name].label) };
  const priceGrowth = state.viewPriceGrowth;
  const difficultyGrowth = state.viewDifficultyGrowth;
  return {
    kind: "chosen",
    own,
    views: {
      priceGrowthRatioPerMonth: priceGrowth ?? estimated?.priceGrowthRatioPerMonth ?? Number.NaN,
      priceVolatilityPerMonth: state.viewPriceVolatility ?? estimated?.priceVolatilityPerMonth ?? Number.NaN,
      difficultyGrowthRatioPerRetarget:
        difficultyGrowth ?? estimated?.difficultyGrowthRatioPerRetarget ?? Number.NaN,
      difficultyVolatilityPerRetarget:
        state.viewDifficultyVolatility ?? estimated?.difficultyVolatilityPerRetarget ?? Number.NaN,
      correlation: state.viewCorrelation ?? estimated?.correlation ?? Number.NaN,
      priceGrowthStandardError: priceGrowth === null ? (estimated?.priceGrowthStandardError ?? 0) : 0,
      difficultyGrowthStandardError:
        difficultyGrowth === null ? (estimated?.difficultyGrowthStandardError ?? 0) : 0,
    },
  };
}

/** The growths of “Months ahead” as views: per retarget, whatever they are typed per. `null` where one is not typed. */
export function projectedGrowths(
  state: CalculatorState,
): { readonly viewPriceGrowth: number; readonly viewDifficultyGrowth: number } | null {
  const { priceGrowthRatioPerMonth, difficultyGrowthRatio, difficultyGrowthPer } = state;
  if (priceGrowthRatioPerMonth === null || difficultyGrowthRatio === null) return null;
  return {
    viewPriceGrowth: priceGrowthRatioPerMonth,
    viewDifficultyGrowth:
      difficultyGrowthPer === "retarget"
        ? difficultyGrowthRatio
        : (1 + difficultyGrowthRatio) ** (BLOCKS_PER_RETARGET / BLOCKS_PER_MONTH) - 1,
  };
}
