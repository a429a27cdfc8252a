import type { ProjectionInputs } from "../mining/calculation";

/** Nothing changes but the halving, over the longest horizon: used when nobody has asked for a path. */
export const flatProjection: ProjectionInputs = {
  months: 60,
  difficultyGrowthRatio: 0,
  difficultyGrowthPer: "month",
  priceGrowthRatioPerMonth: 0,
  hashrateDecayRatioPerMonth: 0,
  electricityEscalatorRatioPerYear: 0,
  feeShareRatio: null,
  discountRatioPerYear: null,
  resaleRatioOfCapex: null,
  resaleUsd: null,
};
