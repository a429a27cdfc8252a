import { BLOCK_HEIGHT_LIMIT } from "../network/block-height";
import type { Limit } from "../require-range";

const RATIO: Limit = { min: 0, max: 1, unit: "(ratio)" };
const USD_TOTAL: Limit = { min: 0, max: 1e15, unit: "USD" };

/**
 * What each numeric input may be; forms and request schemas take their bounds from here.
 * Upper bounds lie far outside anything real. They only keep products of inputs finite.
 */
export const inputLimits = {
  hashrateThs: { min: 0, aboveMin: true, max: 1e9, unit: "TH/s" },
  powerWatts: { min: 0, max: 1e9, unit: "W" },
  quantity: { min: 1, max: 10_000_000, whole: true, unit: "machines" },
  electricityUsdPerKwh: { min: 0, max: 100, unit: "USD/kWh" },
  clientElectricityUsdPerKwh: { min: 0, max: 100, unit: "USD/kWh" },
  poolFeeRatio: RATIO,
  poolShareRatio: { min: 0, aboveMin: true, max: 1, unit: "(ratio)" },
  uptimeRatio: RATIO,
  curtailmentRatio: RATIO,
  fixedCostUsdPerMonth: USD_TOTAL,
  capexUsd: USD_TOTAL,
} as const satisfies Record<string, Limit>;

export const marketLimits = {
  btcPriceUsd: { min: 0, aboveMin: true, max: 1e12, unit: "USD" },
  // Mainnet's proof-of-work limit is difficulty 1.
  difficulty: { min: 1, max: 1e30, unit: "(raw difficulty)" },
  networkHashrateThs: { min: 0, aboveMin: true, max: 1e24, unit: "TH/s" },
  subsidyBtc: { min: 0, max: 50, unit: "BTC" },
  feesBtcPerBlock: { min: 0, max: 21_000_000, unit: "BTC per block" },
  blockHeight: BLOCK_HEIGHT_LIMIT,
} as const satisfies Record<string, Limit>;

export const projectionLimits = {
  months: { min: 6, max: 60, whole: true, unit: "months" },
  // One retarget moves difficulty by a quarter to four times at most.
  difficultyGrowthRatio: { min: -0.75, max: 3, unit: "(ratio)" },
  priceGrowthRatioPerMonth: { min: -0.9, max: 3, unit: "(ratio per month)" },
  hashrateDecayRatioPerMonth: { min: 0, max: 0.5, unit: "(ratio per month)" },
  electricityEscalatorRatioPerYear: { min: -0.5, max: 1, unit: "(ratio per year)" },
  feeShareRatio: { min: 0, max: 0.99, unit: "(ratio)" },
  discountRatioPerYear: { min: 0, max: 10, unit: "(ratio per year)" },
  resaleRatioOfCapex: { min: 0, max: 10, unit: "(ratio)" },
  resaleUsd: USD_TOTAL,
} as const satisfies Record<string, Limit>;
