/**
 * Shapes of the calculator's input and answer. Names are those of `POST /api/calculate`.
 *
 * Every key is always present: what is not known is `null`, and a `...Reason` beside it says why.
 * Money is USD (floating point: these are estimates, not ledger entries), production is BTC, ratios are 0..1.
 */

/** How the pool pays. Both have the same expected income; only PPLNS passes the pool's luck on. */
export type PayoutScheme = "fpps" | "pplns";

export interface MarketInputs {
  /** USD per BTC; `null` leaves every USD income figure `null`, production in BTC is still answered. */
  readonly btcPriceUsd: number | null;
  /** Raw difficulty, >= 1 (119.12 T is 119_120_000_000_000). */
  readonly difficulty: number;
  /** Observed network hashrate in TH/s; `null` when nobody observed one (verdict "unknown"). */
  readonly networkHashrateThs: number | null;
  /** True when the observed hashrate is older than its kind allows (verdict "unknown"). */
  readonly networkHashrateStale: boolean;
  /** Block subsidy in BTC at the present height. */
  readonly subsidyBtc: number;
  /** Mean transaction fees per block in BTC (144-block mean); `null` = not known, computed on subsidy only. */
  readonly feesBtcPerBlock: number | null;
  /** Height of the last block; `null` leaves the projection `null`, because the halving cannot be placed. */
  readonly blockHeight: number | null;
}

export interface ProjectionInputs {
  /** Horizon, whole months, 6..60. */
  readonly months: number;
  /** Growth of difficulty per retarget or per month (0.02 = 2 %). */
  readonly difficultyGrowthRatio: number;
  readonly difficultyGrowthPer: "retarget" | "month";
  /** Growth of the BTC price per month, stepping at each month's start. */
  readonly priceGrowthRatioPerMonth: number;
  /** Share of hashrate lost per month to ageing; power draw does not shrink. */
  readonly hashrateDecayRatioPerMonth: number;
  /** Rise of the electricity price per year, stepping at each anniversary. */
  readonly electricityEscalatorRatioPerYear: number;
  /** Fees as a share of the whole block reward; `null` keeps `market.feesBtcPerBlock` constant in BTC. */
  readonly feeShareRatio: number | null;
  /** Discount rate per year for the net present value; `null` leaves it `null`. */
  readonly discountRatioPerYear: number | null;
  /** Resale value at the end as a share of capital cost. Give this or `resaleUsd`, not both. */
  readonly resaleRatioOfCapex: number | null;
  /** Resale value at the end in USD for the whole fleet. */
  readonly resaleUsd: number | null;
}

export interface CalculationInputs {
  /** Nameplate hashrate of one machine in TH/s. */
  readonly hashrateThs: number;
  /** Power draw of one machine in W at the wall. */
  readonly powerWatts: number;
  /** Number of machines, whole. */
  readonly quantity: number;
  /** The site's own electricity price in USD/kWh: the one `daily`, `monthly`, `yearly` and the projection use. */
  readonly electricityUsdPerKwh: number;
  /** What a hosted client pays per kWh; adds `hosting` to the answer and changes nothing else. */
  readonly clientElectricityUsdPerKwh: number | null;
  /** Pool fee 0..1 (0.025 = 2.5 %). */
  readonly poolFeeRatio: number;
  readonly payoutScheme: PayoutScheme;
  /** The pool's share of the network hashrate, 0..1: needed for the PPLNS band, ignored under FPPS. */
  readonly poolShareRatio: number | null;
  /** Share of time the machines run, 0..1. A machine that is off neither hashes nor draws power. */
  readonly uptimeRatio: number;
  /** Share of the fleet switched off on purpose, 0..1; reduces hashrate and energy alike. */
  readonly curtailmentRatio: number;
  /** Costs that depend neither on energy nor on difficulty, USD per month for the whole fleet. */
  readonly fixedCostUsdPerMonth: number;
  /** Capital cost of the whole fleet in USD; `null` leaves payback, NPV and IRR `null`. */
  readonly capexUsd: number | null;
  readonly market: MarketInputs;
  readonly projection: ProjectionInputs | null;
}

/** Money and energy of one period (day, month of 365.25/12 days, or year of 365.25 days). */
export interface PeriodResult {
  /** Production after pool fee, BTC. */
  readonly btcNet: number;
  /** Income before pool fee, USD; `null` without a BTC price. */
  readonly revenueUsd: number | null;
  readonly energyKwh: number;
  readonly energyCostUsd: number;
  /** Pool fee in USD, a line of its own (already contained in `revenueUsd`). */
  readonly poolFeeUsd: number | null;
  readonly fixedCostUsd: number;
  /** revenueUsd - poolFeeUsd - energyCostUsd - fixedCostUsd. */
  readonly profitUsd: number | null;
}

export interface Periods {
  readonly daily: PeriodResult;
  readonly monthly: PeriodResult;
  readonly yearly: PeriodResult;
}

export type Verdict = "agree" | "watch" | "disagree" | "unknown";

/** Lower and upper bound of the BTC after pool fee that 95 of 100 periods fall into. */
export interface BtcBand {
  readonly lowBtc: number;
  readonly highBtc: number;
}

export interface PayoutBand {
  readonly daily: BtcBand | null;
  readonly monthly: BtcBand | null;
  readonly yearly: BtcBand | null;
  /** What the band means, or why there is none. */
  readonly reason: string;
}

export interface Production {
  /** The method whose production every money figure uses. */
  readonly methodUsed: "difficulty";
  readonly difficultyMethod: { readonly btcPerDayGross: number; readonly btcPerDayNet: number };
  readonly hashrateMethod: { readonly btcPerDayGross: number | null; readonly btcPerDayNet: number | null };
  /** hashrateMethod / difficultyMethod - 1, both gross; `null` without an observed hashrate. */
  readonly gapRatio: number | null;
  /** How many standard deviations of 144 blocks' luck the observed hashrate lies from the implied one. */
  readonly luckSigma: number | null;
  readonly verdict: Verdict;
  readonly verdictReason: string;
  /** D x 2^32 / 600 s, in TH/s. */
  readonly impliedNetworkHashrateThs: number;
  readonly observedNetworkHashrateThs: number | null;
  /** Subsidy plus fees, or the subsidy alone when fees are not known. */
  readonly rewardBtcPerBlock: number;
  /** False when fees were not known: production is then on the subsidy only. */
  readonly feesIncluded: boolean;
  readonly payoutBand: PayoutBand;
}

export interface Fleet {
  /** quantity x hashrateThs. */
  readonly installedHashrateThs: number;
  readonly installedPowerWatts: number;
  /** uptimeRatio x (1 - curtailmentRatio). */
  readonly runningRatio: number;
  readonly effectiveHashrateThs: number;
  /** Mean draw over the day, W. */
  readonly averagePowerWatts: number;
  readonly efficiencyJoulesPerTh: number;
}

/** Where daily profit is zero when one input moves and the others stay. Fixed costs are included. */
export interface Breakeven {
  readonly electricityUsdPerKwh: number | null;
  readonly btcPriceUsd: number | null;
  readonly difficulty: number | null;
  readonly includesFixedCosts: true;
  /** Why a break-even above is `null`; `null` where it is a number. */
  readonly reasons: {
    readonly electricityUsdPerKwh: string | null;
    readonly btcPriceUsd: string | null;
    readonly difficulty: string | null;
  };
}

/** Two views of one hosted fleet; the mark-up never replaces the mining profit. */
export interface Hosting {
  /** The mining result at the site's own electricity price. */
  readonly host: Periods;
  /** The mining result at the client's electricity price. */
  readonly client: Periods;
  /** (client price - site price) x kWh: what hosting this fleet for a client brings. */
  readonly markup: {
    readonly usdPerKwh: number;
    readonly dailyUsd: number;
    readonly monthlyUsd: number;
    readonly yearlyUsd: number;
  };
}

/** One month of the projection. Month 1 begins now. */
export interface ProjectionMonth {
  readonly month: number;
  /** Estimated height at the end of the month (144 blocks a day). */
  readonly endHeight: number;
  /** Block-weighted means over the month: a halving or retarget inside it is split at its block. */
  readonly difficulty: number;
  readonly rewardBtcPerBlock: number;
  readonly btcPriceUsd: number;
  readonly electricityUsdPerKwh: number;
  readonly hashrateThs: number;
  readonly btcGross: number;
  readonly btcNet: number;
  readonly revenueUsd: number;
  readonly poolFeeUsd: number;
  readonly energyKwh: number;
  readonly energyCostUsd: number;
  readonly fixedCostUsd: number;
  readonly profitUsd: number;
  /** Sum of profit so far minus capital cost (0 if none was given); resale is not in it. */
  readonly cumulativeUsd: number;
}

export interface HalvingMark {
  readonly height: number;
  /** Months from now, fractional. */
  readonly monthsAhead: number;
  readonly subsidyBtcAfter: number;
}

/** "given": by the path asked for. "flat": none was asked for, so nothing changes but the halving. */
export type ProjectionBasis = "given" | "flat";

export interface Chart {
  readonly basis: ProjectionBasis;
  readonly months: readonly ProjectionMonth[];
  readonly halvings: readonly HalvingMark[];
  /** Resale value at the end, USD; 0 when none was given. */
  readonly resaleUsd: number;
}

export interface Payback {
  /** Months until cumulative profit first covers the capital cost, linear within the month. */
  readonly months: number | null;
  /** Why `months` is `null`; `null` when it is a number. */
  readonly reason: string | null;
  /** Set when the capital is recovered but later losses eat it again. */
  readonly warning: string | null;
  readonly basis: ProjectionBasis | null;
}

/** The same dollars at the same times: spent on mining, or on buying BTC. */
export interface MineVersusBuy {
  /** BTC mined after pool fee, all kept, plus resale converted at the last month's price. */
  readonly btcMined: number;
  /** Capital cost at today's price plus each month's running costs at that month's price. */
  readonly btcBought: number;
  readonly better: "mine" | "buy";
}

export interface CalculationResult extends Periods {
  readonly fleet: Fleet;
  readonly production: Production;
  /** Income per PH/s and day before pool fee, USD; `null` without a BTC price. */
  readonly hashpriceUsdPerPhDay: number | null;
  /** Energy cost per PH/s and day, USD. */
  readonly hashcostUsdPerPhDay: number;
  /** Electricity price above which running costs more than it brings (pool fee in, fixed costs out). */
  readonly strikeUsdPerKwh: number | null;
  /** Why the strike price is `null`; `null` when it is a number. */
  readonly strikeReason: string | null;
  /** Why USD income figures are `null`; `null` when they are numbers. */
  readonly usdReason: string | null;
  readonly breakeven: Breakeven;
  readonly hosting: Hosting | null;
  readonly payback: Payback;
  readonly npvUsd: number | null;
  readonly npvReason: string | null;
  /** Internal rate of return per year (effective, 0.35 = 35 %). */
  readonly irr: number | null;
  readonly irrReason: string | null;
  readonly mineVersusBuy: MineVersusBuy | null;
  readonly mineVersusBuyReason: string | null;
  readonly chart: Chart | null;
  readonly chartReason: string | null;
  /** The formulas in words, for "how was this computed". */
  readonly formulas: Formulas;
}

export interface Formulas {
  readonly difficultyMethod: string;
  readonly hashrateMethod: string;
  readonly impliedNetworkHashrate: string;
  readonly hashprice: string;
  readonly hashcost: string;
  readonly strike: string;
  readonly energy: string;
  readonly profit: string;
  readonly breakevenElectricity: string;
  readonly breakevenBtcPrice: string;
  readonly breakevenDifficulty: string;
  readonly payback: string;
  readonly npv: string;
}

/** The cheap answer for thousands of rows: one day, no objects inside. */
export interface DailyResult {
  readonly btcPerDayGross: number;
  readonly btcPerDayNet: number;
  readonly revenueUsd: number | null;
  readonly poolFeeUsd: number | null;
  readonly energyKwh: number;
  readonly energyCostUsd: number;
  readonly fixedCostUsd: number;
  readonly profitUsd: number | null;
}
