import type { Figure } from "../provenance/figure";

/** Somebody's own machines of one kind at one price, complete: figures of the model stand where they gave none. */
export interface PortfolioMachine {
  readonly id: string;
  /** Of one machine, TH/s. */
  readonly hashrateThs: number;
  /** Of one machine at the wall, W. */
  readonly powerWatts: number;
  readonly quantity: number;
  readonly electricityUsdPerKwh: number;
  readonly poolFeeRatio: number;
  readonly uptimeRatio: number;
  /** Share of hashrate lost per month to ageing, from now on. */
  readonly hashrateDecayRatioPerMonth: number;
  /** Paid for all machines of the row, USD; `null` leaves the payback `null`. */
  readonly capexUsd: number | null;
}

/** What machines earn and cost a day, and when they pay back. USD figures of income are `null` without a BTC price. */
export interface DailyEstimate {
  /** After pool fee. */
  readonly btcPerDayNetEstimate: number;
  /** Before pool fee. */
  readonly dailyRevenueUsdEstimate: number | null;
  readonly dailyPoolFeeUsdEstimate: number | null;
  readonly dailyEnergyKwhEstimate: number;
  readonly dailyPowerCostUsdEstimate: number;
  readonly dailyProfitUsdEstimate: number | null;
  /** The profit in USD at the BTC price it was computed with. */
  readonly dailyProfitBtcEstimate: number | null;
  /** Electricity price at which a day brings nothing, USD/kWh. */
  readonly breakevenElectricityUsdPerKwhEstimate: number | null;
  readonly breakevenElectricityReason: string | null;
  /** BTC price at which a day brings nothing, USD. */
  readonly breakevenBtcPriceUsdEstimate: number | null;
  readonly breakevenBtcPriceReason: string | null;
  /** Months from now until profit covers what was paid, with halvings and ageing, everything else unchanged. */
  readonly paybackMonthsEstimate: number | null;
  /** Why there is no payback; `null` when it is a number. */
  readonly paybackReason: string | null;
  /** Set when later losses have eaten the recovered capital again within 60 months. */
  readonly paybackWarning: string | null;
}

/** All machines of a portfolio together. */
export interface PortfolioTotals extends DailyEstimate {
  readonly machines: number;
  /** Machines in rows whose day ends in a loss. */
  readonly machinesAtLoss: number;
  readonly hashrateThs: number;
  readonly powerWatts: number;
  /** `null` while it is unknown for any machine. */
  readonly capexUsd: number | null;
  readonly machinesWithoutCapex: number;
}

export const portfolioMarketKeys = [
  "btcPriceUsd",
  "difficulty",
  "subsidyBtc",
  "feesBtcPerBlock",
  "blockHeight",
] as const;

/** The market that a portfolio was calculated with, each figure with source and age. */
export interface PortfolioMarket {
  readonly figures: Readonly<Record<(typeof portfolioMarketKeys)[number], Figure>>;
  /** When the figures were put together, ISO 8601 UTC. */
  readonly generatedAt: string;
}
