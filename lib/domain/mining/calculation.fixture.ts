import type { CalculationInputs, MarketInputs, ProjectionInputs } from "./calculation";

/** 100 x S21 on the round figures of 2025 that the vectors in the tests use; height inside the 3.125 BTC era. */
export const marketFixture: MarketInputs = {
  btcPriceUsd: 80_000,
  difficulty: 119.12e12,
  networkHashrateThs: 900e6,
  networkHashrateStale: false,
  subsidyBtc: 3.125,
  feesBtcPerBlock: null,
  blockHeight: 890_000,
};

export const inputsFixture: CalculationInputs = {
  hashrateThs: 200,
  powerWatts: 3550,
  quantity: 100,
  electricityUsdPerKwh: 0.06,
  clientElectricityUsdPerKwh: null,
  poolFeeRatio: 0.025,
  payoutScheme: "fpps",
  poolShareRatio: null,
  uptimeRatio: 1,
  curtailmentRatio: 0,
  fixedCostUsdPerMonth: 0,
  capexUsd: null,
  market: marketFixture,
  projection: null,
};

export const projectionFixture: ProjectionInputs = {
  months: 36,
  difficultyGrowthRatio: 0.02,
  difficultyGrowthPer: "retarget",
  priceGrowthRatioPerMonth: 0,
  hashrateDecayRatioPerMonth: 0,
  electricityEscalatorRatioPerYear: 0,
  feeShareRatio: null,
  discountRatioPerYear: 0.1,
  resaleRatioOfCapex: null,
  resaleUsd: null,
};
