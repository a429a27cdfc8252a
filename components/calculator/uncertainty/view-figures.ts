import type { ownViewNames } from "@/components/calculator/uncertainty/chosen-views";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import type { ViewsEstimate } from "@/lib/domain/uncertainty/estimate-views";
import type { MarketViews } from "@/lib/domain/uncertainty/market-views";

type OwnViewName = (typeof ownViewNames)[number];

const estimatedBy: Readonly<Record<OwnViewName, keyof MarketViews>> = {
  viewPriceGrowth: "priceGrowthRatioPerMonth",
  viewPriceVolatility: "priceVolatilityPerMonth",
  viewDifficultyGrowth: "difficultyGrowthRatioPerRetarget",
  viewDifficultyVolatility: "difficultyVolatilityPerRetarget",
  viewCorrelation: "correlation",
};

/** What history says of one view, with window and error; missing with the reason. */
export function viewFigure(name: OwnViewName, estimate: ViewsEstimate | string | null): Figure {
  const unit = name === "viewCorrelation" ? "correlation" : "ratio";
  if (estimate === null) return missingFigure(unit, "the history has not arrived");
  if (typeof estimate === "string") return missingFigure(unit, estimate);
  if (estimate.kind === "too-few") return missingFigure(unit, estimate.reason);
  const { views, firstDayUtc, lastDayUtc, periods } = estimate.estimate;
  const error =
    name === "viewPriceGrowth"
      ? views.priceGrowthStandardError
      : name === "viewDifficultyGrowth"
        ? views.difficultyGrowthStandardError
        : null;
  return {
    // As precise as anybody would type it.
    value: Number(views[estimatedBy[name]].toPrecision(3)),
    unit,
    source:
      error === null ? `${periods} retarget periods` : `± ${formatPercent(error, 1)} (one standard error)`,
    // An estimate over years does not age like a price; its window stands in the source.
    asOf: null,
    stale: false,
    note: `Measured on ${periods} retarget periods from ${firstDayUtc} to ${lastDayUtc}.`,
  };
}
