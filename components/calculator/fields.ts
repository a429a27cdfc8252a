import { type NumberSpec, specProblem } from "@/components/calculator/number-spec";
import { type ViewName, viewFields } from "@/components/calculator/uncertainty/view-fields";
import { inputLimits, marketLimits, projectionLimits } from "@/lib/domain/mining/input-limits";
import type { Limit } from "@/lib/domain/require-range";

/** One number of this screen and its place in a shared link. */
interface LinkedNumberSpec extends NumberSpec {
  /** Key in the link. Links live for years: never reuse a key for something else. */
  readonly urlKey: string;
  /** What version 1 of the links starts from; `null` follows the catalogue or the market, or means "none". */
  readonly start: number | null;
}

// Where the request schema of POST /api/calculate is stricter than the domain, its bound stands here, so that
// every state of this screen is also a request that the API accepts.
const electricity: Limit = { ...inputLimits.electricityUsdPerKwh, max: 10 };
const power: Limit = { ...inputLimits.powerWatts, aboveMin: true };
const growth = (limit: Limit): Limit => ({
  ...limit,
  min: Math.max(limit.min, -0.5),
  max: Math.min(limit.max, 1),
});

export const numberFields = {
  hashrateThs: spec("th", "Hashrate per machine", "TH/s", inputLimits.hashrateThs, null, false, 1),
  powerWatts: spec("w", "Power per machine", "W", power, null, false, 10),
  machinePriceUsd: spec("p", "Price per machine", "USD", { min: 0, max: 1e7, unit: "USD" }, null, false, 50),
  quantity: spec("n", "Machines", "", inputLimits.quantity, 100, true, 1),
  electricityUsdPerKwh: spec("e", "Electricity price", "USD/kWh", electricity, 0.06, true, 0.001),
  poolFeeRatio: spec("f", "Pool fee", "%", inputLimits.poolFeeRatio, 0.02, true, 0.1),
  uptimeRatio: spec("u", "Uptime", "%", inputLimits.uptimeRatio, 0.98, true, 0.5),
  curtailmentRatio: spec("c", "Switched off on purpose", "%", inputLimits.curtailmentRatio, 0, true, 1),
  fixedCostUsdPerMonth: spec(
    "x",
    "Fixed costs",
    "USD/month",
    { min: 0, max: 1e12, unit: "USD per month" },
    0,
    true,
    100,
  ),
  otherCapexUsd: spec("o", "Other start-up cost", "USD", { min: 0, max: 1e12, unit: "USD" }, 0, true, 1000),
  clientElectricityUsdPerKwh: spec(
    "ce",
    "Client's electricity price",
    "USD/kWh",
    electricity,
    null,
    false,
    0.001,
  ),
  poolShareRatio: spec("sh", "Pool's share of the network", "%", inputLimits.poolShareRatio, null, false, 1),
  btcPriceUsd: spec(
    "bp",
    "Bitcoin price",
    "USD",
    { ...marketLimits.btcPriceUsd, max: 1e9 },
    null,
    false,
    1000,
  ),
  difficulty: spec(
    "d",
    "Difficulty",
    "",
    { ...marketLimits.difficulty, max: 1e20, unit: "" },
    null,
    false,
    1e12,
  ),
  networkHashrateThs: spec(
    "nh",
    "Observed network hashrate",
    "EH/s",
    { ...marketLimits.networkHashrateThs, max: 1e15 },
    null,
    false,
    10,
  ),
  subsidyBtc: spec("s", "Block subsidy", "BTC", marketLimits.subsidyBtc, null, false, 0.1),
  feesBtcPerBlock: spec(
    "tf",
    "Transaction fees per block",
    "BTC",
    { ...marketLimits.feesBtcPerBlock, max: 1000 },
    null,
    false,
    0.01,
  ),
  blockHeight: spec(
    "bh",
    "Block height",
    "",
    { ...marketLimits.blockHeight, max: 10_000_000 },
    null,
    false,
    1,
  ),
  months: spec("t", "Horizon", "months", projectionLimits.months, 36, true, 1),
  difficultyGrowthRatio: spec(
    "dg",
    "Difficulty growth",
    "%",
    growth(projectionLimits.difficultyGrowthRatio),
    0.01,
    true,
    0.1,
  ),
  priceGrowthRatioPerMonth: spec(
    "pg",
    "Bitcoin price growth",
    "%/month",
    growth(projectionLimits.priceGrowthRatioPerMonth),
    0,
    true,
    0.1,
  ),
  hashrateDecayRatioPerMonth: spec(
    "hd",
    "Hashrate lost to ageing",
    "%/month",
    projectionLimits.hashrateDecayRatioPerMonth,
    0,
    true,
    0.1,
  ),
  electricityEscalatorRatioPerYear: spec(
    "ee",
    "Electricity price rise",
    "%/year",
    projectionLimits.electricityEscalatorRatioPerYear,
    0,
    true,
    0.5,
  ),
  feeShareRatio: spec(
    "fs",
    "Fees' share of the block reward",
    "%",
    projectionLimits.feeShareRatio,
    null,
    false,
    0.5,
  ),
  discountRatioPerYear: spec(
    "r",
    "Discount rate",
    "%/year",
    { ...projectionLimits.discountRatioPerYear, max: 5 },
    0.1,
    false,
    0.5,
  ),
  resaleRatioOfCapex: spec(
    "rv",
    "Resale value at the end",
    "% of cost",
    { ...projectionLimits.resaleRatioOfCapex, max: 2 },
    0,
    true,
    1,
  ),
} as const satisfies Record<string, LinkedNumberSpec>;

export type NumberName = keyof typeof numberFields;

/** Every number of the calculation, in the order of the screen. */
export const numberNames = Object.keys(numberFields) as readonly NumberName[];

/** Every number of the state: those that the calculation takes and those of its uncertainty. */
export type StateNumberName = NumberName | ViewName;

const allNumbers: Readonly<Record<StateNumberName, LinkedNumberSpec>> = { ...numberFields, ...viewFields };

export function numberSpec(name: StateNumberName): LinkedNumberSpec {
  return allNumbers[name];
}

function spec(
  urlKey: string,
  label: string,
  unit: string,
  limit: Limit,
  start: number | null,
  required: boolean,
  step: number,
): LinkedNumberSpec {
  return { urlKey, label, unit, limit, start, required, step };
}

/** Choices among a few words. The first of each is where a link starts from. */
export const choiceFields = {
  payoutScheme: { urlKey: "ps", label: "Payout scheme", values: ["fpps", "pplns"] },
  difficultyGrowthPer: { urlKey: "dp", label: "Difficulty grows per", values: ["retarget", "month"] },
  heatX: {
    urlKey: "hx",
    label: "Heat map, across",
    values: ["btcPriceUsd", "difficulty", "electricityUsdPerKwh", "uptimeRatio"],
  },
  heatY: {
    urlKey: "hy",
    label: "Heat map, up",
    values: ["electricityUsdPerKwh", "btcPriceUsd", "difficulty", "uptimeRatio"],
  },
  tornadoMetric: { urlKey: "tm", label: "What matters most for", values: ["dailyProfitUsd", "npvUsd"] },
} as const;

export type ChoiceName = keyof typeof choiceFields;
export type Choices = { readonly [K in ChoiceName]: (typeof choiceFields)[K]["values"][number] };
export const choiceNames = Object.keys(choiceFields) as readonly ChoiceName[];

/** The broken rule in words, in the unit a person types; `null` when the value is allowed. */
export function ruleProblem(name: StateNumberName, value: number | null): string | null {
  return specProblem(numberSpec(name), value);
}
